"""The acceptance cases, and the readings of the council's page that they fix."""

import json
from datetime import date
from pathlib import Path

import pytest

from towpath import authority
from towpath.rules.triage import Triage
from towpath.rules.vocabulary import parse

CASES = json.loads((Path(__file__).parent / "cases" / "triage.json").read_text())["cases"]
DAY = date(2026, 10, 14)


@pytest.fixture(scope="module")
def surrey():
    council = authority.load(authority.find("surrey"))
    return Triage(council.pathways, council.almanac)


def ask(surrey, day=DAY, **raw):
    facts = {name: parse(name, value) for name, value in raw.items()}
    return {verdict.pathway: verdict for verdict in surrey.answer(facts, day).verdicts}


def reason(verdict, criterion):
    (found,) = [r for r in verdict.reasons if r.criterion == criterion]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_case_comes_out_as_expected(surrey, case):
    verdicts = ask(surrey, date.fromisoformat(case["as_of"]), **case["facts"])
    for pathway, outcome in case["expect"].items():
        assert verdicts[pathway].outcome == outcome, (pathway, verdicts[pathway])
    for pathway, outcome in case.get("child", {}).items():
        assert verdicts[pathway].child == outcome
        assert verdicts[pathway].may_refer.result == "not_met"
    for pathway, names in case.get("missing", {}).items():
        assert set(verdicts[pathway].missing) == set(names)
    for pathway, names in case.get("redirect", {}).items():
        assert set(verdicts[pathway].redirect) == set(names)


def test_every_pathway_answers_with_reasons(surrey):
    verdicts = ask(surrey)
    assert len(verdicts) == 12
    assert all(verdict.reasons for verdict in verdicts.values())


def test_of_a_child_nobody_has_described_nothing_is_refused(surrey):
    assert "not_eligible" not in {verdict.child for verdict in ask(surrey).values()}


def test_the_missing_education_limb_carries_the_day_it_opens(surrey):
    verdict = ask(surrey, on_school_roll=False, came_to_attention_on="2026-10-05")["a2e"]
    assert reason(verdict, "missing-education").opens_on == date(2026, 10, 26)
    early = ask(surrey, date(2026, 10, 25), on_school_roll=False, came_to_attention_on="2026-10-05")
    assert reason(early["a2e"], "missing-education").result == "not_met"
    open_ = ask(surrey, date(2026, 10, 26), on_school_roll=False, came_to_attention_on="2026-10-05")
    assert reason(open_["a2e"], "missing-education").result == "met"


def test_a_limb_that_time_alone_cannot_meet_carries_no_day(surrey):
    verdict = ask(surrey, on_school_roll=True, came_to_attention_on="2026-10-05")["a2e"]
    assert reason(verdict, "missing-education").result == "not_met"
    assert reason(verdict, "missing-education").opens_on is None


def test_a_child_too_young_is_told_the_birthday(surrey):
    verdict = ask(surrey, date_of_birth="2012-02-29")["life"]
    assert reason(verdict, "16-to-19").opens_on == date(2028, 2, 29)


def test_a_missing_letter_can_be_mended(surrey):
    refused = reason(ask(surrey, medical_evidence=[])["medical-pru"], "letters")
    assert (refused.result, bool(refused.mend)) == ("not_met", True)
    assert not reason(ask(surrey)["medical-pru"], "letters").mend


def test_home_education_is_presumed_against_and_never_asked(surrey):
    verdicts = ask(surrey)
    assert reason(verdicts["a2e"], "home-education").presumed
    assert not any("electively_home_educated" in v.missing for v in verdicts.values())
    said = reason(ask(surrey, electively_home_educated=False)["a2e"], "home-education")
    assert (said.result, said.presumed) == ("met", False)


