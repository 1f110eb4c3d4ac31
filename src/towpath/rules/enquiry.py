"""One pathway, prepared: what it asks of a child becomes answers that hang on questions.

The values of each fact fall into the few classes that the pathway's tests distinguish. Facts that
fall into the same classes share one verdict, reasons and all, so a verdict is decided once and then
looked up; only the days on which a time limit opens are each child's own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Literal

from towpath.rules.calendar import NotCoveredError
from towpath.rules.criterion import (
    All,
    Almanac,
    Condition,
    In,
    Neither,
    Test,
    judge,
    samples,
    tests_of,
)
from towpath.rules.fact import Facts, Value
from towpath.rules.pathway import Clause, Criterion, Join, Referral, Version
from towpath.rules.question import Answer, Question, Thicket
from towpath.rules.vocabulary import FACTS, ORDER

Result = Literal["met", "not_met", "unknown"]
Outcome = Literal["eligible", "not_eligible", "needs_information"]
Class = int | None  # of a fact's value; None when nobody has said
Classifier = Callable[[Value, date, Almanac], int]
Way = tuple[bool, ...]  # how a fact's tests come out together, in the order of the tests

VERDICTS_KEPT = 8192  # for each pathway: a few megabytes at the most


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion's answer.

    `join` is how it stands to the others. `presumed`: nobody has said, and the policy presumes it.
    `mend`: not yet met, and what would meet it. `opens_on`: not yet met, and no longer so on that
    day if nothing changes but the date.
    """

    criterion: str
    result: Result
    words: str
    source: str
    join: Join | Literal["referral"]
    presumed: bool = False
    mend: str = ""
    opens_on: date | None = None


