"""A child's way as one line of events, and what is open now."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from towpath.records.approach import approaches
from towpath.records.child import Child
from towpath.records.concern import Concern
from towpath.records.duty import Duty
from towpath.records.event import Event
from towpath.records.panel import PanelItem
from towpath.records.placement import Placement
from towpath.records.policy import policy
from towpath.records.referral import Referral
from towpath.records.row import promised
from towpath.records.school import Enrolment
from towpath.records.told import told
from towpath.records.who import Person, Today
from towpath.rules import approach as asking
from towpath.rules import concern as raising
from towpath.rules import placement as placing
from towpath.rules import referral as referring
from towpath.rules.decision import SECTION_19

THE_FAMILY = "The family"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: who did what, why, and what was due next from whom."""

    at: datetime
    verb: str
    who: str
    reason: str
    words: str
    owner: str
    next_on: date | None


def timeline(child_id: UUID) -> list[Entry]:
    """What the reader may see of what happened to this child, newest first.

    At most eighteen queries.
    """
    events = list(
        Event.objects.filter(child_id=child_id).select_related("owner").order_by("-at", "-id")
    )
    # Somebody of the family is a person whom a school does not see.
    people = Person.objects.filter(pk__in={event.actor_id for event in events})
    names = dict(people.values_list("pk", "name"))
    about = {event.about for event in events}
    words = told(child_id, about)
    off = _called_off(child_id) if "panelitem" in about else []
    entries = _with_lessons(child_id) + off
    entries += [
        Entry(
            event.at,
            event.verb,
            names.get(event.actor_id, THE_FAMILY),
            event.reason,
            words.get(event.about_id, "") or words.get((event.about_id, event.verb), ""),
            event.owner.name if event.owner else "",
            event.next_on,
        )
        for event in events
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _with_lessons(child_id: UUID) -> list[Entry]:
    """The concerns raised while recording a lesson, whose event is the lesson's alone."""
    rows = Concern.objects.filter(child_id=child_id, lesson__isnull=False)
    return [
        Entry(row.raised_at, "raise_concern", row.raised_by.name, "", row.words, "", None)
        for row in rows.select_related("raised_by")
    ]


def _called_off(child_id: UUID) -> list[Entry]:
    """The panels that did not hear this child's case, whose event is the panel's alone."""
    rows = PanelItem.objects.filter(child_id=child_id, state="called_off")
    panels = [row.panel for row in rows.select_related("panel__called_off_by")]
    return [
        Entry(
            promised(panel.called_off_at),
            "call_off_panel",
            promised(panel.called_off_by).name,
            panel.called_off_why,
            panel.name,
            "",
            None,
        )
        for panel in panels
    ]


@dataclass(frozen=True, slots=True)
class Work:
    """Something open: what it is, where it stands, whose it is and by when."""

    route: str  # the page it has
    key: UUID
    what: str
    says: str
    owner: str
    next_on: date | None


def open_work(child_id: UUID) -> list[Work]:
    """The child's open referrals, placements, duties, concerns and requests. Five queries."""
    referrals = Referral.objects.filter(child_id=child_id, state__in=referring.OPEN)
    placements = Placement.objects.filter(child_id=child_id, state__in=placing.OPEN)
    concerns = Concern.objects.filter(child_id=child_id, next_on__isnull=False)
    duties = Duty.objects.filter(child_id=child_id, closed_at=None)
    work = [
        Work(
            "referral",
            row.pk,
            f"Referral to {_pathway(row)}",
            referring.REFERRAL.words[row.state],
            row.owner.name,
            row.next_on,
        )
        for row in referrals.select_related("owner")
    ]
    work += [
        Work(
            "placement",
            row.pk,
            f"Placement with {row.provider.name}",
            f"{placing.PLACEMENT.words[row.state]}. Next: {row.next_step}",
            row.owner.name,
            row.next_on,
        )
        for row in placements.select_related("owner", "provider")
    ]
    work += [
        Work(
            "review_duty",
            row.pk,
            "What the council owes",
            SECTION_19[row.answer],
            row.owner.name,
            row.next_review_on,
        )
        for row in duties.select_related("owner")
    ]
    work += [
        Work(
            "answer_concern",
            row.pk,
            "Safeguarding concern",
            raising.CONCERN.words[row.state],
            row.owner.name,
            row.next_on,
        )
        for row in concerns.select_related("owner")
    ]
    return work + _asked(child_id)


def _asked(child_id: UUID) -> list[Work]:
    """What a family or a school asked, and nobody has answered yet."""
    return [
        Work("approach", row.pk, row.what, asking.NEXT[row.kind], row.owner.name, row.next_on)
        for row in approaches(child_id)
        if row.next_on
    ]


def _pathway(referral: Referral) -> str:
    return policy(referral.authority_id).pathway(referral.pathway).name


def school_name(child_id: UUID) -> str:
    """The school of roll today, or that there is none."""
    roll = Enrolment.objects.filter(child_id=child_id, main=True, period__contains=Today())
    return roll.values_list("school__name", flat=True).first() or "none"


def past_referrals(child: Child) -> list[tuple[UUID, str, str]]:
    """(key, pathway, state in words) of the child's ended referrals, the latest first."""
    rows = Referral.objects.filter(child=child, state__in=referring.ENDED).order_by("-sent_at")
    return [(row.pk, _pathway(row), referring.REFERRAL.words[row.state]) for row in rows]
