"""What is asked of proposals: which wait, what they would turn, and what the public said."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, Q

from towpath.records.decision import Decision
from towpath.records.feedback import Feedback
from towpath.records.pathway import Proposal
from towpath.records.referral import Fact, Referral
from towpath.rules.effect import Case
from towpath.rules.proposal import OPEN
from towpath.rules.referral import UNDECIDED
from towpath.rules.vocabulary import parse
from towpath.rules.wording import in_london


@dataclass(frozen=True, slots=True)
class Tally:
    """How many found a page helpful, how many did not, and how many of all wrote something."""

    yes: int = 0
    no: int = 0
    written: int = 0


def waiting(authority_id: UUID) -> list[Proposal]:
    """The changes that wait, the oldest first."""
    rows = Proposal.objects.filter(authority_id=authority_id, state__in=OPEN)
    return list(rows.select_related("proposed_by").order_by("proposed_at", "id"))


def tallies(authority_id: UUID) -> dict[str, Tally]:
    """The feedback on each page that had any."""
    rows = (
        Feedback.objects.filter(authority_id=authority_id)
        .values("page")
        .annotate(
            yes=Count("pk", filter=Q(helpful=True)),
            no=Count("pk", filter=Q(helpful=False)),
            written=Count("pk", filter=~Q(words="")),
        )
    )
    return {row["page"]: Tally(row["yes"], row["no"], row["written"]) for row in rows}


def said_of(authority_id: UUID, page: str, most: int = 20) -> list[Feedback]:
    """The newest feedback on a page, each with its reply address if it has one."""
    rows = Feedback.objects.filter(authority_id=authority_id, page=page)
    return list(rows.select_related("reply").order_by("-at", "-id")[:most])


def cases(authority_id: UUID, pathway: str, today: date) -> Iterator[Case]:
    """Every referral to a pathway in the reader's sight, with the facts said of the child.

    Live are those that wait for a decision; the day of any other is that of its first decision.
    Three queries, however many there are.
    """
    referrals = list(
        Referral.objects.filter(authority_id=authority_id, pathway=pathway).values_list(
            "pk", "state", "sent_at", "child__date_of_birth"
        )
    )
    of = Q(referral__authority_id=authority_id, referral__pathway=pathway)
    decided = Decision.objects.filter(of).values("referral_id").annotate(at=Min("decided_at"))
    decided_at = dict(decided.values_list("referral_id", "at"))
    said: dict[UUID, dict[str, object]] = defaultdict(dict)
    facts = Fact.objects.filter(of).order_by("said_at", "id")
    for referral_id, name, value in facts.values_list("referral_id", "name", "value"):
        said[referral_id][name] = value
    for key, state, sent_at, born in referrals:
        live = state in UNDECIDED
        known = {name: parse(name, value) for name, value in said[key].items()}
        day = today if live else in_london(decided_at.get(key, sent_at)).date()
        yield Case(key, live, {**known, "date_of_birth": born}, day)
