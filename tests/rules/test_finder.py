"""The finder against triage: what it asks can matter, and what it says triage says too."""

from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from towpath import authority
from towpath.rules import criterion
from towpath.rules.ask import NONE, UNKNOWN
from towpath.rules.criterion import Age, CompulsoryAge, DaysSince, Happened
from towpath.rules.family import ASKING, REFERRERS
from towpath.rules.finder import MOST, RESULTS, Finder
from towpath.rules.pathway import Criterion, Pathway, Referral, Version
from towpath.rules.triage import Triage
from towpath.rules.vocabulary import FACTS

SURREY = authority.load(authority.find("surrey"))
TRIAGE = Triage(SURREY.pathways, SURREY.almanac)
# In term; the day of a school year's turn; a leap day; the last of compulsory school age.
DAYS = (date(2026, 10, 14), date(2026, 9, 1), date(2028, 2, 29), date(2027, 6, 25))


@cache
def finder_on(day):
    return Finder(SURREY.pathways, SURREY.almanac, day)


def children(day):
    """A child whose every fact is known: what triage is asked of."""
    births = st.integers(0, 21 * 366).map(lambda n: day - timedelta(days=n))
    events = st.one_of(st.none(), st.integers(0, 60).map(lambda n: day - timedelta(days=n)))

    def values(fact):
        if fact.kind == "birth":
            return births
        if fact.kind == "event":
            return events
        if fact.kind == "yes_no":
            return st.booleans()
        if fact.kind == "choice":
            return st.sampled_from(fact.values)
        return st.lists(st.sampled_from(fact.values), unique=True, max_size=3).map(tuple)

    return st.fixed_dictionaries({name: values(fact) for name, fact in FACTS.items()})


def keys_of(ask, value, day):
    """How someone who knows the fact answers the ask, without asking any test of a pathway."""
    if ask.many:
        return value or (NONE,)
    if ask.name == "age":
        age = day.year - value.year - ((day.month, day.day) < (value.month, value.day))
        ages = [int(option.key) for option in ask.options]
        return (str(min(max(age, ages[0]), ages[-1])),)
    if ask.name == "year_group":
        year = SURREY.almanac.school_age.year_group(value, day)
        years = [int(option.key) for option in ask.options]
        return (str(min(max(year, years[0]), years[-1])),)
    if FACTS[ask.fact].kind == "event":
        if value is None:
            return ("no",)
        long = (day - value).days > 20
        fits = {"yes", "yes-over-20-calendar-days" if long else "yes-within-20-calendar-days"}
        return next((option.key,) for option in ask.options if option.key in fits)
    return ({True: "yes", False: "no"}.get(value, value),)


def tell(finder, child, day, names):
    """What is read of an address in which these asks are answered truly."""
    asks = [ask for name, ask in finder.asks.items() if name in names]
    return finder.read((ask.name, keys_of(ask, child[ask.fact], day)) for ask in asks)


@st.composite
def visits(draw, most=None):
    """A day, a child, and what somebody has told the finder of the child."""
    day = draw(st.sampled_from(DAYS))
    finder, child = finder_on(day), draw(children(day))
    names = draw(st.sets(st.sampled_from(sorted(finder.asks)), max_size=most))
    told = tell(finder, child, day, names)
    assert told.wrong == {}
    return day, finder, child, told.said


@settings(max_examples=60, deadline=None)
@given(visits())
def test_what_the_finder_settles_triage_says_of_the_child_too(visit):
    day, finder, child, said = visit
    asked = {finder.asks[name].fact for name in said} | {"electively_home_educated"}
    # Home education is presumed not to be so: triage is told what the finder has been told.
    known = {name: value for name, value in child.items() if name != "electively_home_educated"}
    if "electively_home_educated" in said:
        known = child
    verdicts = TRIAGE.answer(known, day).verdicts
    partly = {name: value for name, value in known.items() if name in asked}
    for finding, whole, part in zip(
        finder.find(said).findings, verdicts, TRIAGE.answer(partly, day).verdicts, strict=True
    ):
        if finding.result != "depends":
            assert finding.result == RESULTS[whole.child], finding
        # An answer says no more than the fact does.
        if part.child == "needs_information":
            assert finding.result == "depends"