def test_the_referrer_is_asked_of_the_referral_and_not_of_the_child(surrey):
    pru = ask(
        surrey,
        date_of_birth="2012-03-02",
        lives_in_authority=True,
        permanently_excluded_on="2026-10-12",
        ehc_plan="none",
    )["pru"]
    assert (pru.child, pru.outcome) == ("eligible", "needs_information")
    assert (pru.missing, pru.child_missing) == (("referrer",), ())


def test_the_team_is_asked_only_of_a_social_worker(surrey):
    hope = {
        "date_of_birth": "2012-03-02",
        "psychiatric_emergency": True,
        "engaged_with_camhs_or_childrens_service": True,
        "named_consultant_or_social_worker": True,
    }
    assert ask(surrey, **hope)["hope"].missing == ("referrer",)
    assert ask(surrey, **hope, referrer="social_worker")["hope"].missing == ("referrer_team",)
    assert ask(surrey, **hope, referrer="health")["hope"].outcome == "not_eligible"


def test_a_plan_makes_no_difference_where_a_recorded_need_is_enough(surrey):
    assert ask(surrey, date_of_birth="2009-06-01", referrer="school")["life"].missing == ("needs",)


def test_awaiting_an_offer_is_asked_after_being_looked_after(surrey):
    off_roll = {
        "date_of_birth": "2012-03-02",
        "on_school_roll": False,
        "referrer": "school",
    }
    assert ask(surrey, **off_roll)["online-school"].missing == ("looked_after",)
    looked_after = ask(surrey, **off_roll, looked_after=True)["online-school"]
    assert looked_after.missing == ("awaiting_school_offer",)


def test_on_roll_or_not_makes_no_difference_to_a_looked_after_child_who_is_ill(surrey):
    verdict = ask(
        surrey,
        date_of_birth="2012-03-02",
        unable_to_attend="illness",
        looked_after=True,
        awaiting_school_offer=True,
        referrer="council",
    )["online-school"]
    assert (verdict.outcome, verdict.missing) == ("eligible", ())


@pytest.mark.parametrize(
    ("pathway", "born", "outcome"),
    [
        ("life", "2010-10-14", "needs_information"),  # 16 today
        ("life", "2010-10-15", "not_eligible"),  # 16 tomorrow
        ("life", "2006-10-14", "not_eligible"),  # 20 today
        ("hope", "2015-10-14", "needs_information"),  # 11 today
        ("hope", "2015-10-15", "not_eligible"),
        ("hope", "2007-10-14", "not_eligible"),  # 19 today
        ("medical-pru", "2009-10-15", "needs_information"),  # 17 tomorrow
        ("medical-pru", "2009-10-14", "not_eligible"),
        ("pru", "2021-08-31", "needs_information"),  # compulsory from 31 August 2026
        ("pru", "2021-09-01", "not_eligible"),  # from 31 December
        ("online-school", "2021-08-31", "needs_information"),  # Year 1
        ("online-school", "2021-09-01", "not_eligible"),  # Reception
    ],
)
def test_ages_are_birthdays(surrey, pathway, born, outcome):
    assert ask(surrey, date_of_birth=born)[pathway].child == outcome


def test_a_pru_place_lasts_to_the_last_friday_in_june(surrey):
    def child(day):
        return ask(surrey, day, date_of_birth="2010-10-01")["pru"].child

    assert child(date(2027, 6, 25)) == "needs_information"
    assert child(date(2027, 6, 26)) == "not_eligible"


def test_an_exclusion_dated_tomorrow_has_not_happened_and_is_doubted(surrey):
    answer = surrey.answer({"permanently_excluded_on": date(2026, 10, 15)}, DAY)
    (independent,) = [v for v in answer.verdicts if v.pathway == "independent"]
    assert independent.missing == ("unable_to_attend",)
    assert [doubt.facts for doubt in answer.doubts] == [("permanently_excluded_on",)]


def test_no_policy_is_read_back_before_its_first_day(surrey):
    assert surrey.answer({}, date(2023, 6, 30)).verdicts == ()
    assert len(surrey.answer({}, date(2023, 7, 1)).verdicts) == 12
