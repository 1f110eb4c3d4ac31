"""The task list of a referral being written: saved by parts, left, found again, and purged."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from people import AP_OFFICER, ROBIN, SENCO, as_, behind_the_walls
from towpath.jobs.draft import purge_drafts
from towpath.jobs.job import DAILY
from towpath.project.work import register
from towpath.records import models as kept
from web.test_referral import ACCOUNT, FAMILY, RISKS, begun, carried, follow, tell, where
from web.walk import errors, read, signed_in, words


def statuses(client, draft: str) -> dict[str, str]:
    """Each part of the list, and where it stands."""
    page = read(client.get(f"{draft}/tasks"))
    return {
        " ".join(row.find_class("govuk-task-list__name-and-hint")[0][0].text_content().split()): (
            row.find_class("govuk-task-list__status")[0].text_content().strip()
        )
        for row in page.find_class("govuk-task-list__item")
    }


def a_draft(client) -> str:
    return begun(client).partition("/question/")[0]


def test_each_part_says_where_it_stands_and_sending_waits_for_all():
    priya = signed_in(SENCO)
    draft = a_draft(priya)
    assert list(statuses(priya, draft).values()) == [
        *["Not started"] * 4,
        "Optional",
        "Cannot start yet",
    ]
    follow(priya, f"{draft}/risks", {**RISKS, **carried()})
    assert statuses(priya, draft)["Known risks"] == "Completed"
    follow(priya, begun(priya), {"answer": "unknown", **carried()})
    assert statuses(priya, draft)["What the pathway asks"] == "Incomplete"
    assert where(follow(priya, f"{draft}/check")) == f"{draft}/tasks"


def test_when_all_is_told_it_can_be_sent_and_the_referral_says_how_the_family_was_told():
    priya = signed_in(SENCO)
    here = begun(priya)
    draft = here.partition("/question/")[0]
    while "/question/" in here:
        here = where(follow(priya, here, {"answer": "unknown", **carried()}))
    tell(priya, draft)
    assert statuses(priya, draft)["Check your answers and send"] == "Not started"
    assert "Not told yet" not in words(priya.get(f"{draft}/check"))
    page = words(follow(priya, f"{draft}/check", carried()))
    assert "Told on 12 October 2026: by telephone" in page


@pytest.mark.parametrize(
    ("said", "field", "told"),
    [
        ({"parent_view": "objects"}, "parent_view_text", "Say why they object"),
        ({"parent_view": "not_told"}, "parent_view_text", "Say why they have not been told"),
        ({"informed_on-day": ""}, "informed_on", "must include a day"),
        ({"informed_how": ""}, "informed_how", "Choose how they were told"),
        ({"informed_on-year": "2027"}, "informed_on", "today or in the past"),
    ],
)
def test_the_familys_view_says_what_is_missing(said: dict[str, str], field: str, told: str):
    priya = signed_in(SENCO)
    answer = priya.post(f"{a_draft(priya)}/family", {**FAMILY, **said, **carried()})
    assert answer.status_code == 422
    assert told in " ".join(errors(answer).values())


def test_a_family_not_told_yet_never_stops_a_referral():
    priya = signed_in(SENCO)
    draft = a_draft(priya)
    said = {
        "parent_view": "not_told",
        "parent_view_text": "Abroad until Monday",
        "informed_how": "",
    }
    assert where(follow(priya, f"{draft}/family", {**said, **carried()})) == f"{draft}/tasks"
    assert statuses(priya, draft)["The family’s view"] == "Completed"


def test_what_was_saved_stands_in_its_form_and_on_the_desk_with_its_last_day():
    priya = signed_in(SENCO)
    draft = a_draft(priya)
    follow(priya, f"{draft}/account", {**ACCOUNT, **carried()})
    assert ACCOUNT["about"] in words(priya.get(f"{draft}/account"))
    assert "saved 14 October 2026, kept until 13 November 2026" in words(priya.get("/"))


def the_drafts() -> int:
    with as_(SENCO):
        return kept.Draft.objects.count()


@pytest.mark.parametrize(("days", "left"), [(31, 0), (29, 1)])
def test_a_draft_nobody_saved_for_a_month_is_deleted_at_night_and_no_other(days: int, left: int):
    with behind_the_walls():
        kept.Draft.objects.create(
            person_id=SENCO.id,
            pathway="a2e",
            answers={"child": str(ROBIN), "facts": {}, "unknown": [], "account": {}},
            started_at=timezone.now() - timedelta(days=90),
            saved_at=timezone.now() - timedelta(days=days),
        )
    assert purge_drafts() == 1 - left
    assert the_drafts() == left


def test_somebody_signed_in_purges_nobody_elses_draft():
    with behind_the_walls():
        kept.Draft.objects.create(
            person_id=SENCO.id,
            pathway="a2e",
            answers={"child": str(ROBIN), "facts": {}, "unknown": [], "account": {}},
            started_at=timezone.now() - timedelta(days=90),
            saved_at=timezone.now() - timedelta(days=90),
        )
    with as_(AP_OFFICER), connection.cursor() as cursor:
        cursor.execute("delete from records_draft")
        assert cursor.rowcount == 0
    assert the_drafts() == 1


def test_the_worker_does_it_every_night():
    register()
    assert "purge_drafts" in DAILY
