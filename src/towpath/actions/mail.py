"""Emails as they are tried and sent: what a job does for the person who asked for it."""

from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.records import models as kept
from towpath.rules import letter as letters
from towpath.rules import mail as rule
from towpath.rules.reason import Reason


@action("try_mail")
def begin(*, deed: Deed, mail_id: UUID) -> UUID:
    """Say that an email is about to be handed over. Refused for one that is not waiting.

    What is said here is kept before a word goes out: an email whose end is never heard of is
    found as being sent, and is not sent again.
    """
    mail = deed.take(kept.Mail, mail_id)
    deed.change(mail, state=rule.MAIL.move(mail.state, "try"), tries=mail.tries + 1)
    return deed.done(mail)


@action("end_mail")
def end(*, deed: Deed, mail_id: UUID, outcome: str, reference: str, trouble: str) -> UUID:
    """Say how a try ended: "sent" with the provider's reference, "again", or "failed" for good.

    With it moves the letter that the email is about: sent, or back with its owner, who sees why.
    """
    mail = deed.take(kept.Mail, mail_id)
    state = rule.MAIL.move(mail.state, outcome)
    sent_at = deed.clock.now if outcome == "sent" else None
    deed.change(mail, state=state, reference=reference, trouble=trouble, sent_at=sent_at)
    letter = kept.Letter.objects.get(pk=mail.letter_id)
    if outcome == "sent":
        moved = letters.LETTER.move(letter.state, "sent")
        deed.change(letter, state=moved, left_on=deed.clock.today)
    elif outcome == "failed":
        moved = letters.LETTER.move(letter.state, "failed")
        deed.change(letter, state=moved, trouble=f"The email did not go. {trouble}")
    ended = outcome == "sent"
    return deed.done(
        mail,
        reason=Reason(outcome, trouble),
        owner_id=None if ended else letter.owner_id,
        next_on=None if ended else letter.due_on,
    )
