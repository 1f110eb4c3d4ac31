"""Drafts that nobody has saved for a month are thrown away, every night."""

from towpath.actions import draft as act
from towpath.jobs.job import daily


@daily("purge_drafts", hour=2)
def purge_drafts() -> int:
    """Throw them away; how many there were."""
    return act.purge_everybodys()
