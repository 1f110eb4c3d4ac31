"""(c) Triage of many children by all pathways, against a flat loop that builds the same reasons."""

import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from time import process_time

from bench.flat import Flat, write
from bench.machine import facts as machine
from bench.pair import Pair, seconds
from towpath import authority
from towpath.rules.enquiry import Reason
from towpath.rules.fact import Fact, Facts, Value
from towpath.rules.triage import Answer, Triage
from towpath.rules.vocabulary import FACTS

SEED = 100_000
DAY = date(2026, 10, 14)
CHUNK = 500  # sets in a turn


class DifferentError(Exception):
    """The two sides do not build the same reasons, so there is nothing to compare."""


def measure(sets: int) -> Iterator[str]:
    """Both sides over so many sets of facts, turn and turn about. Yields a line for each figure."""
    yield machine()
    council = authority.load(authority.find("surrey"))
    drawn = list(draw(sets))
    verdicts = Triage(council.pathways, council.almanac).answer(drawn[0], DAY).verdicts
    yield (
        f"sets      {sets:,} sets of facts at random, seed {SEED}; {len(verdicts)} pathways, "
        f"{sum(len(verdict.reasons) for verdict in verdicts)} reasons a set"
    )
    for words, prepared in (("each reason made anew", False), ("reasons prepared", True)):
        triage = Triage(council.pathways, council.almanac)  # anew, so that it prepares itself too
        flat = write(council.pathways, DAY, council.almanac, prepared=prepared)
        pair = race(triage, flat, drawn)
        yield _say(f"flat loop, {words}", pair, sets)
    yield f"memory    {_kept(council, drawn) / 2**20:.1f} MiB kept by triage after all sets"


def race(triage: Triage, flat: Flat, sets: Sequence[Facts]) -> Pair:
    """Time both over the same sets, a chunk at a time; then see that the reasons are the same.

    Raises DifferentError where they are not.
    """
    starts = range(0, len(sets), CHUNK)
    turns = [_turn(triage, flat, sets[start : start + CHUNK]) for start in starts]
    return Pair(tuple(ours for ours, _ in turns), tuple(plain for _, plain in turns))


def _turn(triage: Triage, flat: Flat, sets: Sequence[Facts]) -> tuple[float, float]:
    answers: list[Answer] = []
    reasons: list[list[Reason]] = []
    asked = (triage.answer(facts, DAY) for facts in sets)
    told = (flat(facts, DAY) for facts in sets)
    ours = seconds(lambda: answers.extend(asked), process_time)
    plain = seconds(lambda: reasons.extend(told), process_time)
    for facts, answer, flat_reasons in zip(sets, answers, reasons, strict=True):
        if [r for verdict in answer.verdicts for r in verdict.reasons] != flat_reasons:
            raise DifferentError(f"triage and the flat loop differ on {facts}")
    return ours, plain


def draw(sets: int) -> Iterator[Facts]:
    """Sets of facts at random: of each, a share of all facts is said, from none to every one."""
    chance = Random(SEED)
    for _ in range(sets):
        share = chance.random()
        yield {
            name: _value(fact, chance) for name, fact in FACTS.items() if chance.random() < share
        }


def _value(fact: Fact, chance: Random) -> Value:
    if fact.kind == "birth":
        return DAY - timedelta(days=chance.randrange(4 * 365, 20 * 365))
    if fact.kind == "event":
        past = DAY - timedelta(days=chance.randrange(-10, 120))
        return chance.choice((None, past))
    if fact.kind == "yes_no":
        return chance.random() < 0.5
    if fact.kind == "choice":
        return chance.choice(fact.values)
    return tuple(v for v in fact.values if chance.random() < 0.2)


def _say(words: str, pair: Pair, sets: int) -> str:
    ours, plain = (f"{sets / sum(taken):,.0f}" for taken in (pair.ours, pair.plain))
    return (
        f"triage    {words:34} ratio {pair.whole:.2f}"
        f"  ours {ours}  plain {plain} sets a second of one core"
    )


def _kept(council: authority.Authority, sets: Sequence[Facts]) -> int:
    """Bytes that a prepared triage holds once it has answered all sets."""
    tracemalloc.start()
    triage = Triage(council.pathways, council.almanac)
    for facts in sets:
        triage.answer(facts, DAY)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held
