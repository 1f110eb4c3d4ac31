"""The next step of a child's way: kept on the placement, and on the referral the caseload shows."""

from datetime import date

from towpath.actions.action import Deed
from towpath.records import models as kept


def next_step(deed: Deed, placement: kept.Placement, next_on: date, words: str) -> None:
    """Say what is due next on this placement, and by when, in both places."""
    deed.change(placement, next_on=next_on, next_step=words)
    referral = kept.Referral.objects.filter(placements=placement).first()
    if referral:
        deed.change(referral, next_on=next_on, next_step=words)
