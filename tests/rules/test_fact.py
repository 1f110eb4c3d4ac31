"""Facts as they are written: read, or refused in words that say how to mend them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath.rules.fact import FactError, doubt
from towpath.rules.vocabulary import CONTRADICTIONS, FACTS, parse

DAY = date(2026, 10, 14)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("date_of_birth", "2012-02-29", date(2012, 2, 29)),
        ("permanently_excluded_on", None, None),
        ("on_school_roll", False, False),
        ("on_school_roll", None, False),
        ("ehc_plan", "in_force", "in_force"),
        ("ehc_plan", None, "none"),
        ("needs", ["SEMH", "ASD", "SEMH"], ("SEMH", "ASD")),
        ("needs", None, ()),
        ("referrer_team", "youth_offending", "youth_offending"),
    ],
)
def test_a_fact_is_read(name, raw, value):
    assert parse(name, raw) == value


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("date_of_birth", "2026-02-31", "31 February 2026 does not exist"),
        ("date_of_birth", "2025-02-29", "29 February 2025 does not exist"),
        ("date_of_birth", "2026-13-01", "no such month"),
        ("date_of_birth", "14/10/2026", "is not a date. Mend: write year, month, day"),
        ("date_of_birth", "1066-10-14", "1900 to 2199"),
        ("date_of_birth", None, "cannot be null. Mend: leave it out"),
        ("date_of_birth", 20120302, "is not a date"),
        ("on_school_roll", "yes", "Mend: write true or false"),
        ("on_school_roll", 1, "Mend: write true or false"),
        ("ehc_plan", "inforce", "did you mean in_force"),
        ("ehc_plan", True, "none"),
        ("needs", "SEMH", "a list of SEMH"),
        ("needs", ["semh"], "is not a list of"),
        ("needs", [["SEMH"]], "is not a list of"),
        ("ehcp", "none", "is no fact that can be known. Mend: did you mean ehc_plan"),
    ],
)
def test_what_is_no_fact_is_refused_with_its_mend(name, raw, message):
    with pytest.raises(FactError) as refused:
        parse(name, raw)
    assert message in str(refused.value)


@given(st.sampled_from(sorted(FACTS)), anything)
def test_nothing_written_breaks_the_reading(name, raw):
    refusal = None
    try:
        parse(name, raw)
    except FactError as error:
        refusal = error
    assert refusal is None or (refusal.mend and "\n" not in str(refusal))


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.name)
def test_every_fact_is_a_question_for_a_school_and_for_a_family(fact):
    assert fact.question.endswith("?")
    assert fact.family.endswith("?")
    assert "pupil" not in fact.family
    assert not fact.after or fact.when


@pytest.mark.parametrize(
    ("facts", "about"),
    [
        ({"date_of_birth": date(2027, 1, 1)}, {"date_of_birth"}),
        (
            {"date_of_birth": date(2020, 1, 1), "came_to_attention_on": date(2019, 1, 1)},
            {"date_of_birth", "came_to_attention_on"},
        ),
        ({"ehc_plan": "none", "ehc_plan_names": "specialist"}, {"ehc_plan", "ehc_plan_names"}),
        (
            {"electively_home_educated": True, "on_school_roll": True, "school_type": "special"},
            {"electively_home_educated", "on_school_roll"},
        ),
    ],
)
def test_facts_that_quarrel_are_doubted(facts, about):
    (found,) = doubt(facts, DAY, CONTRADICTIONS)
    assert set(found.facts) == about


def test_facts_that_agree_are_not_doubted():
    facts = {"ehc_plan": "in_force", "ehc_plan_names": "specialist", "needs": ("ASD",)}
    assert not list(doubt(facts, DAY, CONTRADICTIONS))
