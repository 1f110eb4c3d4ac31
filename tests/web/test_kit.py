"""The page kit: what a reader finds in it, part by part, and all of it in a browser."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from pathlib import Path
from uuid import UUID

import jinja2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from lxml import html
from playwright.sync_api import Browser, Page, Route

from towpath.web import error
from towpath.web.component import govuk
from towpath.web.form import carried
from towpath.web.frame import Frame
from towpath.web.jinja import environment
from web.gallery import AT, CHANGE, FRAME, TODAY, asked, draw, filled, gallery, text, whole

STATIC = Path(error.__file__).parent / "static"

# The environment


def test_an_unknown_name_stops_the_page() -> None:
    with pytest.raises(jinja2.UndefinedError, match="chlid"):
        draw("{{ chlid.name }}")


def test_what_people_type_never_becomes_markup() -> None:
    assert "<script>" not in govuk("inset-text", text="<script>alert(1)</script>")
    drawn = draw("{{ kit.facts(rows) }}", rows=[{"name": "Note", "value": "<script>x</script>"}])
    assert not drawn.xpath("//script")


# Forms


def test_a_form_carries_the_version_seen_and_its_own_number() -> None:
    drawn = draw(
        "{% call kit.form(request, seen=7) %}{{ kit.submit('Save', cancel='/x') }}{% endcall %}"
    )
    (form,) = drawn.xpath("//form")
    assert form.get("method") == "post"
    assert form.xpath(".//input[@name='csrfmiddlewaretoken']/@value")[0]
    posted = {i.get("name"): i.get("value") for i in form.xpath(".//input[@type='hidden']")}
    back = carried(asked(post=posted))
    assert back.seen == 7
    assert back.once == UUID(posted["once"])


def test_a_form_shown_again_keeps_the_version_it_was_drawn_with() -> None:
    once = "0192f3f0-7a7a-7c3e-8b1d-2f6a5f1f4d10"
    call = "{% call kit.form(request, seen=9, change=change) %}{% endcall %}"
    for change, seen in ((None, "7"), (CHANGE, "9")):
        source = '{% import "kit.html" as kit %}' + call
        drawn = html.fromstring(
            environment()
            .from_string(source)
            .render(request=asked(post={"seen": "7", "once": once}), change=change)
        )
        assert drawn.xpath("//input[@name='seen']/@value") == [seen]
        assert drawn.xpath("//input[@name='once']/@value") == [once]
        assert ("Someone changed this while you were working" in text(drawn)) is bool(change)


@pytest.mark.parametrize(
    "posted",
    [{}, {"seen": "7"}, {"seen": "x", "once": str(UUID(int=1))}, {"seen": "-1", "once": "7"}],
)
def test_a_form_that_was_tampered_with_is_refused(posted: dict[str, str]) -> None:
    with pytest.raises(BadRequest, match="did not arrive whole"):
        carried(asked(post=posted))


# The parts of a case


def test_the_stage_says_where_the_child_is_and_who_acts_next() -> None:
    drawn = draw(
        "{{ kit.stage(steps, next) }}",
        steps=[
            {"name": "Referred", "day": date(2026, 10, 1)},
            {"name": "Decided", "day": None},
            {"name": "Taught", "day": None},
        ],
        next={"who": "Ines Calder", "does": "decides which pathway fits", "by": TODAY},
    )
    assert [text(li) for li in drawn.xpath("//li")] == [
        "Referred Done 1 Oct",
        "Decided Now",
        "Taught Not yet",
    ]
    assert text(drawn.xpath("//li[@aria-current='step']")[0]).startswith("Decided")
    assert text(drawn.xpath("//p")[0]) == (
        "Next: Ines Calder decides which pathway fits by 14 October 2026."
    )


def test_the_timeline_tells_what_who_and_when() -> None:
    drawn = draw(
        "{{ kit.timeline(entries) }}",
        entries=[
            {
                "title": "Accepted",
                "who": "Ines Calder",
                "at": AT,
                "lines": ["Too ill\n\nfor school"],
            },
            {"title": "Referred", "at": TODAY, "tag": "Made up"},
        ],
    )
    assert [text(h) for h in drawn.xpath("//h2")] == ["Accepted", "Referred"]
    assert [text(t) for t in drawn.xpath("//time")] == [
        "14 October 2026 at 3:10pm",
        "14 October 2026",
    ]
    assert len(drawn.xpath("//div[@class='moj-timeline__description']/p")) == 2


def test_a_fact_that_is_missing_says_so() -> None:
    drawn = draw(
        "{{ kit.facts(rows) }}",
        rows=[
            {"name": "School of roll", "value": None, "href": "/school"},
            {"name": "Hours", "value": 0},
        ],
    )
    assert [text(dd) for dd in drawn.xpath("//dd[contains(@class, 'value')]")] == [
        "Not yet known",
        "0",
    ]
    assert text(drawn.xpath("//a[@href='/school']")[0]) == "Change school of roll"


@pytest.mark.parametrize(
    ("value", "words"), [(True, "Met"), (False, "Not met"), (None, "Not yet known")]
)
def test_an_answer_is_always_in_words(value: bool | None, words: str) -> None:
    assert text(draw("{{ kit.answer(value) }}", value=value)) == words


def test_a_person_can_be_rung() -> None:
    drawn = draw("{{ kit.person_line('Ines Calder', 'AP officer', '01632 960 001') }}")
    assert drawn.xpath("//a/@href") == ["tel:01632960001"]


def test_a_table_names_its_rows_and_columns() -> None:
    drawn = draw(
        "{{ kit.table('Hours', ['Child', 'Offered'], [['Robin', 5]], numeric=[1]) }}"
        "{{ kit.table('Visits', ['Day'], [], empty='No visits yet.') }}"
    )
    assert text(drawn.xpath("//caption")[0]) == "Hours"
    assert drawn.xpath("//th[@scope='col']/text()") == ["Child", "Offered"]
    assert drawn.xpath("//th[@scope='row']/text()") == ["Robin"]
    assert "numeric" in drawn.xpath("//td/@class")[0]
    assert text(drawn).endswith("No visits yet.")


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, ""),
        (1, 3, "1 2 3 Next"),
        (5, 9, "Previous 1 ⋯ 4 5 6 ⋯ 9 Next"),
        (9, 9, "Previous 1 ⋯ 8 9"),
    ],
)
def test_pages_are_counted(number: int, last: int, shown: str) -> None:
    drawn = draw("{{ kit.pagination(number, last) }}", number=number, last=last)
    assert text(drawn).replace(" page", "").replace("…", "⋯") == shown


# The page round them


def test_the_head_says_whose_service_it_is_who_reads_and_the_way_out() -> None:
    drawn = whole("{% block title %}Caseload{% endblock %}")
    assert text(drawn.xpath("//title")[0]) == (
        "Caseload – Alternative provision – Brackenshire County Council"
    )
    header = text(drawn.xpath("//header")[0])
    assert "Brackenshire County Council" in header
    assert "Ines Calder, AP officer" in header
    (leave,) = drawn.xpath("//header//form[@action='/sign-out']")
    assert leave.get("method") == "post"
    assert leave.xpath(".//input[@name='csrfmiddlewaretoken']")
    assert "Nobody here is real" in text(drawn)
    assert drawn.xpath("//header//a[@aria-current]/@href") == ["/caseload"]


def test_a_page_before_anyone_is_known_still_stands() -> None:
    drawn = whole("{% block title %}Guide{% endblock %}", request=asked(frame=None))
    assert text(drawn.xpath("//title")[0]) == "Guide – Alternative provision"
    assert "Nobody here is real" not in text(drawn)
    assert not drawn.xpath("//form")


def test_a_page_with_a_mistake_says_so_first_in_its_title() -> None:
    drawn = whole("{% block title %}Refer{% endblock %}", form=filled(why="."))
    assert text(drawn.xpath("//title")[0]).startswith("Error: Refer")
    assert drawn.xpath("//main/*[1]/@class") == ["govuk-error-summary"]


def test_no_page_has_a_script_or_a_style_of_its_own() -> None:
    """default-src 'self' would refuse it."""
    for drawn in (gallery(), html.document_fromstring(error.SERVER_ERROR)):
        assert all(script.get("src") for script in drawn.xpath("//script"))
        assert not drawn.xpath("//style | //*[@style] | //@*[starts-with(name(), 'on')]")


def test_the_styles_bring_no_font_or_image_of_gov_uk() -> None:
    css = (STATIC / "kit" / "towpath.css").read_text(encoding="utf-8")
    assert "--govuk-brand-colour" in css
    for theirs in ("GDS Transport", "@font-face", "url(", "crest"):
        assert theirs not in css


def test_every_file_a_page_names_is_there() -> None:
    for address in gallery().xpath("//link/@href | //script/@src"):
        assert (STATIC / address.removeprefix("/static/")).is_file(), address


# When something went wrong


@pytest.mark.parametrize(
    ("shown", "status", "words"),
    [
        (lambda r: error.bad_request(r, BadRequest("Open it again")), 400, "Open it again"),
        (lambda r: error.bad_request(r, ValueError("secret")), 400, "could not be read"),
        (lambda r: error.forbidden(r, PermissionDenied("Brokers only.")), 403, "Brokers only."),
        (lambda r: error.stale_form(r, "secret"), 403, "open for too long"),
        (lambda r: error.not_found(r, Http404("secret")), 404, "There is no such page"),
        (lambda r: error.stale(r, CHANGE, "/case"), 409, "Sam Okoro, broker, 14 October"),
        (error.server_error, 500, "was not saved"),
    ],
)
@pytest.mark.parametrize("frame", [FRAME, None])
def test_an_error_says_what_it_was(
    shown: Callable[[HttpRequest], HttpResponse], status: int, words: str, frame: Frame | None
) -> None:
    answer = shown(asked(frame))
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "secret" not in answer.content.decode()


# A browser


@dataclass
class Shown:
    """The gallery in a browser, and what its console complained of."""

    page: Page
    faults: list[str] = dataclass_field(default_factory=list)


@pytest.fixture
def shown(page: Page) -> Shown:
    """The gallery in Chromium, under the policy that the service sends with every page."""
    found = Shown(page)
    page.on("console", lambda m: found.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: found.faults.append(str(fault)))
    serve(page)
    return found


def serve(page: Page) -> None:
    """Open the gallery, from memory, with its static files from the package."""
    source = html.tostring(gallery(), doctype="<!DOCTYPE html>", encoding="unicode")
    policy = {"Content-Security-Policy": "default-src 'self'", "Content-Type": "text/html"}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("https://towpath.example")
        if path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"))
        else:
            route.fulfill(body=source, headers=policy)

    page.route("**/*", answer)
    page.goto("https://towpath.example/")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_the_kit_is_accessible_and_fits(shown: Shown, width: int) -> None:
    shown.page.set_viewport_size({"width": width, "height": 900})
    assert shown.faults == []
    found = Axe().run(shown.page)
    assert found.violations_count == 0, found.generate_report()
    wide = shown.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, "the page scrolls sideways"


@pytest.mark.browser
def test_the_scripts_help_where_there_are_some(shown: Shown) -> None:
    """The error summary takes the focus, and a link in it leads into the box."""
    page = shown.page
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.get_by_role("link", name="31 February 2014 does not exist").click()
    assert page.evaluate("document.activeElement.id") == "id_born-day"


@pytest.mark.browser
def test_a_form_is_filled_and_sent_without_scripts(browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    serve(page)
    page.get_by_label("Name").fill("Robin Marsh")
    page.get_by_label("I do not know").check()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Save and continue").click()
    body = str(sent.value.post_data)
    for part in ('name="once"', 'name="seen"', "Robin Marsh", "unknown"):
        assert part in body
    page.close()
