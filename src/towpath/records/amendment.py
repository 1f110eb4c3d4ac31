"""What was added to or corrected in a referral after it was sent: what was, what is, and why."""

from datetime import datetime
from uuid import UUID

from django.db import models

from towpath.records.child import Opened
from towpath.records.decision import Decision
from towpath.records.referral import Referral
from towpath.records.row import OfChild, one_of, said
from towpath.rules import amendment as rule
from towpath.rules.vocabulary import FACTS

# The pages on which a reader sees how a referral stands.
READ_ON = ("referral", "decide_referral")


class Amendment(OfChild):
    """One part of a referral, amended. Both texts are as a page said them; "" is not said.

    The facts, the risks and the referral's own columns hold what is said now.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="amendments")
    part = models.CharField(max_length=12)
    fact = models.CharField(max_length=60, blank=True)
    was = models.TextField(blank=True)
    became = models.TextField()
    reason = models.TextField()
    amended_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    amended_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("amendment_part", "part", tuple(rule.PARTS)),
            said("amendment_became_said", "became"),
            said("amendment_reason_said", "reason"),
            models.CheckConstraint(
                name="amendment_names_a_fact",
                condition=models.Q(part="fact") ^ models.Q(fact=""),
            ),
        ]
        indexes = [models.Index(name="amendment_of_referral", fields=["referral", "amended_at"])]

    @property
    def what(self) -> str:
        """The part that changed, as a page names it."""
        fact = FACTS.get(self.fact)
        return fact.question if fact else rule.PARTS[self.part]


def amendments(referral_id: UUID) -> list[Amendment]:
    """Everything that was amended, the latest first."""
    rows = Amendment.objects.filter(referral_id=referral_id).select_related("amended_by")
    return list(rows.order_by("-amended_at", "-id"))


def looked_before(person_id: UUID, child_id: UUID) -> datetime | None:
    """When this person looked at the child's referrals the time before this; None the first time.

    The opening that shows the page now is on record already.
    """
    rows = Opened.objects.filter(person_id=person_id, child_id=child_id, page__in=READ_ON)
    return next(iter(rows.order_by("-at", "-id").values_list("at", flat=True)[1:2]), None)


def last_decided(referral_id: UUID) -> datetime | None:
    """When the referral was last decided."""
    rows = Decision.objects.filter(referral_id=referral_id).order_by("-decided_at")
    return rows.values_list("decided_at", flat=True).first()


def unseen() -> models.Exists:
    """Of a referral in a query: whether somebody else amended it since its owner last looked."""
    looked = Opened.objects.filter(
        person=models.OuterRef("referral__owner"),
        child_id=models.OuterRef("child_id"),
        page__in=READ_ON,
        at__gte=models.OuterRef("amended_at"),
    )
    changed = Amendment.objects.filter(referral=models.OuterRef("pk"))
    others = changed.exclude(amended_by=models.F("referral__owner"))
    return models.Exists(others.exclude(models.Exists(looked)))
