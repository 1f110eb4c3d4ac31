"""Letters: drafted, written, checked, sent by post or email, withdrawn."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.conf import settings

from towpath.actions import step
from towpath.actions.action import Deed, action
from towpath.paper.letter import Sheet
from towpath.paper.letter import letter as draw
from towpath.records import letter as of
from towpath.records import models as kept
from towpath.records.document import measured
from towpath.records.mail import login
from towpath.records.row import keys, promised
from towpath.rules import letter as rule
from towpath.rules.reason import Reason, given
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong


@action("draft_letters")
def draft(*, deed: Deed, referral_id: UUID) -> UUID:
    """Draft the letters about a referral's last decision that are wanting: to an adult who has come
    since, in place of one withdrawn, or about a decision older than its letters."""
    referral = deed.take(kept.Referral, referral_id)
    decision = kept.Decision.objects.filter(referral=referral).order_by("-decided_at").first()
    if decision is None:
        raise Wrong("", "Nothing is decided yet, so there is nothing to write about")
    if not step.draft(deed=deed, decision=decision):
        raise Wrong("", "Everyone who should hear of this decision has a letter already")
    return deed.done(referral, owner_id=decision.owner_id)


@action("write_letter")
def write(*, deed: Deed, letter_id: UUID, seen: int, texts: Mapping[str, str]) -> UUID:
    """Change the free texts. A letter that was checked is a draft again."""
    letter = deed.take(kept.Letter, letter_id, seen=seen)
    state = rule.LETTER.move(letter.state, "write")
    texts = {name: texts[name].strip() for name in rule.FREE}
    _keep_secrets(letter, texts)
    deed.change(
        letter, state=state, written_by_id=deed.actor_id, written_at=deed.clock.now, **texts
    )
    return deed.done(letter, owner_id=letter.owner_id, next_on=letter.due_on)


@action("check_letter")
def check(*, deed: Deed, letter_id: UUID, seen: int) -> UUID:
    """Say that a letter is right; where the policy wants it, by somebody else than its writer."""
    letter = deed.take(kept.Letter, letter_id, seen=seen)
    state = rule.LETTER.move(letter.state, "check")
    rule.check_checker(deed.actor_id, letter.written_by_id, of.words(letter.decision))
    texts = {name: getattr(letter, name) for name in rule.FREE}
    _check_to(deed, letter)
    for name in ("alternatives", "next_words") if letter.apart else rule.FREE:
        given(name, texts[name])
    _keep_secrets(letter, texts)
    deed.change(letter, state=state, checked_by_id=deed.actor_id, trouble="")
    return deed.done(letter, owner_id=letter.owner_id, next_on=letter.due_on)


@action("send_letter")
def send(*, deed: Deed, letter_id: UUID, seen: int, channel: str) -> UUID:
    """Draw the letter, keep it byte for byte, and hand it to the post tray or the queue of emails.

    Refused by post where no address is kept, or where the sender may not see it.
    """
    visible = kept.Letter.objects.filter(pk=letter_id).first()
    sees_home = bool(visible and of.home(visible))
    letter = deed.take(kept.Letter, letter_id, seen=seen)
    state = rule.LETTER.move(letter.state, "send")
    _check_to(deed, letter)
    if channel not in rule.CHANNELS:
        raise Wrong("channel", "Choose how it goes")
    home = _home(letter, sees_home) if channel == "post" else None
    to_id = of.reader(letter)
    if channel == "email" and not login(to_id):
        raise Wrong("channel", f"{of.name(letter)} cannot sign in here: send it by post")
    document = _draw(deed, letter, home)
    deed.change(
        letter,
        state=state,
        channel=channel,
        document=document,
        person_id=letter.adult.person_id if letter.adult else None,
        sent_by_id=deed.actor_id,
        trouble="",
    )
    if channel == "email":
        _mail(deed, letter, promised(to_id))
    reason = Reason(channel, rule.CHANNELS[channel])
    return deed.done(letter, reason=reason, owner_id=letter.owner_id, next_on=letter.due_on)


@action("post_letter")
def post(*, deed: Deed, letter_id: UUID, seen: int, left_on: date) -> UUID:
    """Say that a letter has been put in the post, and on which day."""
    letter = deed.take(kept.Letter, letter_id, seen=seen)
    if letter.channel != "post":
        raise Wrong("", "This letter goes by email")
    _check_to(deed, letter)
    if left_on > deed.clock.today:
        raise Wrong("left_on", "A letter is posted once it has gone: give today or an earlier day")
    state = rule.LETTER.move(letter.state, "sent")
    deed.change(letter, state=state, left_on=left_on, sent_by_id=deed.actor_id)
    return deed.done(letter, reason=Reason("posted", f"Posted on {say(left_on)}"))


@action("withdraw_letter")
def withdraw(*, deed: Deed, letter_id: UUID, seen: int, reason: str) -> UUID:
    """Take back a letter that has not gone, with a reason; one in the post tray too."""
    letter = deed.take(kept.Letter, letter_id, seen=seen)
    text = given("reason", reason)
    if letter.state == "going" and letter.channel == "email":
        raise Wrong("", "The email is being sent at this moment: it cannot be called back")
    deed.change(letter, state=rule.LETTER.move(letter.state, "withdraw"), trouble=text)
    return deed.done(letter, reason=Reason("withdrawn", text))


def _check_to(deed: Deed, letter: kept.Letter) -> None:
    """A court may have spoken since the letter was drafted: it goes as it would be drafted today,
    or not at all."""
    if letter.adult_id is None:
        return
    to = {adult.pk: apart for adult, apart in of.addressees(letter.decision, deed.clock.today)}
    if to.get(letter.adult_id) is not letter.apart:
        raise Wrong(
            "",
            f"What {of.name(letter)} may be told has changed since this was drafted: withdraw it, "
            "then draft the letters again from the referral’s page",
        )


def _keep_secrets(letter: kept.Letter, texts: Mapping[str, str]) -> None:
    if letter.apart:
        rule.check_told(texts, of.secrets(letter))


def _home(letter: kept.Letter, sees_home: bool) -> kept.Address | None:
    """The address a letter goes to by post; None for a school, whose address is its own."""
    if letter.school_id:
        return None
    home = of.home(letter)
    if home is None:
        name = of.name(letter)
        raise Wrong("channel", f"No address of {name} is kept here: add it, or send it by email")
    if not sees_home:
        printers = of.printers(letter.child_id)
        who = (
            f"It can be printed by {', '.join(printers)}"
            if printers
            else "Nobody is named who may print it: ask the head of service to restrict the record "
            "to a named circle"
        )
        raise Wrong("channel", f"This address is protected, and not in your sight. {who}")
    return home


def _draw(deed: Deed, letter: kept.Letter, home: kept.Address | None) -> kept.Document:
    """The letter as a PDF, kept. Its address stands on it only where it goes by post."""
    authority = kept.Authority.objects.get(pk=letter.authority_id)
    child = kept.Child.objects.get(pk=letter.child_id)
    sheet = Sheet(
        council=authority.name,
        made_up=authority.made_up,
        to=of.name(letter),
        address=f"{home.lines}\n{home.postcode}" if home else "",
        about=f"About: {child.name}",
        reference=letter.pk.hex[-8:].upper(),
        signed=letter.owner.name,
        drawn_at=deed.clock.now.replace(microsecond=0),
        letter=of.assembled(letter),
    )
    return kept.Document.objects.create(
        **keys(letter),
        kind=_kind(letter),
        name=f"letter-{sheet.reference.lower()}.pdf",
        media_type="application/pdf",
        **measured(draw(sheet)),
        person_id=letter.adult.person_id if letter.adult else None,
        confidential=bool(home and home.confidential),
        made_by_id=deed.actor_id,
        made_at=deed.clock.now,
    )


def _kind(letter: kept.Letter) -> str:
    if letter.school_id:
        return "school_letter"
    return "letter_apart" if letter.apart else "letter"


def _mail(deed: Deed, letter: kept.Letter, to_id: UUID) -> None:
    """Keep the email that says the letter is there, then have it sent."""
    decision = letter.decision
    about = of.case(decision, apart=True)
    subject, body = rule.mail(about, of.words(decision), settings.SITE)
    mail = kept.Mail.objects.create(
        **keys(letter),
        letter=letter,
        to_id=to_id,
        subject=subject,
        body=body,
        queued_at=deed.clock.now,
    )
    deed.queue("send_mail", mail_id=mail.pk)
