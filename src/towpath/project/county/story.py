"""A child's story: what people did for them, one step after another.

A step is a verb of `actions/` with the arguments it was given. From the same steps the ledger
writes the county's rows, and a test replays children through the actions themselves. A story knows
no database: it is told from a child, the county's people and places, its policy, and a day.
"""

from collections.abc import Iterator
from datetime import datetime, time
from itertools import chain

from towpath.project.county.episode import Episode, Way
from towpath.project.county.telling import LONDON, Step, Telling
from towpath.rules.decision import opens_duty
from towpath.rules.reintegration import leaves_nothing

ENDED = 0.27  # the share of children whose placement has ended by today
LEAD = 14  # school days from referral to start, about
FATES = {"accept": 0.72, "not_accept": 0.16, "signpost": 0.06, "withdraw": 0.06}


def tell(telling: Telling) -> list[Step]:
    """What happened to a child, in order, up to the day before today."""
    until = datetime.combine(telling.days.today, time.min, LONDON)
    lines = list(_lines(telling))
    told = chain(_notes(telling, lines), *(Way(telling, line).steps() for line in lines))
    steps = sorted((step for step in told if step.at < until), key=lambda step: step.at)
    return list(_while_owed(steps))


def _while_owed(steps: list[Step]) -> Iterator[Step]:
    """The steps, less any that would look again at what is owed when nothing is any more.

    Each line is told by itself, and one of them may have settled what another would look at.
    """
    owed = False
    for step in steps:
        if step.verb == "decide_referral":
            owed = opens_duty(step.said["decision"])
        elif step.verb == "check_return":
            owed = step.said["sustained"] != "yes"
        elif step.verb == "end_placement":
            owed = owed or leaves_nothing(step.said["end"].destination)
        if owed or step.verb != "review_duty":
            yield step


def _lines(telling: Telling) -> Iterator[Episode]:
    """The episodes of a child: the first line, those beside it, and perhaps one before it."""
    child, days, chance = telling.child, telling.days, telling.chance
    stratum = child.stratum
    pathway = chance.pick(stratum.pathways)
    if stratum.waiting:
        yield _waiting(telling, pathway)
        return
    stay = chance.stay(*stratum.stay)
    if chance.happens(ENDED):
        # Ended some time in the two years, and the later the likelier to be looked at today.
        stay = min(stay, 300)
        since = LEAD + stay + chance.randint(0, max(1, 380 - LEAD - stay))
    else:
        since = LEAD + chance.randint(0, min(stay, 360))
    sent_on = days.ago(since)
    yield Episode("a", pathway, sent_on, stay)
    more = [name for name in stratum.more if name != pathway]
    for label, other in zip("bc", more[: chance.step(stratum.lines) - 1], strict=False):
        after = chance.randint(25, 60)
        if since - after > LEAD and stay - after > 20:
            # Two weeks' grace: the first line ends first, so that its return settles the duty.
            yield Episode(label, other, days.ago(since - after), stay - after + 10, first=False)
    if since < 240 and chance.happens(0.18):
        fate = chance.pick({"not_accept": 0.6, "signpost": 0.2, "withdraw": 0.2})
        yield Episode("z", pathway, days.ago(since + chance.randint(40, 100)), 0, fate)


def _waiting(telling: Telling, pathway: str) -> Episode:
    """A referral of these weeks, on its way to a decision or a place."""
    chance = telling.chance
    fate = chance.pick(FATES)
    return Episode("a", pathway, telling.days.ago(chance.randint(0, 16)), 100, fate)


def _notes(telling: Telling, lines: list[Episode]) -> Iterator[Step]:
    """Case notes, one in about three weeks, from the first referral on; fewer after two months."""
    days, chance = telling.days, telling.chance
    first = min(line.sent_on for line in lines)
    for day in days.between(first, days.today)[1:]:
        if chance.happens(1 / 16):
            yield telling.note(day)
