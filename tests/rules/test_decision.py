"""What every decision must have, and whether it leaves something owed."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from towpath.rules.decision import (
    OUTCOMES,
    REASONS,
    SECTION_19,
    Decision,
    check,
    opens_duty,
    unsaid,
)
from towpath.rules.duty import OPEN_ANSWERS, check_review
from towpath.rules.reason import Reason
from towpath.rules.wrong import Wrong

TODAY, LATEST = date(2026, 10, 14), date(2026, 12, 18)
WHOLE = Decision(
    "accept",
    Reason("criteria_met", "Too ill to attend since June"),
    "owed",
    UUID(int=1),
    date(2026, 10, 16),
)
ASKS = replace(
    WHOLE,
    outcome="return_for_information",
    reason=Reason("facts_missing", "We cannot tell which school has him"),
    missing=("on_school_roll",),
)


def test_a_whole_decision_is_one():
    check(WHOLE, TODAY, LATEST)
    check(ASKS, TODAY, LATEST)


@pytest.mark.parametrize(
    ("field", "decision"),
    [
        ("outcome", replace(WHOLE, outcome="defer")),
        ("reason_code", replace(WHOLE, reason=Reason("advice_only", "Too ill to attend"))),
        ("reason", replace(WHOLE, reason=Reason("criteria_met", "see above"))),
        ("section_19", replace(WHOLE, section_19="no")),
        ("next_on", replace(WHOLE, next_on=date(2026, 10, 13))),
        ("next_on", replace(WHOLE, next_on=date(2026, 12, 19))),
        ("missing", replace(ASKS, missing=())),
        ("missing", replace(ASKS, missing=("on_school_roll", "shoe_size"))),
    ],
)
def test_what_is_lacking_is_named(field: str, decision: Decision):
    with pytest.raises(Wrong) as wrong:
        check(decision, TODAY, LATEST)
    assert wrong.value.field == field


@pytest.mark.parametrize("day", [TODAY, LATEST])
def test_the_next_date_may_be_today_and_the_last_day_the_policy_allows(day: date):
    check(replace(WHOLE, next_on=day), TODAY, LATEST)


def test_every_outcome_has_its_reasons_and_no_reason_serves_two():
    assert set(REASONS) == set(OUTCOMES)
    codes = [code for reasons in REASONS.values() for code in reasons]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("answer", SECTION_19)
def test_all_but_not_owed_leaves_something_to_review(answer: str):
    left = opens_duty(replace(WHOLE, section_19=answer))
    assert left is (answer != "not_owed") is (answer in OPEN_ANSWERS)


def test_a_question_left_open_must_be_looked_at_again_and_a_closed_one_need_not():
    check_review("not_owed", True, None, TODAY, LATEST)
    for answer in OPEN_ANSWERS:
        with pytest.raises(Wrong, match="looked at again"):
            check_review(answer, True, None, TODAY, LATEST)


@pytest.mark.parametrize("reason", [".", "As discussed", "n/a"])
def test_a_reason_on_record_that_says_nothing_is_told_apart(reason: str):
    assert unsaid(reason) == "This reason says nothing: ask who decided"
    assert unsaid(f"{reason} with the clinic: too ill until half term") == ""
