"""A county with people in it: lists longer than their first page, and lives already under way."""

import pytest
from django.db import transaction

from journeys.conftest import SignsIn, Visitor
from people import AP_OFFICER, HEAD_OF_SERVICE, SENCO, TODAY

pytestmark = pytest.mark.browser

CHILDREN = 110  # for two officers: more than two pages of 25 open cases each


@pytest.fixture(scope="session")
def small_county(built, empty: str) -> str:
    """The name of the made-up county, a small one, as it stands on the day of the tests."""
    from towpath.project import county

    def build() -> None:
        with transaction.atomic():
            county.build(TODAY, "small", children=CHILDREN)

    return built("small_county", build, empty)


@pytest.fixture
def beginning(small_county: str) -> str:
    return small_county


def rows(visitor: Visitor, caption: str) -> list[list[str]]:
    """The cells of each row of a table."""
    table = visitor.page.get_by_role("table", name=caption).locator("tbody tr")
    return [row.locator("th, td").all_inner_texts() for row in table.all()]


OPEN = "Open referrals, those due first"


def test_an_officer_pages_through_a_caseload_finds_a_child_and_logs_a_call(someone: SignsIn):
    dana = someone(AP_OFFICER).sees("Your caseload")
    pages = [rows(dana, OPEN)]
    while dana.page.get_by_role("link", name="Later dates").count():
        dana.follows("Later dates")
        pages.append(rows(dana, OPEN))
    assert len(pages) > 2
    assert {len(page) for page in pages[:-1]} == {25}
    dana.follows("Earlier dates")
    assert rows(dana, OPEN) == pages[-2]

    child = pages[0][0][0]
    dana.goes_to("/").follows(child).sees("What has happened").follows("Log a call or note")
    dana.writes("With whom", "His mother").writes("What was said", "She asks for mornings")
    dana.presses("Keep the note")
    dana.sees("The note is kept").sees("She asks for mornings")

    child = pages[-1][-1][0]
    dana.goes_to("/").writes("Find a child", child.split()[-1]).presses("Find").follows(child)
    dana.sees("School of roll").follows("Referral to").sees("Where it stands").sees("Dana Whitlock")


def test_a_head_of_service_sees_everyones_cases_and_opens_one(someone: SignsIn):
    ruth = someone(HEAD_OF_SERVICE).sees("Who owns what").follows("Everyone’s cases")
    owners = {row[-1] for row in rows(ruth, OPEN)}
    ruth.follows("Later dates")
    found = rows(ruth, OPEN)
    assert len(found) == 25
    assert {"Dana Whitlock", "Sam Iqbal"} <= owners | {row[-1] for row in found}
    ruth.follows(found[-1][0]).sees("What has happened").does_not_see("Nothing is recorded yet")


def test_a_senco_sees_all_her_pupils_and_nobody_elses(someone: SignsIn):
    priya = someone(SENCO).sees("Pupils with an open referral")
    pupils = rows(priya, "Pupils with an open referral")
    assert len(pupils) > 5
    priya.follows(pupils[0][0]).sees("Larkwood School")
    priya.goes_to("/").writes("Find a pupil by name", pupils[-1][0].split()[-1]).presses("Find")
    priya.sees(pupils[-1][0]).follows(pupils[-1][0]).sees("Larkwood School")
