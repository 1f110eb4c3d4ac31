"""By keyboard alone: from the page of signing in to where things stand, by Tab and Enter."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page

import deeds
from journeys.conftest import Visitor
from journeys.test_signing_in import at_the_door, code_sent
from people import PARENT

pytestmark = pytest.mark.browser
__all__ = ["at_the_door"]

# What marks a focused element: how it looks now, and how once the focus has left it.
MARKED = """e => {
    const look = () => {
        const s = getComputedStyle(e);
        return [s.outline, s.boxShadow, s.backgroundColor, s.borderColor].join();
    };
    const focused = look();
    e.blur();
    const left = look();
    e.focus();
    return focused !== left;
}"""


def focused(page: Page) -> Locator:
    return page.locator("*:focus")


def tabs_to(page: Page, role: str, name: str) -> None:
    """Press Tab until this has the focus; whatever has it on the way can be seen to."""
    wanted = page.get_by_role(role, name=name, exact=True).first
    for _ in range(30):
        page.keyboard.press("Tab")
        now = focused(page)
        assert now.evaluate(MARKED), f"{now.evaluate('e => e.outerHTML')} hides its focus"
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"No Tab leads to {name!r}")


def test_a_parent_signs_in_and_reads_where_things_stand_by_tab_and_enter(
    at_the_door: type[Visitor],
):
    deeds.send()
    carol = at_the_door(PARENT)
    page = carol.page
    tabs_to(page, "textbox", "Email address")
    page.keyboard.type(PARENT.email)
    tabs_to(page, "button", "Continue")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check your email").wait_for()

    tabs_to(page, "textbox", "Code")
    page.keyboard.type(code_sent())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Where things stand").wait_for()
    carol.finds_the_page_in_order()
    carol.sees("Next: Dana Whitlock, AP officer at the council, decides whether this is right")


def test_the_skip_link_passes_the_head_of_the_page(at_the_door: type[Visitor]):
    page = at_the_door(PARENT).goes_to(reverse("account_login")).page
    page.keyboard.press("Tab")
    skip = focused(page)
    assert skip.inner_text() == "Skip to main content"
    assert (skip.bounding_box() or {})["height"] > 20
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.get_by_label("Email address").evaluate("e => e === document.activeElement")
