"""How far a child has got, who acts next and by when: what a family is told, and nothing more."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from towpath.records.decision import Decision, explained
from towpath.records.duty import Duty
from towpath.records.intake import Passage, Wait, own_steps, passages
from towpath.records.placement import Placement
from towpath.records.referral import Referral
from towpath.records.who import Post, Today
from towpath.rules.intake import RECEIVING
from towpath.rules.placement import UNANSWERED
from towpath.rules.referral import ENDED
from towpath.rules.who import OWNERS
from towpath.rules.wording import as_day


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as a family reads it; `explained` is what was said since of an empty reason."""

    outcome: str
    reason: str
    section_19: str
    at: datetime
    explained: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One referral's way. Days that have not come are None; `place` is "" until one is agreed,
    or where the reader may not know where the child is. `referrer` is the fact of that name;
    `placed` the state of the latest place, "" before any; `owner_duty` "" of one without a post.
    `own_steps` are the receiving service's, as long as they lead to a place; `meanwhile` is what is
    provided to a child on a waiting list.
    """

    pathway: str
    state: str
    sent_on: date
    decided_on: date | None
    started_on: date | None
    ended_on: date | None
    placed: str
    place: str
    place_phone: str
    school: str
    referred_by: str
    referrer: str
    next_on: date | None
    owner: str
    owner_duty: str
    owner_phone: str
    decisions: tuple[Decided, ...]
    own_steps: tuple[Passage, ...] = ()
    meanwhile: str = ""

    @property
    def is_ended(self) -> bool:
        """Whether nothing more follows from this referral."""
        return self.state in ENDED


def stages(child_id: UUID, today: date) -> list[Stage]:
    """Every referral of this child that the reader may see, the latest first. Four queries, and
    two for each place that one of the council's own services has not given yet."""
    referrals = list(
        Referral.objects.filter(child_id=child_id)
        .select_related("owner", "referred_by", "school")
        .order_by("-sent_at")
    )
    duties = _duties({referral.owner_id for referral in referrals})
    decisions: dict[UUID, list[Decided]] = {}
    made = Decision.objects.filter(child_id=child_id).select_related("explanation__said_by")
    for row in made.order_by("-decided_at"):
        decisions.setdefault(row.referral_id, []).append(
            Decided(row.outcome, row.reason, row.section_19, row.decided_at, explained(row))
        )
    placements = {
        row.referral_id: row
        for row in Placement.objects.filter(child_id=child_id)
        .exclude(state__in=["declined", "cancelled"])
        .select_related("provider")
        .order_by("offered_at")
    }
    return [
        _stage(
            referral,
            decisions.get(referral.pk, []),
            placements.get(referral.pk),
            duties.get(referral.owner_id, ""),
            today,
        )
        for referral in referrals
    ]


def what_was_said(child_id: UUID) -> list[Referral]:
    """The child's referrals as a family may read what was said in them, the latest first."""
    rows = Referral.objects.filter(child_id=child_id).select_related("referred_by")
    return list(rows.order_by("-sent_at"))


def _duties(person_ids: set[UUID]) -> dict[UUID, str]:
    """By which post each of these owns what is next for a child."""
    posts = Post.objects.filter(
        person_id__in=person_ids, duty__in=sorted(OWNERS), period__contains=Today()
    )
    return dict(posts.values_list("person_id", "duty"))


def _stage(
    referral: Referral,
    decisions: list[Decided],
    placement: Placement | None,
    owner_duty: str,
    today: date,
) -> Stage:
    waits = placement if placement and placement.state in UNANSWERED else None
    agreed = placement if not waits else None
    started = (
        placement if placement and placement.state in ("started", "ended", "checked") else None
    )
    return Stage(
        pathway=referral.pathway,
        state=referral.state,
        sent_on=as_day(referral.sent_at),
        decided_on=as_day(decisions[0].at) if decisions else None,
        started_on=started.starts_on if started else None,
        ended_on=started.ended_on if started else None,
        placed=placement.state if placement else "",
        place=agreed.provider.name if agreed else "",
        place_phone=agreed.provider.phone if agreed else "",
        school=referral.school.name if referral.school else "",
        referred_by=referral.referred_by.name,
        referrer=referral.referrer,
        next_on=referral.next_on,
        owner=referral.owner.name,
        owner_duty=owner_duty,
        owner_phone=referral.owner.phone,
        decisions=tuple(decisions),
        own_steps=_own_steps(waits, today) if waits else (),
        meanwhile=_meanwhile(waits) if waits and waits.state == "waiting" else "",
    )


def _own_steps(placement: Placement, today: date) -> tuple[Passage, ...]:
    """How it stands with the steps of the service that has been asked, if it has any."""
    if placement.provider.kind not in RECEIVING:
        return ()
    steps = own_steps(placement.authority_id, placement.pathway, today)
    return tuple(passages(steps, placement.pk))


def _meanwhile(placement: Placement) -> str:
    """What is provided to a child on a waiting list, as last said."""
    waits = Wait.objects.filter(placement=placement).order_by("-put_at", "-id")
    return waits.values_list("meanwhile", flat=True).first() or ""


def owed(child_id: UUID) -> tuple[str, str, date | None, str] | None:
    """What the council has said it owes: (answer, reason, next review, owner), while it is open."""
    duty = Duty.objects.filter(child_id=child_id, closed_at=None).select_related("owner").first()
    if duty is None:
        return None
    return duty.answer, duty.reason, duty.next_review_on, duty.owner.name
