"""A served county of its own for each journey, and people who walk through it in a real browser."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from people import Member

# A page's shape: its kinds of element, and which follows which; not their words, nor how many there
# are of a kind. A shape in which axe has found nothing is not read again in the same run.
SHAPE = """() => {
    const varying = ["value", "href", "action", "content", "datetime", "id", "for", "name",
        "aria-label", "aria-labelledby", "aria-describedby", "aria-controls", "data-aria-controls"];
    const kinds = [...document.querySelectorAll("*")].map(e => e.tagName + [...e.attributes]
        .filter(a => !varying.includes(a.name)).map(a => a.name + a.value).join());
    return [...new Set(kinds.map((kind, n) => kind + kinds[n + 1]))].sort().join();
}"""
READ: set[str] = set()
# What is to be pressed, in view, and lies under something else.
COVERED = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter(e => {
        const box = e.getClientRects()[0], frame = e.closest(".app-scroll") || document.body;
        if (!box || box.width < 2 || !e.checkVisibility()) return false;
        const x = box.x + box.width / 2, y = box.y + box.height / 2;
        const [on, edge] = [document.elementFromPoint(x, y), frame.getBoundingClientRect()];
        if (!on || x > edge.right || x < edge.left || y > edge.bottom) return false;
        return !e.contains(on) && on.closest("label")?.control !== e;
    }).map(e => e.outerHTML)"""
