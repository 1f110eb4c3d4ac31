"""Emails: kept before they are queued, and moved on as they are tried and sent."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models

from towpath.records.row import OfChild, Versioned, one_of, said
from towpath.records.who import User
from towpath.rules.mail import MAIL


class Mail(OfChild, Versioned):
    """An email to somebody who can sign in; its words say nothing about a child.

    It goes to the address they sign in with, looked up when it is sent. `reference` is what the
    provider calls it.
    """

    letter = models.ForeignKey("Letter", models.PROTECT, related_name="mails")
    to = models.ForeignKey("Person", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=8, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=200, blank=True)
    trouble = models.TextField(blank=True)  # why the last try did not go

    class Meta:
        constraints = [
            one_of("mail_state", "state", MAIL.states),
            said("mail_subject_said", "subject"),
            said("mail_body_said", "body"),
        ]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An email as it stands: where it goes ("" to nobody who can sign in any more), and its try."""

    state: str
    tries: int
    to: str
    subject: str
    body: str


def outgoing(mail_id: UUID) -> Outgoing | None:
    """The email of that key, if the reader sees it. Two queries."""
    mail = Mail.objects.filter(pk=mail_id).first()
    if mail is None:
        return None
    return Outgoing(mail.state, mail.tries, login(mail.to_id), mail.subject, mail.body)


def login(person_id: UUID | None) -> str:
    """The address a person signs in with; "" for one who cannot."""
    if person_id is None:
        return ""
    logins = User.objects.filter(person_id=person_id, is_active=True)
    return logins.values_list("email", flat=True).first() or ""
