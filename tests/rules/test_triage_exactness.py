"""Triage against brute force: every completion of what is not known, tried one by one."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from towpath import authority
from towpath.rules import criterion as c
from towpath.rules.enquiry import Enquiry, permit
from towpath.rules.pathway import Criterion, Pathway, Referral, Version
from towpath.rules.triage import Triage
from towpath.rules.vocabulary import FACTS

DAY = date(2026, 10, 14)
SURREY = authority.load(authority.find("surrey"))
TRIAGE = Triage(SURREY.pathways, SURREY.almanac)
ENQUIRIES = {enquiry.pathway: enquiry for enquiry in TRIAGE.on(DAY)}
AGES = (3, 5, 10, 11, 15, 16, 17, 18, 19, 20, 25)


def values_of(name):
    """Every value that any test could tell apart, chosen without asking the tests."""
    fact = FACTS[name]
    if fact.kind == "birth":
        return [date(DAY.year - age, 6, 1) for age in AGES]
    if fact.kind == "event":
        return [None, DAY - timedelta(days=5), DAY - timedelta(days=40)]
    if fact.kind == "yes_no":
        return [True, False]
    if fact.kind == "choice":
        return [*fact.values]
    return [(), *((value,) for value in fact.values), ("SEMH", "ASD")]


def holds(condition, facts):
    if isinstance(condition, c.Test):
        return condition.holds(facts[condition.fact], DAY, SURREY.almanac)
    parts = [holds(part, facts) for part in condition.of]
    joined = {c.All: all, c.Any: any, c.Neither: lambda p: not any(p)}
    return joined[type(condition)](parts)


def is_child_eligible(version, facts):
    by_join = {join: [] for join in ("all_of", "any_of", "none_of")}
    for item in version.criteria:
        by_join[item.join].append(holds(item.condition, facts))
    limbs = by_join["any_of"]
    return all(by_join["all_of"]) and (any(limbs) or not limbs) and not any(by_join["none_of"])


def facts_of(version):
    conditions = [*(item.condition for item in version.criteria), permit(version.referral)]
    return list(dict.fromkeys(t.fact for condition in conditions for t in c.tests_of(condition)))


def presumed_of(version):
    return {t.fact for i in version.criteria if i.presumed for t in c.tests_of(i.condition)}


def try_all(version, known, decide):
    """The outcome over all completions, and the facts that can change it."""
    unknown = [n for n in facts_of(version) if n not in known and n not in presumed_of(version)]
    base = {**dict.fromkeys(presumed_of(version), False), **known}
    table = {
        values: decide({**base, **dict(zip(unknown, values, strict=True))})
        for values in product(*(values_of(name) for name in unknown))
    }
    if len(set(table.values())) == 1:
        return ("eligible" if next(iter(table.values())) else "not_eligible"), set()
    changing = set()
    for place, name in enumerate(unknown):
        seen = {}
        for values, outcome in table.items():
            seen.setdefault(values[:place] + values[place + 1 :], set()).add(outcome)
        if any(len(outcomes) > 1 for outcomes in seen.values()):
            changing.add(name)
    return "needs_information", {n for n in changing if FACTS[n].after not in unknown}


@st.composite
def partly_known(draw):
    pathway = draw(st.sampled_from(sorted(ENQUIRIES)))
    names = facts_of(ENQUIRIES[pathway].version)
    unknown = draw(st.sets(st.sampled_from(names), max_size=4)) if names else set()
    known = {n: draw(st.sampled_from(values_of(n))) for n in names if n not in unknown}
    return pathway, known


@settings(max_examples=300, deadline=None)
@given(partly_known())
def test_what_is_missing_is_what_could_change_the_outcome_and_no_more(given_facts):
    pathway, known = given_facts
    enquiry = ENQUIRIES[pathway]
    version, verdict = enquiry.version, enquiry.answer(known, DAY)

    def decide(facts):
        return is_child_eligible(version, facts) and holds(permit(version.referral), facts)

    outcome, missing = try_all(version, known, decide)
    assert (verdict.outcome, set(verdict.missing)) == (outcome, missing)
    child, of_child = try_all(version, known, lambda facts: is_child_eligible(version, facts))
    assert (verdict.child, set(verdict.child_missing)) == (child, of_child)


@settings(max_examples=200, deadline=None)
@given(partly_known(), st.data())
def test_another_fact_never_takes_an_answer_back(given_facts, data):
    pathway, known = given_facts
    enquiry = ENQUIRIES[pathway]
    unsaid = [n for n in facts_of(enquiry.version) if n not in known]
    if not unsaid:
        return
    name = data.draw(st.sampled_from(unsaid))
    more = {**known, name: data.draw(st.sampled_from(values_of(name)))}
    before, after = enquiry.answer(known, DAY), enquiry.answer(more, DAY)
    for was, is_ in zip(before.reasons, after.reasons, strict=True):
        if not was.presumed and was.result != "unknown":
            assert is_.result == was.result
    if before.outcome != "needs_information" and name not in presumed_of(enquiry.version):
        assert after.outcome == before.outcome


PLAN = [c.Is("ehc_plan", value) for value in FACTS["ehc_plan"].values]
TESTS = [
    *PLAN,
    c.In("ehc_plan", ("none", "in_force")),
    c.Is("looked_after", True),
    c.Is("looked_after", False),
    c.Contains("needs", ("SEMH",)),
    c.Contains("needs", ("ASD", "SEMH")),
    c.Empty("needs", True),
    c.Happened("permanently_excluded_on", True),
    c.DaysSince("permanently_excluded_on", 20, "calendar days"),
    c.Age("date_of_birth", 11, 16),
    c.Age("date_of_birth", 16, None),
]
conditions = st.recursive(
    st.sampled_from(TESTS),
    lambda parts: st.builds(
        lambda join, of: join(tuple(of)),
        st.sampled_from([c.All, c.Any, c.Neither]),
        st.lists(parts, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def version_of(*criteria):
    items = tuple(
        Criterion(f"c{n}", "words", "source", join, condition)
        for n, (join, condition) in enumerate(criteria)
    )
    return Version(DAY, "source", "page", (), items, Referral("r", "words", "source", None))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["all_of", "any_of", "none_of"]), conditions), max_size=3),
    st.data(),
)
def test_any_policy_that_can_be_written_is_answered_exactly(criteria, data):
    version = version_of(*criteria)
    known = {
        name: data.draw(st.sampled_from(values_of(name)))
        for name in facts_of(version)
        if data.draw(st.booleans())
    }
    pathways = (Pathway("x", "X", (version,), "", ""),)
    (verdict,) = Triage(pathways, SURREY.almanac).answer(known, DAY).verdicts
    outcome, missing = try_all(version, known, lambda facts: is_child_eligible(version, facts))
    assert (verdict.outcome, set(verdict.missing)) == (outcome, missing)
    for item, reason in zip(version.criteria, verdict.reasons, strict=False):
        comes_out, _ = try_all(
            version_of(("none_of" if item.join == "none_of" else "all_of", item.condition)),
            known,
            lambda facts, item=item: holds(item.condition, facts) is (item.join != "none_of"),
        )
        expected = {"eligible": "met", "not_eligible": "not_met", "needs_information": "unknown"}
        assert reason.result == expected[comes_out]


BOTH = version_of(
    ("all_of", c.Age("date_of_birth", 16, None)),
    ("all_of", c.CompulsoryAge("date_of_birth", True)),
)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2027, 5, 1), "needs_information"),  # some are 16 and of compulsory school age
        (date(2027, 6, 25), "needs_information"),
        (date(2027, 8, 1), "not_eligible"),  # nobody is
        (date(2027, 8, 31), "not_eligible"),
        (date(2027, 9, 2), "needs_information"),
    ],
)
def test_two_tests_of_one_birthday_are_seen_together_on_the_day(day, outcome):
    pathway = Pathway("x", "X", (BOTH,), "", "")
    (verdict,) = Triage((pathway,), SURREY.almanac).answer({}, day).verdicts
    assert verdict.outcome == outcome
    born = (day - timedelta(days=n) for n in range(15 * 365, 18 * 365))
    enquiry = Enquiry("x", BOTH, SURREY.almanac, day)
    outcomes = {enquiry.answer({"date_of_birth": birth}, day).outcome for birth in born}
    assert outcomes == (
        {"not_eligible"} if outcome == "not_eligible" else {"eligible", "not_eligible"}
    )