# What refers to nothing, is named twice or has no name: pages of one shape may differ in it.
ASTRAY = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
    const leads = ["for", "aria-labelledby", "aria-describedby", "aria-controls"];
    const lost = [...document.querySelectorAll(leads.map(a => `[${a}]`).join())].filter(e =>
        leads.some(a => (e.getAttribute(a) || "").split(" ").some(id => id && !ids.includes(id))));
    const mute = [...document.querySelectorAll("input, select, textarea, button, a[href]")]
        .filter(e => e.type !== "hidden" && ![e, ...e.labels || []].some(named =>
            named.textContent.trim() && named.tagName !== "SELECT" && named.tagName !== "TEXTAREA"
            || named.getAttribute("aria-label") || named.querySelector("title, img[alt]")));
    return [...ids.filter((id, n) => ids.indexOf(id) !== n), ...lost.concat(mute).map(e =>
        e.outerHTML)];
}"""
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# How a person comes to us, in Playwright's words for a browser's context.
Way = Mapping[str, Any]
PHONE: Way = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
NO_JAVASCRIPT: Way = {"java_script_enabled": False}


@dataclass
class Visitor:
    """One of the cast at a browser of their own. Every page they reach is read by axe."""

    member: Member
    page: Page
    address: str
    scripts: bool = True  # without them axe, a script itself, has nothing to run on

    def goes_to(self, path: str) -> "Visitor":
        """Open a page by its address."""
        self.page.goto(self.address + path)
        self.finds_the_page_in_order()
        return self

    def follows(self, words: str, of: str = "") -> "Visitor":
        """Follow the link of these words, or the link drawn as a button; of the table named."""
        within = self.page.get_by_role("region", name=of) if of else self.page
        link = within.get_by_role("link", name=words)
        link.or_(within.get_by_role("button", name=words)).first.click()
        self.finds_the_page_in_order()
        return self

    def presses(self, words: str) -> "Visitor":
        """Press the button of these words."""
        self.page.get_by_role("button", name=words, exact=True).click()
        self.finds_the_page_in_order()
        return self

    def writes(self, label: str, words: str) -> "Visitor":
        """Fill in the box of this label."""
        self.page.get_by_label(label, exact=False).first.fill(words)
        return self

    def chooses(self, words: str, of: str = "") -> "Visitor":
        """Choose an answer, of the question named where two have the same."""
        within = self.page.get_by_role("group", name=of) if of else self.page
        within.get_by_label(words, exact=True).first.check()
        return self

    def selects(self, words: str, label: str) -> "Visitor":
        """Choose from the list of this label."""
        self.page.get_by_label(label, exact=True).select_option(label=words)
        return self

    def dates(self, question: str, day: date) -> "Visitor":
        """Fill in the three boxes of a date."""
        boxes = self.page.get_by_role("group", name=question)
        for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(box, exact=True).fill(str(value))
        return self

    def tells_the_rest(self, told: date) -> "Visitor":
        """The parts of a referral that no criterion asks: the account, the risks, the family."""
        self.follows("Your account")
        self.writes("What is happening for this pupil", "Not one full day since June")
        self.page.get_by_label("Section 19 of the Education Act 1996").check()
        self.presses("Save and continue").follows("Known risks")
        self.writes("What are the known risks", "None known; the mother was asked")
        self.presses("Save and continue").follows("The family’s view")
        self.chooses("The parent or young person agrees")
        self.dates("When were they told of it?", told)
        return self.selects("By telephone", "How were they told?").presses("Save and continue")

    def sees(self, words: str) -> "Visitor":
        """What the page says, or the test stops here."""
        text = self.page.inner_text("body")
        assert words in text, f"{self.member.name} does not see {words!r} in:\n{text[:3000]}"
        return self

    def sees_in(self, label: str, words: str) -> "Visitor":
        """What stands in the box of this label."""
        box = self.page.get_by_label(label, exact=False).first
        assert box.input_value() == words
        return self

    def is_told(self, words: str) -> "Visitor":
        """What is wrong, where they look: above the page, and beside the box it leads to."""
        summary = self.page.get_by_role("alert").get_by_role("link", name=words)
        box = self.page.locator(summary.first.get_attribute("href") or "")
        group = self.page.locator(".govuk-form-group--error", has=box)
        assert words in group.last.locator(".govuk-error-message").first.inner_text()
        return self

    def does_not_see(self, words: str) -> "Visitor":
        """What the page must not say."""
        assert words not in self.page.inner_text("body")
        return self

    def finds_the_page_in_order(self) -> None:
        """No failure of ours, no fault that axe can name; nothing covered or past the edge."""
        self.page.wait_for_load_state()
        assert "Sorry, there is a problem" not in self.page.title()
        beyond = self.page.evaluate(BEYOND)
        assert not beyond, f"{self.page.url} scrolls sideways by {beyond} pixels"
        if not self.scripts:
            return
        astray = self.page.evaluate(ASTRAY)
        assert not astray, f"{self.page.url} has astray or unnamed {astray}"
        shape = f"{self.page.viewport_size} {self.page.evaluate(SHAPE)}"
        if shape not in READ:
            covered = self.page.evaluate(COVERED)
            assert not covered, f"{self.page.url} has covered {covered}"
            found = Axe().run(self.page, options={"resultTypes": ["violations"]})
            assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
            READ.add(shape)


SignsIn = Callable[..., Visitor]


@pytest.fixture
def county(county_of_its_own: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveServer]:
    """The county, served: what one does, the next sees."""
    monkeypatch.setattr(settings, "DEMO", True)
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", False)
    monkeypatch.setattr(settings, "CSRF_COOKIE_SECURE", False)
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def way() -> Way:
    """How everybody of a journey comes; one told in several ways is parametrized with it."""
    return {}


@pytest.fixture
def someone(county: LiveServer, browser: Browser, way: Way) -> Iterator[SignsIn]:
    """`someone(SENCO)` signs in by her button on the page of the cast."""
    contexts: list[BrowserContext] = []

    def signs_in(member: Member, way: Way = way) -> Visitor:
        context = browser.new_context(**way)
        context.set_default_timeout(10_000)
        contexts.append(context)
        scripts = way.get("java_script_enabled", True)
        visitor = Visitor(member, context.new_page(), county.url, scripts)
        visitor.goes_to("/demo/cast").presses(f"Be {member.name}")
        return visitor

    yield signs_in
    for context in contexts:
        context.close()
