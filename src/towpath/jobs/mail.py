"""Sending an email: said before, done once, said after."""

from uuid import UUID

from towpath.actions import mail as act
from towpath.jobs.job import Again, Errand, job
from towpath.outside.mail import Unsent, send
from towpath.records.mail import Outgoing, outgoing
from towpath.rules.mail import TRIES, UNKNOWN, outcome


class OutOfSightError(Exception):
    """The person who asked can no longer see what is to be sent, so nothing is."""


@job("send_mail", tries=TRIES)
def send_mail(errand: Errand, mail_id: UUID) -> None:
    """Send it, if it waits. One found as being sent was cut off: whether it went is not known, so
    it is not sent again, and its letter goes back to its owner."""
    with errand.acting() as deed:
        mail = outgoing(mail_id)
        if mail is None:
            raise OutOfSightError(f"email {mail_id} is out of the sight of {errand.actor_id}")
        if mail.state == "waiting":
            act.begin(deed=deed, mail_id=mail_id)
    if mail.state == "trying":
        _end(errand, mail_id, "failed", trouble=UNKNOWN)
    if mail.state == "waiting":
        _try(errand, mail_id, mail)


def _try(errand: Errand, mail_id: UUID, mail: Outgoing) -> None:
    try:
        if not mail.to:
            raise Unsent("Whom it is to cannot sign in any more", again=False)
        reference = send(to=mail.to, subject=mail.subject, body=mail.body, key=str(mail_id))
    except Unsent as unsent:
        ended = outcome(again=unsent.again, tries=mail.tries + 1)
        _end(errand, mail_id, ended, trouble=str(unsent))
        if ended == "again":
            raise Again(str(unsent)) from unsent
    else:
        _end(errand, mail_id, "sent", reference=reference)


def _end(
    errand: Errand, mail_id: UUID, outcome: str, reference: str = "", trouble: str = ""
) -> None:
    with errand.acting() as deed:
        act.end(deed=deed, mail_id=mail_id, outcome=outcome, reference=reference, trouble=trouble)
