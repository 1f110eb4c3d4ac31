"""A served county of its own for each journey, and people who walk through it in a real browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from people import Member

# A page's shape: its elements with all that axe judges them by, but not the words. One that axe
# has found nothing in is not read again in the same run.
SHAPE = """() => [...document.querySelectorAll("*")].map(e => e.tagName + [...e.attributes]
    .filter(a => !["value", "href", "action", "content", "datetime"].includes(a.name))
    .map(a => a.name + a.value).join()).join()"""
READ: set[str] = set()


@dataclass
class Visitor:
    """One of the cast at a browser of their own. Every page they reach is read by axe."""

    member: Member
    page: Page
    address: str

    def goes_to(self, path: str) -> "Visitor":
        """Open a page by its address."""
        self.page.goto(self.address + path)
        self.finds_the_page_in_order()
        return self

    def follows(self, words: str) -> "Visitor":
        """Follow the link of these words, or the link drawn as a button."""
        link = self.page.get_by_role("link", name=words)
        link.or_(self.page.get_by_role("button", name=words)).first.click()
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

    def dates(self, question: str, day: date) -> "Visitor":
        """Fill in the three boxes of a date."""
        boxes = self.page.get_by_role("group", name=question)
        for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(box, exact=True).fill(str(value))
        return self

    def sees(self, words: str) -> "Visitor":
        """What the page says, or the test stops here."""
        text = self.page.inner_text("body")
        assert words in text, f"{self.member.name} does not see {words!r} in:\n{text[:3000]}"
        return self

    def does_not_see(self, words: str) -> "Visitor":
        """What the page must not say."""
        assert words not in self.page.inner_text("body")
        return self

    def finds_the_page_in_order(self) -> None:
        """No fault that axe can name, and no failure of ours."""
        assert "Sorry, there is a problem" not in self.page.title()
        shape = self.page.evaluate(SHAPE)
        if shape not in READ:
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
            READ.add(shape)


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
def someone(county: LiveServer, browser: Browser) -> Iterator[Callable[[Member], Visitor]]:
    """`someone(SENCO)` signs in by her button on the page of the cast."""
    contexts: list[BrowserContext] = []

    def signs_in(member: Member) -> Visitor:
        context = browser.new_context(java_script_enabled=True)
        context.set_default_timeout(10_000)
        contexts.append(context)
        visitor = Visitor(member, context.new_page(), county.url)
        visitor.goes_to("/demo/cast").presses(f"Be {member.name}")
        return visitor

    yield signs_in
    for context in contexts:
        context.close()
