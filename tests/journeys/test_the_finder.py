"""From the welcome page to a summary, on a phone without JavaScript; and from the finder to a
draft."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from journeys.conftest import Visitor
from people import SENCO, Member

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(county: LiveServer, browser: Browser) -> Iterator[Page]:
    """Anybody's telephone, on which no JavaScript runs."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, accept_downloads=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(county.url)
    yield page
    assert context.cookies() == []
    context.close()


def test_a_parent_finds_what_may_fit_and_saves_it_with_no_script_and_no_account(
    phone: Page, tmp_path: Path
):
    phone.get_by_role("link", name="Find what may fit your child in Surrey").click()
    phone.get_by_role("button", name="Start now").click()
    phone.get_by_role("button", name="Continue").click()
    assert "Choose an answer" in phone.inner_text(".govuk-error-summary")
    phone.get_by_label("How old is your child?").select_option("13")
    phone.get_by_role("button", name="Continue").click()
    for _ in range(7):  # eight at most, and one is answered
        last = phone.url
        phone.get_by_label("I do not know, or prefer not to say").check()
        phone.get_by_role("button", name="Continue").click()
        if "/results" in phone.url:
            break
    assert "/results" in phone.url
    phone.go_back()
    assert phone.url.partition("?")[0] == last.partition("?")[0]
    phone.go_forward()
    assert "The council may still owe your child education" in phone.inner_text("main")
    phone.get_by_role("link", name="whether your child is unable to go to school").first.click()
    phone.get_by_label("Yes, because of illness, physical or mental").check()
    phone.get_by_role("button", name="Continue").click()
    assert "unable_to_attend=illness" in phone.url
    width = phone.viewport_size["width"] if phone.viewport_size else 0
    assert phone.locator("body").bounding_box()["width"] <= width
    phone.get_by_role("button", name="Print or save a summary").click()
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Save as a PDF").click()
    paper = tmp_path / "summary.pdf"
    saved.value.save_as(paper)
    assert paper.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_shape_of_page_is_in_order(county: LiveServer, browser: Browser, width: int):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    ill = "age=13&unable_to_attend=illness&lives_in_authority=yes"
    for path in (
        "",
        "age",
        "age?answered=age",
        "needs",
        f"came_to_attention_on?{ill}&then=results",
        "results",
        f"results?{ill}",
        "results?age=9&unable_to_attend=no&ehc_plan=purple&colour=green",
        f"summary?{ill}",
    ):
        page.goto(f"{county.url}/guide/surrey/finder/{path}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide"
    context.close()


def test_a_senco_begins_a_referral_with_what_she_told_the_finder(
    someone: Callable[[Member], Visitor],
):
    priya = someone(SENCO)
    priya.goes_to("/guide/surrey/finder/unable_to_attend?permanently_excluded_on=no&then=results")
    priya.chooses("Yes, because of illness, physical or mental").presses("Continue")
    priya.follows("Use these answers in a referral")
    priya.writes("Find a child by surname", "dunmore").presses("Find")
    priya.follows("Refer Robin Dunmore").sees("From the finder")
    priya.chooses("Access to Education (A2E)").presses("Continue")
    for _ in range(12):
        if "/question/" not in priya.page.url:
            break
        priya.does_not_see("Is the pupil unable to attend school?")
        priya.chooses("I do not know").presses("Save and continue")
    priya.follows("Your account").sees("What is happening for this pupil?")
