"""Checking a file for viruses: it waits in quarantine until the scanner has said."""

from uuid import UUID

from django.conf import settings

from towpath.actions import evidence as act
from towpath.jobs.job import Again, Errand, job
from towpath.outside.clamav import Unanswered, scan
from towpath.records.evidence import in_quarantine

TRIES = 8  # the waits grow, to some four days in all


@job("check_evidence", tries=TRIES)
def check_evidence(errand: Errand, evidence_id: UUID) -> None:
    """Have it scanned, and let it out or take its bytes away. While nobody can say, it stays."""
    with errand.acting():
        content = in_quarantine(evidence_id)
    if content is None:
        return  # checked already, or taken back
    if not settings.CLAMAV:
        raise Again("no virus scanner is set: TOWPATH_CLAMAV")
    try:
        found = scan(settings.CLAMAV, content)
    except Unanswered as unanswered:
        raise Again(str(unanswered)) from unanswered
    with errand.acting() as deed:
        act.end_check(deed=deed, evidence_id=evidence_id, found=found)
