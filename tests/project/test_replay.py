"""The county's books against the actions: fifty children's stories are lived again, step by step.

The county is written by a ledger that knows no walls. Here the same steps are done by the same
people through `actions/`, behind the walls, and must leave the same rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection

from people import behind_the_walls
from towpath.actions import (
    concern,
    duty,
    intake,
    lesson,
    note,
    placement,
    referral,
    reintegration,
    review,
)
from towpath.actions.action import Deed
from towpath.project.county import census
from towpath.project.county.copybook import TABLES, copying
from towpath.project.county.entry import ENTRIES
from towpath.project.county.ledger import Ledger
from towpath.project.county.telling import Step
from towpath.records import models as kept
from towpath.records.actor import acting_as
from towpath.rules.clock import Clock
from towpath.rules.words import says_nothing

TODAY = date(2026, 11, 23)
CHILDREN = 50
# Steps of a story that is lived again, so that this is not the longest test of all: of one that
# brings a verb not met before, and of the others.
LONGEST, SHORT = 30, 12

# A verb's action, and what it calls the key of that which it is done to.
ACTIONS = {
    "send_referral": (referral.send, "child_id"),
    "answer_referral": (referral.answer, "referral_id"),
    "withdraw_referral": (referral.withdraw, "referral_id"),
    "decide_referral": (referral.decide, "referral_id"),
    "review_duty": (duty.review, "duty_id"),
    "write_note": (note.write, "child_id"),
    "offer_placement": (placement.offer, "referral_id"),
    "accept_placement": (placement.accept, "placement_id"),
    "decline_placement": (placement.decline, "placement_id"),
    "cancel_placement": (placement.cancel, "placement_id"),
    "record_intake_step": (intake.record_step, "placement_id"),
    "wait_for_place": (intake.wait, "placement_id"),
    "start_placement": (placement.start, "placement_id"),
    "start_interim": (placement.start_interim, "placement_id"),
    "complete_plan": (placement.complete_plan, "placement_id"),
    "record_lesson": (lesson.record, "placement_id"),
    "answer_concern": (concern.answer, "concern_id"),
    "hold_review": (review.hold, "placement_id"),
    "plan_return_step": (reintegration.plan_step, "placement_id"),
    "record_return_step": (reintegration.record_step, "step_id"),
    "end_placement": (reintegration.end, "placement_id"),
    "check_return": (reintegration.check, "placement_id"),
}
TABLE = {
    "concern_id": kept.Concern,
    "duty_id": kept.Duty,
    "step_id": kept.ReturnStep,
    "referral_id": kept.Referral,
}
UNSEEN = {"send_referral", "write_note", "record_lesson"}  # these change nothing that was shown

# What steps leave behind; the rest of a child's rows is who they are, not what was done.
LEFT = tuple(name for name in TABLES if name in {
    "Referral", "Fact", "Risk", "Decision", "Finding", "Duty", "Placement", "Brief", "Ending",
    "Objective", "Wait", "IntakeStep", "Funding", "Lesson", "Concern", "ConcernAnswer", "Session",
    "Review", "ReviewAccount", "ReturnStep", "ReturnCheck", "CheckAccount", "Note", "Event",
})  # fmt: skip


@pytest.fixture(scope="module")
def drawn() -> census.Census:
    """The county that the children are of."""
    return census.Census(TODAY, 400, 936)


def test_every_verb_of_the_county_is_an_action() -> None:
    assert ACTIONS.keys() == ENTRIES.keys()


@pytest.mark.django_db
def test_the_same_steps_through_the_actions_leave_the_same_rows(drawn: census.Census) -> None:
    chosen = replayable(drawn)
    assert len(chosen) == CHILDREN
    _set_the_scene(drawn, [books for _, books, _ in chosen])
    verbs, differences = set(), []
    for number, books, steps in chosen:
        _live(books, steps)
        verbs |= {step.verb for step in steps}
        differences += [
            f"child {number}: {words}" for words in compare(found(books), written(books))
        ]
    assert not differences, "\n".join(differences[:20])
    assert verbs == ENTRIES.keys(), "the chosen children never met some verbs"


def replayable(county: census.Census) -> list[tuple[int, Ledger, list[Step]]]:
    """Children of no long story, who between them meet every verb.

    Left out are those in whose story an action would refuse something, which are the planted
    defects: a reason that says nothing, and a provider not approved.
    """
    drawn = ((number, *county.open(number)) for number in range(1, county.children))
    able = [
        (number, books, steps)
        for number, books, steps in drawn
        if 0 < len(steps) <= LONGEST and not any(_is_refused(county, step) for step in steps)
    ]
    chosen, met = [], set[str]()
    for child in able:
        if new := {step.verb for step in child[2]} - met:
            met |= new
            chosen.append(child)
    short = (child for child in able if len(child[2]) <= SHORT and child not in chosen)
    return chosen + list(islice(short, CHILDREN - len(chosen)))


def _is_refused(county: census.Census, step: Step) -> bool:
    if step.verb == "decide_referral":
        return says_nothing(step.said["decision"].reason.text)
    if step.verb == "offer_placement":
        return not county.rulebook.providers[step.said["offer"].provider_id].approved
    return False


def _set_the_scene(county: census.Census, chosen: list[Ledger]) -> None:
    """The county's places and people, and who the children are; nothing has happened to them."""
    with behind_the_walls():
        with connection.cursor() as cursor:
            cursor.execute("truncate records_authority cascade")
        census.cast.build()
        with copying() as copybook:
            copybook.add(census.council())
            copybook.add(county.county.rows)
            for books in chosen:
                copybook.add(row for row in books.rows if row[0] not in LEFT)