@dataclass(frozen=True, slots=True)
class MayRefer:
    """Whether this referrer may; `who` and `teams` are those the policy names, None for nobody."""

    result: Result
    who: tuple[str, ...] | None
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one pathway answers.

    `outcome` is of child and referrer together, `child` of all but the referrer. `missing` and
    `child_missing` are the facts to ask next for the one and for the other: those whose answer
    could change it, and no others.
    """

    pathway: str
    outcome: Outcome
    child: Outcome
    may_refer: MayRefer
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    child_missing: tuple[str, ...]
    redirect: tuple[str, ...]


class Enquiry:
    """One version of a pathway, prepared to be asked about many children.

    `day` matters only where two tests of one date are seen together (`turns_daily`): at 16, some
    are of compulsory school age in May and none is in August.
    """

    def __init__(self, pathway: str, version: Version, almanac: Almanac, day: date) -> None:
        self.pathway, self.version, self._almanac = pathway, version, almanac
        criteria, referral = version.criteria, permit(version.referral)
        self._tests = _by_fact([*(c.condition for c in criteria), referral])
        self._ways = {name: _ways(tests, day, almanac) for name, tests in self._tests.items()}
        self._presumed = {name: way for c in criteria for name, way in self._presume(c)}
        self._asks = [
            (name, self._classifier(name, tests), self._presumed.get(name))
            for name, tests in self._tests.items()
        ]
        self._thicket = Thicket(self._tests)
        self._criteria = [self._grow(_sense(criterion)) for criterion in criteria]
        self._may = self._grow(referral)
        self._limbs = [n for n, c in enumerate(criteria) if c.join == "any_of"]
        self._always = [n for n, c in enumerate(criteria) if c.join != "any_of"]
        self._reasons = [_reasons(criterion) for criterion in criteria]
        self._may_refer = _permissions(version.referral)
        self._dated = [_dated(criterion) for criterion in criteria]
        self._verdict = lru_cache(maxsize=VERDICTS_KEPT)(self._decide)

    def answer(self, facts: Facts, day: date) -> Verdict:
        """The verdict on these facts, seen from `day`. Raises NotCoveredError."""
        classes = tuple(
            classify(facts[name], day, self._almanac) if name in facts else presumed
            for name, classify, presumed in self._asks
        )
        verdict, waiting = self._verdict(classes)
        opening = [(n, opens) for n in waiting if (opens := self._opens(n, facts, day))]
        if not opening:
            return verdict
        reasons = list(verdict.reasons)
        for n, opens in opening:
            reasons[n] = replace(reasons[n], opens_on=opens)
        return replace(verdict, reasons=tuple(reasons))

    def _grow(self, condition: Condition) -> Answer:
        if isinstance(condition, Test):
            place = self._tests[condition.fact].index(condition)
            branches = tuple(way[place] for way in self._ways[condition.fact])
            return self._thicket.ask(condition.fact, branches)
        parts = [self._grow(part) for part in condition.of]
        if isinstance(condition, All):
            return self._thicket.every(parts)
        some = self._thicket.some(parts)
        return self._thicket.deny(some) if isinstance(condition, Neither) else some

    def _presume(self, criterion: Criterion) -> Iterable[tuple[str, int]]:
        """The class that stands for "presumed": a copy of one that meets the criterion."""
        if not criterion.presumed:
            return
        sense = _sense(criterion)
        (name,) = {test.fact for test in tests_of(sense)}
        tests = self._tests[name]
        truths = (dict(zip(tests, way, strict=True)) for way in self._ways[name])
        met = next(tuple(truth.values()) for truth in truths if judge(sense, truth.get))
        yield name, len(self._ways[name])
        self._ways[name] += (met,)

    def _classifier(self, name: str, tests: tuple[Test, ...]) -> Classifier:
        """What gives the class of a value of the fact. Of one test, no is 0 and yes is 1."""
        if len(tests) == 1:
            return tests[0].holds
        ways = self._ways[name]
        return lambda value, day, almanac: ways.index(
            tuple(test.holds(value, day, almanac) for test in tests)
        )

    def _decide(self, classes: tuple[Class, ...]) -> tuple[Verdict, tuple[int, ...]]:
        """The verdict, and the places of the reasons that may open with time."""
        known = {name: c for name, c in zip(self._tests, classes, strict=True) if c is not None}
        answers = [self._thicket.narrow(answer, known) for answer in self._criteria]
        child = self._join(answers)
        may = self._thicket.narrow(self._may, known)
        outcome = self._thicket.every((child, may))
        criteria = self.version.criteria
        reasons = [
            choice["presumed" if self._is_presumed(c, known) else _result(answer)]
            for c, choice, answer in zip(criteria, self._reasons, answers, strict=True)
        ]
        permission, reason = self._may_refer[_result(may)]
        refused = [n for n, answer in enumerate(answers) if answer is False]
        verdict = Verdict(
            self.pathway,
            _outcome(outcome),
            _outcome(child),
            permission,
            (*reasons, *_nothing_asked(self.version), reason),
            _missing(outcome, known),
            _missing(child, known),
            tuple(dict.fromkeys(name for n in refused for name in criteria[n].redirect)),
        )
        return verdict, tuple(n for n in refused if self._dated[n])

    def _join(self, answers: list[Answer]) -> Answer:
        always = self._thicket.every(answers[n] for n in self._always)
        if not self._limbs:
            return always
        return self._thicket.every((always, self._thicket.some(answers[n] for n in self._limbs)))

    def _is_presumed(self, criterion: Criterion, known: Mapping[str, int]) -> bool:
        if not criterion.presumed:
            return False
        name = tests_of(criterion.condition)[0].fact
        return known.get(name) == self._presumed[name]

    def _opens(self, n: int, facts: Facts, day: date) -> date | None:
        """The first later day on which criterion `n` is no longer not met, facts unchanged."""
        criterion, days = self.version.criteria[n], set[date]()
        for test in self._dated[n]:
            if test.fact in facts and (opening := test.opens(facts[test.fact], day, self._almanac)):
                days.add(opening)
        sense = _sense(criterion)
        try:
            for later in sorted(days):
                if judge(sense, partial(self._holds, facts, later)) is not False:
                    return later
        except NotCoveredError:  # the calendar ends before the limit opens
            return None
        return None

    def _holds(self, facts: Facts, day: date, test: Test) -> bool | None:
        known = test.fact in facts
        return test.holds(facts[test.fact], day, self._almanac) if known else None


def permit(referral: Referral) -> Condition:
    """Who may refer, as a condition; where nobody is named, one that always holds."""
    if referral.who is None:
        return All(())
    who = In("referrer", referral.who)
    return All((who, In("referrer_team", referral.teams))) if referral.teams else who


def turns_daily(version: Version) -> bool:
    """Whether it makes two tests of one date, so that the day decides how they can come out."""
    tests = _by_fact([c.condition for c in version.criteria])
    return any(len(tests[name]) > 1 for name in tests if FACTS[name].kind in {"birth", "event"})


def _by_fact(conditions: Iterable[Condition]) -> dict[str, tuple[Test, ...]]:
    tests = dict.fromkeys(test for condition in conditions for test in tests_of(condition))
    names = sorted({test.fact for test in tests}, key=ORDER.__getitem__)
    return {name: tuple(test for test in tests if test.fact == name) for name in names}


def _ways(tests: tuple[Test, ...], day: date, almanac: Almanac) -> tuple[Way, ...]:
    """The ways the tests of one fact can come out together; of one test, no and yes."""
    if len(tests) == 1:
        return ((False,), (True,))
    values = samples(tests, day, almanac)
    return tuple(dict.fromkeys(tuple(t.holds(v, day, almanac) for t in tests) for v in values))


def _sense(criterion: Criterion) -> Condition:
    """What must hold for the criterion to be met: of a bar, that it does not apply."""
    return Neither((criterion.condition,)) if criterion.join == "none_of" else criterion.condition


def _dated(criterion: Criterion) -> tuple[Test, ...]:
    tests = tests_of(criterion.condition)
    return tuple(test for test in tests if FACTS[test.fact].kind in {"birth", "event"})


def _result(answer: Answer) -> Result:
    if isinstance(answer, Question):
        return "unknown"
    return "met" if answer else "not_met"


def _outcome(answer: Answer) -> Outcome:
    if isinstance(answer, Question):
        return "needs_information"
    return "eligible" if answer else "not_eligible"


def _missing(answer: Answer, known: Mapping[str, int]) -> tuple[str, ...]:
    """The facts still asked, each replaced by the one it makes sense only after, if unknown."""
    if isinstance(answer, bool):
        return ()
    names = set()
    for asked in answer.asks:
        name = asked
        while (after := FACTS[name].after) and after not in known:
            name = after
        names.add(name)
    return tuple(sorted(names, key=ORDER.__getitem__))


def _reasons(criterion: Criterion) -> dict[str, Reason]:
    c = criterion
    unknown = Reason(c.id, "unknown", c.words, c.source, c.join)
    return {
        "met": replace(unknown, result="met"),
        "not_met": replace(unknown, result="not_met", mend=c.mend),
        "unknown": unknown,
        "presumed": replace(unknown, result="met", presumed=True),
    }


def _nothing_asked(version: Version) -> tuple[Reason, ...]:
    none: Clause | None = version.no_criteria
    return (Reason(none.id, "met", none.words, none.source, "all_of"),) if none else ()


def _permissions(referral: Referral) -> dict[Result, tuple[MayRefer, Reason]]:
    results: tuple[Result, ...] = ("met", "not_met", "unknown")
    return {
        result: (
            MayRefer(result, referral.who, referral.teams),
            Reason(referral.id, result, referral.words, referral.source, "referral"),
        )
        for result in results
    }