@settings(max_examples=40, deadline=None)
@given(visits())
def test_all_answered_the_finder_is_as_sure_as_an_age_and_a_year_can_be(visit):
    day, finder, child, _ = visit
    said = tell(finder, child, day, set(finder.asks)).said
    for finding, whole in zip(
        finder.find(said).findings, TRIAGE.answer(child, day).verdicts, strict=True
    ):
        assert finding.result == RESULTS[whole.child] or finding.depends == ("date_of_birth",)


@settings(max_examples=60, deadline=None)
@given(visits(), st.data())
def test_another_answer_never_takes_a_result_back(visit, data):
    day, finder, child, said = visit
    unsaid = sorted(set(finder.asks) - set(said) - {"electively_home_educated"})
    if not unsaid:
        return
    name = data.draw(st.sampled_from(unsaid))
    more = tell(finder, child, day, {*said, name}).said
    for was, now in zip(finder.find(said).findings, finder.find(more).findings, strict=True):
        if was.result != "depends":
            assert now.result == was.result


def telling(finder, pathway, name, day):
    """The answers to an ask that a pathway can tell apart, one of each kind; and not to know."""
    ask, version = finder.asks[name], SURREY.pathway(pathway).on(day)
    tests = [test for item in version.criteria for test in criterion.tests_of(item.condition)]
    kinds = {}
    for key in [(option.key,) for option in ask.options] + [(NONE,)] * ask.many:
        ways = {
            tuple(t.holds(v, day, SURREY.almanac) for t in tests if t.fact == ask.fact)
            for v in ask.values(key)
        }
        kinds.setdefault(frozenset(ways), key)
    return list(kinds.values())


@settings(max_examples=25, deadline=None)
@given(visits(most=4))
def test_it_never_asks_what_could_change_nothing(visit):
    """Of the next question, some two answers lead one open pathway to two results."""
    day, finder, _, said = visit
    found = finder.find(said)
    assert found.next not in said
    if not found.next:
        return
    assert finder.opens(found.next, said)
    waiting = [place for place, f in enumerate(found.findings) if found.next in f.depends]
    waiting.sort(key=lambda place: len(found.findings[place].depends))
    assert any(changes(finder, said, found, place, day) for place in waiting)


def changes(finder, said, found, place, day):
    """Whether answers to the next ask alone lead the pathway at this place to several results."""
    finding = found.findings[place]
    others = {n for n in finding.depends if n in finder.asks and n not in said} - {found.next}
    others |= {a.name for a in finder.asks.values() if a.after in {*others, found.next}}
    keys = {n: telling(finder, finding.pathway, n, day) for n in [*sorted(others), found.next]}
    for chosen in product(*(keys[n] for n in sorted(others))):
        beside = [*said.items(), *zip(sorted(others), chosen, strict=True)]
        results = {
            finder.find(finder.read([*beside, (found.next, key)]).said).findings[place].result
            for key in keys[found.next]
        }
        if len(results) > 1:
            return True
    return False


def test_it_asks_at_most_eight_and_then_no_more():
    finder = finder_on(DAYS[0])
    said = {}
    while name := finder.find(said).next:
        said[name] = (UNKNOWN,)
    assert len(said) == MOST
    assert {finding.result for finding in finder.find(said).findings} == {"depends", "may_fit"}


def test_it_asks_first_what_most_pathways_hang_on():
    finder = finder_on(DAYS[0])
    findings = finder.find({}).findings
    hang = {name: sum(name in f.depends for f in findings) for name in finder.asks}
    assert hang[finder.find({}).next] == max(hang.values())