def _live(books: Ledger, steps: list[Step]) -> None:
    """Do every step as the one who did it, on the day."""
    made = {"child": books.copies["child_id"]}
    for step in steps:
        act, key = ACTIONS[step.verb]
        with acting_as(step.by, step.day):
            if step.of == "duty":
                made["duty"] = kept.Duty.objects.get(child_id=made["child"], closed_at=None).pk
            if step.of.endswith(".concern"):
                lesson_id = made[step.of.removesuffix(".concern")]
                made[step.of] = kept.Concern.objects.get(lesson_id=lesson_id).pk
            given: dict[str, Any] = {key: made[step.of], **step.said}
            if step.verb not in UNSEEN:
                table = TABLE.get(key, kept.Placement)
                given["seen"] = table.objects.values_list("version", flat=True).get(pk=given[key])
            done = act(deed=Deed(step.by, uuid4(), Clock(step.at, step.day)), **given)
        if step.makes:
            made[step.makes] = done


Rows = Mapping[str, list[dict[str, object]]]


def compare(found: Rows, written: Rows) -> Iterator[str]:
    """Every difference between what the actions and the ledger wrote about one child."""
    for name in sorted(found.keys() | written.keys()):
        lived, booked = found.get(name, []), written.get(name, [])
        if len(lived) != len(booked):
            yield f"{name}: {len(lived)} by the actions, {len(booked)} in the books"
            continue
        for place, (one, other) in enumerate(zip(lived, booked, strict=True)):
            for column in sorted(one.keys() | other.keys()):
                if one.get(column) != other.get(column):
                    yield f"{name} {place} {column}: {one.get(column)!r}, {other.get(column)!r}"


def written(books: Ledger) -> Rows:
    """What the ledger says happened."""
    shape = {name: _defaults(name) for name in LEFT}
    rows = defaultdict(list)
    for name, row in books.rows:
        if name in LEFT:
            rows[name].append({**shape[name], **row})
    return _plain(books, rows)


def found(books: Ledger) -> Rows:
    """What the actions have written about the same child."""
    with behind_the_walls():
        rows = {
            name: list(
                apps.get_model("records", name)
                .objects.filter(child_id=books.copies["child_id"])
                .order_by("id")
                .values()
            )
            for name in LEFT
        }
    return _plain(books, rows)


def _plain(books: Ledger, rows: Mapping[str, list[dict[str, Any]]]) -> Rows:
    """Rows that can be compared: each key of a row becomes the row's table and place.

    Left out are `once`, which is each form's own, and who owned a referral until somebody decided:
    the officer with the lightest caseload then, of a county that is not here. So it is with what is
    owed since a referral was withdrawn that nobody had decided.
    """
    for name in rows:
        rows[name].sort(key=lambda row: row["id"])
    keys = {row["id"]: f"{name} {place}" for name in rows for place, row in enumerate(rows[name])}
    undecided = {row["id"] for row in rows["Referral"]} - {
        row["referral_id"] for row in rows["Decision"]
    }

    def plain(name: str, row: dict[str, Any]) -> dict[str, object]:
        left_out = {"once"}
        if name == "Referral" and row["id"] in undecided:
            left_out |= {"owner_id"}
        if name == "Duty" and row["referral_id"] in undecided:
            left_out |= {"owner_id"}
        if name == "Event" and row["verb"] in ("send_referral", "answer_referral"):
            left_out |= {"owner_id"}
        return {
            column: _word(value, keys) for column, value in row.items() if column not in left_out
        }

    return {name: [plain(name, row) for row in rows[name]] for name in rows if rows[name]}


def _word(value: object, keys: Mapping[UUID, str]) -> object:
    if isinstance(value, UUID):
        return keys.get(value, value)
    if isinstance(value, dict):
        return repr(_sorted(value))
    return list(value) if isinstance(value, tuple) else value


def _sorted(value: object) -> object:
    """A document without the order of its names, which JSON does not keep."""
    if isinstance(value, dict):
        return sorted((name, _sorted(part)) for name, part in value.items())
    if isinstance(value, list | tuple):
        return [_sorted(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _defaults(name: str) -> dict[str, Any]:
    fields = apps.get_model("records", name)._meta.concrete_fields
    return {field.column: field.get_default() for field in fields if field.column != "id"}
