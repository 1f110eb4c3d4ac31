"""The finder: a few questions to anyone, and what every pathway answers, with nothing kept.

It is triage with less said. It never asks who is asking, so that nobody is told that a child does
not fit because of who asked; and where an answer leaves a fact open, the fact is not known.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from towpath.rules.ask import NONE, UNKNOWN, Ask, Option, asks_about
from towpath.rules.criterion import Almanac, Test, tests_of
from towpath.rules.enquiry import Enquiry, MayRefer, Reason, Verdict
from towpath.rules.fact import Doubt, Facts, Value, doubt, show
from towpath.rules.pathway import Pathway
from towpath.rules.triage import Triage
from towpath.rules.vocabulary import CONTRADICTIONS, FACTS, ORDER

MOST = 8  # questions, before what is found is shown

Said = Mapping[str, tuple[str, ...]]  # the answers to each ask, in the order they were given
Result = Literal["may_fit", "depends", "does_not_fit"]
RESULTS: Mapping[str, Result] = {
    "eligible": "may_fit",
    "needs_information": "depends",
    "not_eligible": "does_not_fit",
}


@dataclass(frozen=True, slots=True)
class Read:
    """An address, read: what it says; and, by the name it was said under, what could not be read,
    with how to mend it."""

    said: Said
    wrong: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one pathway answers.

    `reasons` are of the child alone, and `referral` is the policy's word on who may refer.
    `depends` are the asks whose answers could change the result; among them the fact
    `date_of_birth` itself where no age is exact enough. `later` are criteria not met today that
    are met by the passing of time.
    """

    pathway: str
    result: Result
    reasons: tuple[Reason, ...]
    referral: Reason
    may_refer: MayRefer
    depends: tuple[str, ...]
    redirect: tuple[str, ...]
    later: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What all pathways answer, in the council's order; the ask to put next, or "" when enough
    has been asked; and what in the answers does not fit together."""

    findings: tuple[Finding, ...]
    next: str
    doubts: tuple[Doubt, ...]


class Finder:
    """A council's pathways on one day, prepared to be asked about by anyone."""

    def __init__(self, pathways: Iterable[Pathway], almanac: Almanac, day: date) -> None:
        self._almanac, self._day = almanac, day
        self._enquiries = Triage(pathways, almanac).on(day)
        self._tests = {enquiry.pathway: _by_fact(enquiry) for enquiry in self._enquiries}
        tested = {fact for tests in self._tests.values() for fact in tests}
        tested |= {FACTS[fact].after for fact in tested} - {""}
        self.asks: Mapping[str, Ask] = {
            ask.name: ask
            for fact in sorted(tested, key=ORDER.__getitem__)
            for ask in asks_about(FACTS[fact], self._all_tests(fact), day, almanac)
        }

    def read(self, written: Iterable[tuple[str, Sequence[str]]]) -> Read:
        """What an address says. An answer that makes no sense after the others is left out."""
        given = {name: tuple(dict.fromkeys(values)) for name, values in written}
        wrong = {name: fault for name, keys in given.items() if (fault := self._fault(name, keys))}
        said = {name: keys for name, keys in given.items() if name not in wrong}
        return Read({n: keys for n, keys in said.items() if self._fits(n, said)}, wrong)

    def find(self, said: Said) -> Found:
        """What every pathway answers to these answers, as `read` gave them."""
        left = self._left(said)
        findings = tuple(self._finding(enquiry, said, left) for enquiry in self._enquiries)
        exact = {fact: values[0] for fact, values in left.items() if len(values) == 1}
        return Found(
            findings,
            self._next(findings, said),
            tuple(doubt(exact, self._day, CONTRADICTIONS)),
        )

    def opens(self, name: str, said: Said) -> bool:
        """Whether an ask makes sense: what it comes after is answered, and so as to open it."""
        ask = self.asks[name]
        if not ask.after:
            return True
        before, keys = self.asks[ask.after], said.get(ask.after, (UNKNOWN,))
        if keys == (UNKNOWN,):
            return False
        return before.fact == ask.fact or any(
            FACTS[ask.fact].opened_by(value) for value in before.values(keys)
        )

    def offers(self, name: str, said: Said) -> tuple[Option, ...]:
        """The answers to an ask that can be so beside the answer it comes after."""
        ask = self.asks[name]
        if not ask.after or self.asks[ask.after].fact != ask.fact:
            return ask.options
        left = self.asks[ask.after].values(said.get(ask.after, ()))
        return tuple(option for option in ask.options if not set(option.values).isdisjoint(left))

    def facts(self, said: Said) -> dict[str, Value]:
        """What the answers settle outright, as facts: no day of birth, and no day of an event."""
        return {
            fact: values[0]
            for fact, values in self._left(said).items()
            if len(values) == 1 and not isinstance(values[0], date)
        }

    def could_be(self, said: Said, born: date) -> bool:
        """Whether the answers may be about a child born on that day."""
        births = [b for b in self._left(said).get("date_of_birth", ()) if isinstance(b, date)]
        return not births or min(births) <= born <= max(births)

    def _all_tests(self, fact: str) -> tuple[Test, ...]:
        found = (test for tests in self._tests.values() for test in tests.get(fact, ()))
        return tuple(dict.fromkeys(found))

    def _fault(self, name: str, keys: tuple[str, ...]) -> str:
        ask = self.asks.get(name)
        if ask is None:
            return f"{show(name)} is not one of the questions here: it was left out"
        if len(keys) > 1 and (not ask.many or {NONE, UNKNOWN} & set(keys)):
            return f"“{ask.question}” has answers that cannot stand together: answer it again"
        if not keys or (keys != (UNKNOWN,) and not ask.values(keys)):
            return f"“{ask.question}” cannot be answered {show(', '.join(keys))}: answer it again"
        return ""

    def _fits(self, name: str, said: Said) -> bool:
        """Whether an answer has a sense beside the others."""
        if not self.opens(name, said):
            return False
        ask, keys = self.asks[name], said[name]
        return (
            ask.many
            or keys == (UNKNOWN,)
            or any(option.key in keys for option in self.offers(name, said))
        )

    def _left(self, said: Said) -> dict[str, tuple[Value, ...]]:
        """The values of each fact that the answers leave possible."""
        left: dict[str, tuple[Value, ...]] = {}
        for name, keys in said.items():
            if keys == (UNKNOWN,):
                continue
            ask = self.asks[name]
            values = ask.values(keys)
            held = left.get(ask.fact, values)
            left[ask.fact] = tuple(value for value in values if value in held)
        return left

    def _finding(
        self, enquiry: Enquiry, said: Said, left: Mapping[str, tuple[Value, ...]]
    ) -> Finding:
        facts: Facts = {
            fact: values[0]
            for fact, values in left.items()
            if self._tells(enquiry.pathway, fact, values)
        }
        verdict = enquiry.answer(facts, self._day)
        *reasons, referral = verdict.reasons
        return Finding(
            verdict.pathway,
            RESULTS[verdict.child],
            # The day on which one opens is of a day of birth that nobody has said.
            tuple(replace(reason, opens_on=None) for reason in reasons),
            replace(referral, result="unknown"),
            verdict.may_refer,
            tuple(dict.fromkeys(self._depends(verdict, said, left))),
            verdict.redirect,
            frozenset(reason.criterion for reason in reasons if reason.opens_on),
        )

    def _tells(self, pathway: str, fact: str, values: Iterable[Value]) -> bool:
        """Whether the pathway's tests see no difference between these values of a fact."""
        tests = self._tests[pathway].get(fact, ())
        day, almanac = self._day, self._almanac
        ways = {tuple(test.holds(value, day, almanac) for test in tests) for value in values}
        return len(ways) == 1

    def _depends(
        self, verdict: Verdict, said: Said, left: Mapping[str, tuple[Value, ...]]
    ) -> Iterator[str]:
        for fact in verdict.child_missing:
            first, *finer = (ask for ask in self.asks.values() if ask.fact == fact)
            if said.get(first.name, (UNKNOWN,)) == (UNKNOWN,):
                yield first.name
                continue
            yield next((ask.name for ask in finer if self._settles(ask, verdict, said, left)), fact)

    def _settles(
        self, ask: Ask, verdict: Verdict, said: Said, left: Mapping[str, tuple[Value, ...]]
    ) -> bool:
        """Whether an answer still to be given could tell this pathway what it asks."""
        if said.get(ask.name, (UNKNOWN,)) != (UNKNOWN,):
            return False
        held = set(left[ask.fact])
        return any(
            self._tells(verdict.pathway, ask.fact, held.intersection(option.values))
            for option in self.offers(ask.name, said)
        )

    def _next(self, findings: Iterable[Finding], said: Said) -> str:
        """The ask, not yet put, on which the most pathways depend; of equals, the first."""
        if len(said) >= MOST:
            return ""
        tally = Counter(name for finding in findings for name in finding.depends)
        waiting = [name for name in self.asks if name in tally and name not in said]
        return max(waiting, key=tally.__getitem__, default="")


def _by_fact(enquiry: Enquiry) -> dict[str, tuple[Test, ...]]:
    """The tests that a pathway makes of each fact of a child."""
    tests: dict[str, dict[Test, None]] = {}
    for criterion in enquiry.version.criteria:
        for test in tests_of(criterion.condition):
            tests.setdefault(test.fact, {})[test] = None
    return {fact: tuple(made) for fact, made in tests.items()}