def test_it_never_asks_who_is_asking_nor_for_a_birthday():
    assert not {"referrer", "referrer_team", "date_of_birth"} & set(finder_on(DAYS[0]).asks)


def test_every_fact_of_a_child_has_its_words_for_a_family():
    assert set(ASKING) == (set(FACTS) - {"referrer", "referrer_team"}) | {"age", "year_group"}
    assert set(REFERRERS) == set(FACTS["referrer"].values)


def test_sixteen_is_of_compulsory_school_age_in_year_11_and_not_in_year_12():
    finder = finder_on(DAYS[0])
    pru = {"lives_in_authority": ("yes",), "permanently_excluded_on": ("yes",)}
    pru |= {"ehc_plan": ("none",), "age": ("16",)}

    def answer(**more):
        said = finder.read({**pru, **more}.items()).said
        return next(f for f in finder.find(said).findings if f.pathway == "pru")

    assert answer().depends == ("year_group",)
    assert answer(year_group=("11",)).result == "may_fit"
    assert answer(year_group=("12",)).result == "does_not_fit"
    assert answer(year_group=("9",)).depends == ("year_group",)  # nobody of 16 is in Year 9
    assert answer(year_group=(UNKNOWN,)).depends == ("year_group",)
    assert answer(age=("15",)).result == "may_fit"


def test_too_young_is_not_yet_and_gives_no_day_away():
    (life,) = [f for f in finder_on(DAYS[0]).find({"age": ("15",)}).findings if f.pathway == "life"]
    assert (life.result, life.later) == ("does_not_fit", {"16-to-19"})
    assert {reason.opens_on for reason in life.reasons} == {None}


def version_of(*conditions):
    items = tuple(
        Criterion(f"c{n}", "words", "source", "all_of", condition)
        for n, condition in enumerate(conditions)
    )
    referral = Referral("r", "words", "source", None)
    return Pathway("x", "X", (Version(date(2020, 1, 1), "s", "p", (), items, referral),), "", "")


def test_an_event_is_asked_in_the_bands_that_the_policy_counts():
    day = date(2026, 10, 14)
    name = "permanently_excluded_on"
    tests = [DaysSince(name, n, unit) for n, unit in ((15, "school days"), (60, "calendar days"))]
    finder = Finder([version_of(Happened(name, True), *tests)], SURREY.almanac, day)
    assert [(o.key, o.words) for o in finder.asks[name].options] == [
        ("no", "No"),
        ("yes-within-15-school-days", "Yes, since 23 September 2026"),
        (
            "yes-over-15-school-days-within-60-calendar-days",
            "Yes, on or before 22 September 2026, since 15 August 2026",
        ),
        ("yes-over-60-calendar-days", "Yes, on or before 14 August 2026"),
    ]
    results = [
        finder.find({name: (option.key,)}).findings[0].result
        for option in finder.asks[name].options
    ]
    assert results == ["does_not_fit", "does_not_fit", "does_not_fit", "may_fit"]


@pytest.mark.parametrize("day", DAYS)
def test_every_birthday_has_one_age_and_one_year_and_they_agree(day):
    law = SURREY.almanac.school_age
    tests = (Age("date_of_birth", 11, 16), CompulsoryAge("date_of_birth", True))
    finder = Finder([version_of(*tests)], SURREY.almanac, day)
    enquiry = Triage([version_of(*tests)], SURREY.almanac).on(day)[0]
    for back in range(0, 22 * 366, 17):
        born = day - timedelta(days=back)
        said = tell(finder, {"date_of_birth": born}, day, {"age", "year_group"}).said
        assert finder.could_be(said, born), (born, said, law.year_group(born, day))
        (finding,) = finder.find(said).findings
        if finding.result != "depends":
            whole = enquiry.answer({"date_of_birth": born}, day)
            assert finding.result == RESULTS[whole.child], (born, said)
