"""A school's roll brought in: children entered, put right, joining and leaving, in one deed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any
from uuid import UUID

from towpath.actions.action import Deed, NotThere, action
from towpath.actions.child import Arrivals, Newcomer
from towpath.records import models as kept
from towpath.records.child import name_key, plain
from towpath.records.roll import known
from towpath.records.row import ended
from towpath.rules import roll as rule
from towpath.rules.reason import Reason

COUNCIL_LOOKS = (
    "{lines}: the council has to look first, because a record may exist that this school does not "
    "see. Not brought in. Ask the council’s data officer, and name the line and the pupil’s UPN"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose after the check.

    `new` are to be entered, and are none of the children in `others`; `pairs` are rows with the
    child that each is, to be put right or to join; `left` are no longer on roll. `seen` has the
    version of every child that was shown.
    """

    new: tuple[rule.Pupil, ...] = ()
    others: frozenset[UUID] = frozenset()
    pairs: tuple[tuple[rule.Pupil, UUID], ...] = ()
    left: tuple[UUID, ...] = ()
    seen: Mapping[UUID, int] = field(default_factory=dict)


@action("bring_in_roll")
def bring_in(*, deed: Deed, school_id: UUID, chosen: Chosen) -> UUID:
    """Bring in what was chosen of a roll, all of it or, where it fails, nothing; the school's key.

    The file is set beside the record once more while nobody else enters children: whoever has a
    record by now is not entered again, and a child changed since the check is left as they are.
    One Event says what came of it, and one about each child what was done to that child.
    """
    duties, authority_id = _posts(deed, school_id)
    school = kept.School.objects.filter(pk=school_id, authority_id=authority_id).first()
    if school is None:
        raise NotThere
    arrivals = Arrivals(authority_id, school_id, deed.clock.today)
    arrivals.wait_turn()
    pupils = [*chosen.new, *(pupil for pupil, _ in chosen.pairs)]
    in_sight = {child.child_id for child in known(authority_id, school_id, pupils)}
    deed.begin(duties)
    rolls = _Rolls(deed, arrivals, school, known(authority_id, school_id, pupils))
    rolls.enter(chosen, in_sight)
    children = rolls.lock(chosen, in_sight)
    rolls.put_right([(pupil, children[key]) for pupil, key in chosen.pairs if key in children])
    rolls.take_off([children[key] for key in chosen.left if key in children])
    deed.tell_each({child: "; ".join(said) for child, said in rolls.deeds.items()})
    return deed.done(school, reason=Reason("", rolls.words()))


def _posts(deed: Deed, school_id: UUID) -> tuple[frozenset[str], UUID]:
    """The duties by which the actor brings in this school's roll: there, or for the council."""
    posts = kept.Post.objects.filter(
        person_id=deed.actor_id, provider=None, period__contains=kept.Today()
    )
    held = [
        (duty, authority_id)
        for duty, authority_id, at in posts.values_list("duty", "authority_id", "school_id")
        if at == school_id or (at is None and duty == "data_officer")
    ]
    if not held:
        raise NotThere
    return frozenset(duty for duty, _ in held), held[0][1]


