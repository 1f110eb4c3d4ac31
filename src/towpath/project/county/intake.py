"""What one of the council's own services does before it gives a place, and what room it has."""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, date, datetime, time
from uuid import UUID

from towpath.actions.intake import Stepped, Waiting
from towpath.project.county.caseload import WHY
from towpath.project.county.place import County, Provider, Row
from towpath.project.county.telling import Days, Step, Telling
from towpath.records.cast import AUTHORITY, BY_PART, key
from towpath.records.intake import IN_USE
from towpath.rules.intake import RECEIVING, Funding, own_steps
from towpath.rules.reason import Reason

# Services that have given no place for so many school days: whoever is passed to them waits.
FULL, FOR = frozenset({"a2e", "life", "hope"}), 30
LOOK = 15  # school days until a service looks at its waiting list again
NEVER = date.min
SPARE = 3  # places that the others have free, at the least


def before_a_place(
    t: Telling, provider: Provider, pathway: str, placement: str, day: date
) -> Generator[Step, None, date | None]:
    """The service's own steps, a few days apart; then, where it is full, the waiting list.

    Returns the day on which a place can be given, or None where none has been by today.
    """
    policy = t.days.authority.pathway(pathway).on(day)
    steps = [step for step in own_steps(policy.steps) if step.recorded != "offer"] if policy else []
    for step in steps:
        latest = t.days.by("duty_review", day)
        next_on = min(t.days.after(day, 5), latest)
        paid = _funding(t) if step.recorded == "funding" else None
        words = t.say("own_step", step.recorded)
        stepped = Stepped(step.id, "done", day, provider.lead, words, next_on, paid)
        said = {"stepped": stepped}
        yield Step(t.at(day), provider.lead, "record_intake_step", placement, said)
        day = t.days.after(day, t.chance.randint(1, 4))
        if day >= t.days.today:
            return None
    if pathway in FULL and day > t.days.ago(FOR):
        look_on = min(t.days.after(day, LOOK), t.days.by("duty_review", day))
        reason = Reason("no_place", t.say("wait"))
        said_so = {"waiting": Waiting(reason, t.say("meanwhile"), look_on)}
        yield Step(t.at(day), provider.lead, "wait_for_place", placement, said_so)
        return None
    return day


def _funding(t: Telling) -> Funding:
    """Who pays, by who refers."""
    if WHY[t.child.why].by == "senco" and t.child.school:
        return Funding("school", "recharged", t.say("basis"))
    return Funding("council", "direct", t.say("basis"))


class Taken:
    """How many places each provider has given: today, and at any time of the last weeks; and how
    many children wait for one."""

    def __init__(self, days: Days) -> None:
        self.since = days.ago(FOR)
        self.now: Counter[UUID] = Counter()
        self.lately: Counter[UUID] = Counter()
        self.waits: Counter[UUID] = Counter()

    def count(self, rows: Iterable[Row]) -> None:
        """Count the placements among these rows."""
        for row in (row for table, row in rows if table == "Placement"):
            runs = row["state"] in IN_USE
            self.now[row["provider_id"]] += runs
            self.waits[row["provider_id"]] += row["state"] == "waiting"
            self.lately[row["provider_id"]] += runs or (row.get("ended_on") or NEVER) >= self.since


def capacities(county: County, taken: Taken) -> Iterator[Row]:
    """The places of every service: as many as are taken where somebody waits, and elsewhere some
    more, so that none has ever been given that was not there."""
    by = BY_PART["head_of_service"].id
    services = {p.id: p for found in county.providers.values() for p in found}
    for service in sorted(services.values(), key=lambda each: each.name):
        if service.kind not in RECEIVING:
            continue
        full = taken.waits[service.id]
        lately = taken.lately[service.id]
        yield (
            "Capacity",
            {
                "id": key("capacity", service.name),
                "authority_id": AUTHORITY,
                "provider_id": service.id,
                "places": taken.now[service.id] if full else lately + max(SPARE, lately // 10),
                "from_on": taken.since,
                "source": "The service lead’s return to the council",
                "reason": "One member of staff has left, and the post is out to advertisement"
                if full
                else "The places that the rooms and the staff of this term allow",
                "set_by_id": by,
                "set_at": datetime.combine(taken.since, time(9), UTC),
            },
        )
