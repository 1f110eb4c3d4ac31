"""The plain thing beside triage: the council's criteria written out flat, as Python.

What comes of it is what a careful programmer would write by hand for these twelve pathways: every
fact read once, every criterion an expression and an `if`, every reason made where it is answered.
It decides no outcome, and nothing of what to ask next. Days are counted by the same calendar.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from towpath.rules import criterion as c
from towpath.rules.calendar import NotCoveredError
from towpath.rules.enquiry import Reason, permit
from towpath.rules.fact import Facts
from towpath.rules.pathway import Criterion, Pathway, Version
from towpath.rules.vocabulary import FACTS

Flat = Callable[[Facts, date], list[Reason]]

# Two bits each, so that "and" is &, "or" is |, and of no and unknown the first is known.
NO, UNKNOWN, YES = 0b00, 0b01, 0b11
NOT = {NO: YES, UNKNOWN: UNKNOWN, YES: NO}
UNSAID = object()


def write(pathways: Iterable[Pathway], day: date, almanac: c.Almanac, *, prepared: bool) -> Flat:
    """A function from facts and `day` to the reasons of all pathways then in force, in order.

    It makes each reason anew; or, `prepared`, only those with a day of their own, and hands out
    the same few otherwise.
    """
    source = _Source(day, almanac, prepared)
    for pathway in pathways:
        if version := pathway.on(day):
            source.add(version)
    exec(source.text(), source.names)
    flat: Flat = source.names["answer"]
    return flat


class _Source:
    """The text of the function as it grows, and what its names stand for."""

    def __init__(self, day: date, almanac: c.Almanac, prepared: bool) -> None:
        self.day, self.almanac, self.prepared = day, almanac, prepared
        self.names: dict[str, Any] = {
            "NO": NO,
            "UNKNOWN": UNKNOWN,
            "YES": YES,
            "NOT": NOT,
            "UNSAID": UNSAID,
            "Reason": Reason,
            "replace": replace,
        }
        self.facts: dict[str, None] = {}
        self.lines: list[str] = []

    def text(self) -> str:
        """The whole function."""
        read = [f"    {name} = facts.get({name!r}, UNSAID)" for name in self.facts]
        head = ["def answer(facts, day):", "    reasons = []", "    add = reasons.append"]
        return "\n".join([*head, *read, *self.lines, "    return reasons"])

    def add(self, version: Version) -> None:
        """Write out one pathway."""
        for item in version.criteria:
            self._answer(item)
        if clause := version.no_criteria:
            reason = Reason(clause.id, "met", clause.words, clause.source, "all_of")
            self.lines.append(f"    add({self._make(reason)})")
        referral = version.referral
        unknown = Reason(referral.id, "unknown", referral.words, referral.source, "referral")
        self._choose(permit(referral), replace(unknown, result="not_met"), unknown)

    def _answer(self, item: Criterion) -> None:
        unknown = Reason(item.id, "unknown", item.words, item.source, item.join)
        refused = replace(unknown, result="not_met", mend=item.mend)
        if item.presumed:
            unknown = replace(unknown, result="met", presumed=True)
        bars = item.join == "none_of"
        sense = c.Neither((item.condition,)) if bars else item.condition
        dated = [t for t in c.tests_of(sense) if FACTS[t.fact].kind in {"birth", "event"}]
        opens = self._name(partial(_opens, sense, dated, self.almanac)) if dated else ""
        self._choose(sense, refused, unknown, opens)

    def _choose(
        self, condition: c.Condition, refused: Reason, unknown: Reason, opens: str = ""
    ) -> None:
        met = self._make(replace(refused, result="met", mend=""))
        later = f"{opens}(facts, day)" if opens else ""
        self.lines += [
            f"    truth = {self._judge(condition)}",
            *self._try(condition),
            f"    if truth == YES: add({met})",
            f"    elif truth == NO: add({self._make(refused, later)})",
            f"    else: add({self._make(unknown)})",
        ]

    def _try(self, condition: c.Condition) -> Iterator[str]:
        """Where a fact is asked about twice, nobody having said it need not leave the answer open:
        "on roll, or not on roll and looked after" is met by any child who is looked after.
        """
        tests = c.tests_of(condition)
        for name in dict.fromkeys(test.fact for test in tests):
            if len(asked := [test for test in tests if test.fact == name]) > 1:
                ways = self._name(tuple(c.samples(asked, self.day, self.almanac)))
                yield f"    if truth == UNKNOWN and {name} is UNSAID:"
                yield "        tried = set()"
                yield f"        for {name} in {ways}: tried.add({self._judge(condition)})"
                yield f"        {name} = UNSAID"
                yield "        if len(tried) == 1: (truth,) = tried"

    def _make(self, reason: Reason, later: str = "") -> str:
        """What gives a reason, new or prepared; `later` is the call that says when it opens."""
        if not self.prepared:
            values = (reason.criterion, reason.result, reason.words, reason.source, reason.join)
            said = ", ".join(map(repr, (*values, reason.presumed, reason.mend)))
            return f"Reason({said}, {later})" if later else f"Reason({said})"
        name = self._name(reason)
        return f"replace({name}, opens_on=on) if (on := {later}) else {name}" if later else name

    def _judge(self, condition: c.Condition) -> str:
        if isinstance(condition, c.Test):
            self.facts[condition.fact] = None
            said = f"YES if {self._test(condition)} else NO"
            return f"(UNKNOWN if {condition.fact} is UNSAID else {said})"
        parts = [self._judge(part) for part in condition.of]
        if isinstance(condition, c.All):
            return f"({' & '.join(['YES', *parts])})"
        some = f"({' | '.join(['NO', *parts])})"
        return f"NOT[{some}]" if isinstance(condition, c.Neither) else some

    def _test(self, test: c.Test) -> str:
        name = test.fact
        match test:
            case c.Is():
                return f"{name} == {test.value!r}"
            case c.In():
                return f"{name} in {test.values!r}"
            case c.Contains():
                return f"{name} and not {self._name(frozenset(test.values))}.isdisjoint({name})"
            case c.Empty():
                return f"not {name}" if test.so else name
            case c.Happened():
                happened = f"({name} is not None and {name} <= day)"
                return happened if test.so else f"not {happened}"
        return f"{self._name(test.holds)}({name}, day, {self._name(self.almanac)})"

    def _name(self, value: object) -> str:
        name = f"x{len(self.names)}"
        self.names[name] = value
        return name


def _opens(
    sense: c.Condition, dated: list[c.Test], almanac: c.Almanac, facts: Facts, day: date
) -> date | None:
    """The first later day on which a criterion now not met no longer is so."""
    days = {t.opens(facts[t.fact], day, almanac) for t in dated if t.fact in facts} - {None}
    for later in sorted(filter(None, days)):

        def holds(test: c.Test, later: date = later) -> bool | None:
            return test.holds(facts[test.fact], later, almanac) if test.fact in facts else None

        try:
            if c.judge(sense, holds) is not False:
                return later
        except NotCoveredError:
            return None
    return None