class _Rolls:
    """One school's roll while it is brought in: what comes of it, and what is done to whom."""

    def __init__(
        self, deed: Deed, arrivals: Arrivals, school: kept.School, now: Sequence[rule.Known]
    ) -> None:
        self.deed, self.arrivals, self.school, self.now = deed, arrivals, school, now
        self.counts: dict[str, int] = defaultdict(int)
        self.council_looks: list[int] = []
        self.deeds: dict[kept.Child, list[str]] = defaultdict(list)

    def words(self) -> str:
        """One line for each thing that came of it."""
        said = [f"{what}: {n:,}" for what, n in self.counts.items()]
        if lines := sorted(self.council_looks):
            named = f"Line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}"
            said.append(COUNCIL_LOOKS.format(lines=named))
        return "\n".join(said) or "Nothing had to be changed"

    def enter(self, chosen: Chosen, in_sight: set[UUID]) -> None:
        """Enter those who are still new; of one whom the actor does not see, say no more than a
        line."""
        others = [child for child in self.now if child.child_id not in chosen.others]
        checked = rule.sort(chosen.new, others, whole=False)
        pairs = (*checked.same, *checked.different, *checked.joins, *checked.clashes)
        met = [(pair.pupil, (pair.known,)) for pair in pairs]
        for pupil, children in [*met, *((one.pupil, one.known) for one in checked.doubts)]:
            if any(child.child_id not in in_sight for child in children):
                self.council_looks.append(pupil.line)
            else:
                self.counts["Left as they were, because a record is here by now"] += 1
        begun = self.arrivals.begin([_newcomer(pupil) for pupil in checked.new])
        for child in begun:
            self._tell(child, "Brought in", f"Record begun from the roll of {self.school.name}")

    def lock(self, chosen: Chosen, in_sight: set[UUID]) -> dict[UUID, kept.Child]:
        """The children to be changed, locked in one order: in sight, and as they were shown."""
        keys = {key for _, key in chosen.pairs} | set(chosen.left)
        rows = kept.Child.objects.select_for_update(no_key=True).filter(pk__in=keys & in_sight)
        found = {child.pk: child for child in rows.order_by("pk")}
        fresh = {key: c for key, c in found.items() if chosen.seen.get(key) == c.version}
        if missed := len(keys) - len(fresh):
            self.counts["Left as they were, because they changed since the check"] += missed
        return fresh

    def put_right(self, pairs: Sequence[tuple[rule.Pupil, kept.Child]]) -> None:
        """Take from the file what differs, and put on the roll whoever is not on it."""
        standing = {child.child_id: child for child in self.now}
        taken = {child.upn for child in self.now if child.upn}
        joining = []
        for pupil, child in pairs:
            stood = standing[child.pk]
            if stood.elsewhere and "data_officer" not in self.deed.duties:
                self.council_looks.append(pupil.line)
                continue
            found = [d for d in rule.differences(pupil, stood) if d.theirs not in taken]
            if found:
                self.deed.change(child, **_values(child, {d.field: d.theirs for d in found}))
                self._tell(child, "Put right", *map(_said, found))
            if not stood.on_roll:
                joining.append(child)
        self._end(joining, main=True)
        self.arrivals.enrol(joining)
        for child in joining:
            self.deed.change(child)
            self._tell(child, "Joined the roll", f"Joined the roll of {self.school.name}")

    def take_off(self, children: Sequence[kept.Child]) -> None:
        """End these children's time on this school's roll today."""
        self._end(children, school=self.school)
        for child in children:
            self.deed.change(child)
            self._tell(child, "Left the roll", f"Left the roll of {self.school.name}")

    def _end(self, children: Sequence[kept.Child], **which: Any) -> None:
        rolls = kept.Enrolment.objects.filter(
            child__in=children, period__contains=kept.Today(), **which
        )
        for roll in rolls.select_for_update(no_key=True).order_by("pk"):
            roll.period = ended(roll.period, self.deed.clock.today)
            roll.save(update_fields=["period"])

    def _tell(self, child: kept.Child, what: str, *words: str) -> None:
        self.counts[what] += 1
        self.deeds[child] += words


def _newcomer(pupil: rule.Pupil) -> Newcomer:
    return Newcomer(**{one.name: getattr(pupil, one.name) for one in fields(Newcomer)})


def _said(found: rule.Difference) -> str:
    ours, theirs = rule.say_value(found.ours), rule.say_value(found.theirs)
    return f"{found.words} was {ours}, now {theirs}"


def _values(child: kept.Child, values: dict[str, Any]) -> dict[str, Any]:
    """The columns to set, with those by which a name is found."""
    forename = values.get("forename", child.forename)
    surname = values.get("surname", child.surname)
    return {**values, "name_key": name_key(forename, surname), "forename_key": plain(forename)}
