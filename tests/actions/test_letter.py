"""Letters about a decision: who gets one, what may be in it, how it goes, and that it goes once."""

import io
from datetime import date
from socket import socket

import pikepdf
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core.mail.utils import DNS_NAME
from procrastinate.contrib.django.models import ProcrastinateJob

import scenes
from deeds import (
    TOMORROW,
    YESTERDAY,
    a_checked_letter,
    a_decision,
    as_it_is,
    check_letter,
    decide,
    post_letter,
    send,
    send_letter,
    the_letters,
    version,
    withdraw_letter,
    write_letter,
)
from people import (
    AP_OFFICER,
    BROKER,
    CAST,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    PARENT,
    ROBIN,
    SECOND_PARENT,
    SENCO,
    TODAY,
    YOUNG_PERSON,
    as_,
    behind_the_walls,
    deed,
)
from towpath.actions import letter as letters
from towpath.actions.action import NotAllowed, Refused
from towpath.jobs.job import JOBS, Again, NobodyActs
from towpath.project import work
from towpath.records import models as kept
from towpath.records.cast import key
from towpath.rules.mail import TRIES
from towpath.rules.reason import Reason

pytestmark = pytest.mark.django_db
work.register()


@pytest.fixture(autouse=True)
def no_name_is_looked_up(monkeypatch):
    """The greeting's own name, which a machine without a network is slow to find."""
    monkeypatch.setattr(DNS_NAME, "_fqdn", "towpath.example", raising=False)


@pytest.fixture
def post_office(settings):
    """A real mail server of this test's own, and what it has taken."""
    taken = []

    class Box(Message):
        def handle_message(self, message):
            taken.append(message)

    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office = Controller(Box(), hostname="127.0.0.1", port=port)
    office.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.EMAIL_PORT = port
    yield taken
    office.stop()


def the_father_may_not_know_where() -> None:
    with behind_the_walls():
        kept.CourtBar.objects.update(scope="whereabouts")


def words(letter_id, by=AP_OFFICER) -> str:
    """What a letter's PDF says, as this person may open it."""
    with as_(by):
        letter = kept.Letter.objects.get(pk=letter_id)
        content = kept.Document.objects.get(pk=letter.document_id).content
    pdf = pikepdf.open(io.BytesIO(content))
    return " ".join(said for page in pdf.pages for said in spoken(page))


def spoken(page):
    import subprocess

    whole = pikepdf.new()
    whole.pages.append(page)
    file = io.BytesIO()
    whole.save(file)
    out = subprocess.run(
        ["pdftotext", "-", "-"], input=file.getvalue(), capture_output=True, check=True
    )
    yield " ".join(out.stdout.decode().split())


def run(mail) -> None:
    JOBS["send_mail"](actor_id=str(AP_OFFICER.id), mail_id=str(mail.pk))


def the_mail(letter_id):
    with as_(AP_OFFICER):
        return kept.Mail.objects.get(letter_id=letter_id)


def test_a_decision_drafts_a_letter_to_each_who_should_have_one():
    drafted = the_letters(a_decision("not_accept"))
    assert drafted.keys() == {"Carol Dunmore", "Larkwood School"}  # the father is barred
    carol = drafted["Carol Dunmore"]
    assert (carol.state, carol.owner_id) == ("draft", AP_OFFICER.id)
    assert carol.due_on == date(2026, 10, 21)  # five working days
    assert carol.why == "The school has a plan that has just begun"


def test_each_parent_has_a_letter_of_their_own_and_sees_no_other():
    with behind_the_walls():
        kept.CourtBar.objects.update(period=(date(2025, 3, 3), date(2025, 3, 4)))
    decision_id = a_decision()
    drafted = the_letters(decision_id)
    assert {"Carol Dunmore", "Neil Dunmore"} <= drafted.keys()
    for member in (PARENT, SECOND_PARENT):
        assert the_letters(decision_id, member) == {}  # a draft is nobody's to read
        check_letter(drafted[member.name].pk)
        send_letter(drafted[member.name].pk, "email")
        run(the_mail(drafted[member.name].pk))
    for member in (PARENT, SECOND_PARENT):
        assert the_letters(decision_id, member).keys() == {member.name}
        with as_(member):
            assert kept.Document.objects.count() == 1


def test_a_young_person_is_written_to_from_the_policys_age():
    with behind_the_walls():
        kept.Child.objects.filter(pk=ROBIN).update(date_of_birth=date(2010, 10, 14))
    assert "Robin Dunmore" in the_letters(a_decision())


def test_a_parent_who_wants_no_letters_gets_none():
    with behind_the_walls():
        kept.Adult.objects.filter(pk=key("adult", "parent")).update(gets_letters=False)
    assert the_letters(a_decision()).keys() == {"Larkwood School"}


def test_a_letter_to_a_parent_apart_names_no_school_and_no_place():
    the_father_may_not_know_where()
    neil = the_letters(a_decision("accept"))["Neil Dunmore"]
    assert neil.apart
    assert neil.why == ""
    for secret in ("Robin stays at Larkwood School", "They live near gu21 6xr"):
        with pytest.raises(Refused, match="keeps this person from knowing") as refused:
            write_letter(neil.pk, why=secret)
        assert refused.value.field == "why"
    check_letter(neil.pk)
    send_letter(neil.pk, "email")
    run(the_mail(neil.pk))
    said = words(neil.pk, SECOND_PARENT)
    assert "We have accepted a request for alternative provision" in said
    for secret in ("Larkwood", "Fernhill", "GU21", "independent", "Priya", "Kestrel"):
        assert secret not in said


def test_the_letter_argues():
    letter_id = a_checked_letter(outcome="not_accept")
    send_letter(letter_id)
    said = words(letter_id)
    for part in (
        "Carol Dunmore 3 Fernhill Close, Woking GU21 6XR",
        "On 14 October 2026 Priya Raman of Larkwood School asked the council",
        "because the school can meet the need with support",
        "The school has a plan that has just begun",
        "Is your child unable to go to school?",
        "Priya Raman, 14 October 2026",
        "What else we considered",
        "Education Act 1996, section 19",
        "Dana Whitlock is responsible for the next step. It is due by 16 October 2026",
        "Local Government and Social Care Ombudsman",
        "Ring Dana Whitlock on 01632 960200",
    ):
        assert part in said, part
    assert "Tribunal" not in said  # no EHC plan is in force


def test_the_tribunal_is_named_where_an_ehc_plan_is_in_force():
    referral_id = send(facts={"unable_to_attend": "illness", "ehc_plan": "in_force"})
    letter = the_letters(decide(referral_id, "signpost"))["Carol Dunmore"]
    send_letter(check_letter(letter.pk))
    assert "First-tier Tribunal" in words(letter.pk)


def test_the_schools_copy_has_no_address():
    letter_id = a_checked_letter("Larkwood School")
    send_letter(letter_id)
    post_letter(letter_id)
    assert "Fernhill" not in words(letter_id, SENCO)


def test_what_was_sent_is_kept_and_stays_as_it_was():
    letter_id = a_checked_letter()
    send_letter(letter_id)
    before = words(letter_id)
    post_letter(letter_id, day=TOMORROW)
    with pytest.raises(Refused, match="This letter is sent"):
        write_letter(letter_id, day=TOMORROW, why="Something else")
    letter = as_it_is(kept.Letter, letter_id, TOMORROW)
    assert (letter.state, letter.left_on, letter.sent_by_id) == ("sent", TOMORROW, AP_OFFICER.id)
    assert words(letter_id, PARENT) == before


def test_a_checked_letter_that_is_changed_must_be_checked_again():
    letter_id = a_checked_letter()
    write_letter(letter_id, why="We have thought again about the tutor")
    with pytest.raises(Refused, match="drafted, and not yet checked"):
        send_letter(letter_id)


def test_a_letter_that_a_later_decision_overtakes_is_withdrawn():
    referral_id = send()
    asked = decide(referral_id, "return_for_information")
    why = Reason("interim", "He cannot wait for it")
    accepted = decide(referral_id, "accept", reason=why)
    with as_(AP_OFFICER):
        first = kept.Letter.objects.filter(decision_id=asked)
        assert set(first.values_list("state", flat=True)) == {"withdrawn"}
        assert all("Overtaken" in letter.trouble for letter in first)
        later = kept.Letter.objects.filter(decision_id=accepted)
        assert set(later.values_list("state", flat=True)) == {"draft"}


def test_a_letter_with_an_empty_reason_is_not_checked():
    letter = the_letters(a_decision())["Carol Dunmore"]
    write_letter(letter.pk, alternatives="n/a")
    with pytest.raises(Refused, match="“n/a” is no record") as refused:
        check_letter(letter.pk)
    assert refused.value.field == "alternatives"


def test_a_court_order_made_since_stops_a_letter_that_was_checked_or_printed():
    with behind_the_walls():
        kept.CourtBar.objects.update(period=(date(2025, 3, 3), date(2025, 3, 4)))
    drafted = the_letters(a_decision())
    neil, carol = drafted["Neil Dunmore"].pk, drafted["Carol Dunmore"].pk
    for letter_id in (neil, carol):
        check_letter(letter_id)
    for scope in ("everything", "whereabouts"):
        with behind_the_walls():
            kept.CourtBar.objects.update(scope=scope, period=(date(2025, 3, 3), None))
        with pytest.raises(Refused, match="What Neil Dunmore may be told has changed"):
            send_letter(neil, "email")
    with behind_the_walls():
        kept.CourtBar.objects.update(person_id=PARENT.id)
    send_letter(neil, "email")
    with pytest.raises(Refused, match="What Carol Dunmore may be told has changed"):
        send_letter(carol)
    withdraw_letter(carol)


def test_a_letter_in_the_post_tray_can_still_be_withdrawn_and_an_email_cannot():
    decision_id = a_decision()
    carol = the_letters(decision_id)["Carol Dunmore"].pk
    send_letter(check_letter(carol))
    withdraw_letter(carol)
    school = the_letters(decision_id)["Larkwood School"].pk
    send_letter(check_letter(school), "email")
    with pytest.raises(Refused, match="cannot be called back"):
        withdraw_letter(school)


def test_a_parent_kept_from_the_whereabouts_since_reads_no_letter_from_before():
    with behind_the_walls():
        kept.CourtBar.objects.update(period=(date(2025, 3, 3), date(2025, 3, 4)))
    decision_id = a_decision()
    neil = the_letters(decision_id)["Neil Dunmore"].pk
    check_letter(neil)
    send_letter(neil, "email")
    run(the_mail(neil))
    assert the_letters(decision_id, SECOND_PARENT).keys() == {"Neil Dunmore"}
    with behind_the_walls():
        kept.CourtBar.objects.update(scope="whereabouts", period=(date(2025, 3, 3), None))
    assert the_letters(decision_id, SECOND_PARENT) == {}
    with as_(SECOND_PARENT):
        assert not kept.Document.objects.exists()


def test_a_withdrawn_letter_can_be_drafted_anew_and_no_other_is_made_twice():
    referral_id = send()
    decision_id = decide(referral_id)
    withdraw_letter(the_letters(decision_id)["Carol Dunmore"].pk)
    with as_(AP_OFFICER):
        letters.draft(deed=deed(AP_OFFICER), referral_id=referral_id)
        states = kept.Letter.objects.filter(decision_id=decision_id, adult__isnull=False)
        assert sorted(states.values_list("state", flat=True)) == ["draft", "withdrawn"]
        with pytest.raises(Refused, match="has a letter already"):
            letters.draft(deed=deed(AP_OFFICER), referral_id=referral_id)


def test_a_letter_is_not_posted_before_it_was():
    letter_id = a_checked_letter()
    send_letter(letter_id)
    with pytest.raises(Refused, match="give today or an earlier day"):
        post_letter(letter_id, left_on=TOMORROW)
    post_letter(letter_id, left_on=YESTERDAY)


def test_a_protected_address_is_printed_by_nobody_who_may_not_know_it():
    letter_id = a_checked_letter()
    scenes.a_confidential_address()
    with behind_the_walls():
        kept.Address.objects.filter(confidential=False).delete()
    with pytest.raises(Refused, match=r"not in your sight\. Nobody is named") as refused:
        send_letter(letter_id)
    assert refused.value.field == "channel"
    scenes.robins_record_is_restricted(OTHER_OFFICER.id, PARENT.id)
    send_letter(letter_id, by=OTHER_OFFICER)
    assert "A refuge" in words(letter_id, OTHER_OFFICER)
    with as_(PARENT):
        assert kept.Document.objects.filter(confidential=True).count() == 1
    for member in (HEAD_OF_SERVICE, SENCO, YOUNG_PERSON, SECOND_PARENT, AP_OFFICER):
        with as_(member):
            assert not kept.Document.objects.exists()


def test_an_emailed_letter_to_a_protected_address_carries_no_address():
    letter_id = a_checked_letter()
    scenes.a_confidential_address()
    send_letter(letter_id, "email")
    assert "refuge" not in words(letter_id)


@pytest.mark.parametrize(
    "member",
    [m for m in CAST if m.part not in ("ap_officer", "other_officer", "head_of_service")],
    ids=lambda member: member.part,
)
def test_nobody_but_an_officer_touches_a_letter(member):
    letter_id = a_checked_letter()
    for do in (check_letter, send_letter, post_letter, withdraw_letter):
        with pytest.raises(Refused) as refused:
            do(letter_id, by=member)
        if member is BROKER:
            assert isinstance(refused.value, NotAllowed)


def test_an_email_says_nothing_about_the_child_and_is_sent_once(post_office):
    letter_id = a_checked_letter()
    send_letter(letter_id, "email")
    mail = the_mail(letter_id)
    run(mail)
    run(mail)  # as after a restart
    (message,) = post_office
    assert message["To"] == PARENT.email
    assert message["Message-ID"] == f"<{mail.pk}@towpath>"
    text = message.as_string()
    assert "The next step in the letter is due by 16 October 2026" in text
    for personal in ("Robin", "Dunmore,", "Larkwood", "independent", "Carol"):
        assert personal not in text.replace(PARENT.email, "")
    letter = as_it_is(kept.Letter, letter_id)
    assert letter.state == "sent"
    assert the_mail(letter_id).reference == f"<{mail.pk}@towpath>"


def test_a_letter_and_its_email_are_queued_in_one_transaction_or_not_at_all():
    letter_id = a_checked_letter()
    send_letter(letter_id, "email")
    jobs = ProcrastinateJob.objects.filter(task_name="send_mail")
    (job,) = jobs
    assert job.args == {"actor_id": str(AP_OFFICER.id), "mail_id": str(the_mail(letter_id).pk)}
    with pytest.raises(Refused):
        send_letter(letter_id, "email")
    assert jobs.count() == 1


def test_a_server_that_is_away_is_tried_again_and_then_the_owner_is_told(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    letter_id = a_checked_letter()
    send_letter(letter_id, "email")
    mail = the_mail(letter_id)
    for _ in range(TRIES - 1):
        with pytest.raises(Again):
            run(mail)
        assert the_mail(letter_id).state == "waiting"
    run(mail)
    assert (the_mail(letter_id).state, the_mail(letter_id).tries) == ("failed", TRIES)
    letter = as_it_is(kept.Letter, letter_id)
    assert letter.state == "checked"
    assert "could not be reached" in letter.trouble
    send_letter(letter_id, "post")  # what the owner does then


def test_an_email_cut_off_while_it_was_sent_is_not_sent_again(post_office):
    letter_id = a_checked_letter()
    send_letter(letter_id, "email")
    with behind_the_walls():
        kept.Mail.objects.update(state="trying", tries=1)
    run(the_mail(letter_id))
    assert post_office == []
    assert "cannot be known whether it arrived" in as_it_is(kept.Letter, letter_id).trouble


def test_a_job_that_acts_for_nobody_is_not_run():
    with pytest.raises(NobodyActs):
        JOBS["send_mail"](mail_id=str(ROBIN))


def test_who_cannot_sign_in_is_written_to_by_post():
    letter_id = a_checked_letter()
    with behind_the_walls():
        kept.User.objects.filter(person_id=PARENT.id).update(is_active=False)
    with pytest.raises(Refused, match="cannot sign in here: send it by post"):
        send_letter(letter_id, "email")


def test_a_letter_read_before_somebody_changed_it_is_stale():
    letter = the_letters(a_decision())["Carol Dunmore"]
    write_letter(letter.pk, why="Another reason, after the call")
    assert version_of(letter) == letter.version + 1
    with as_(AP_OFFICER), pytest.raises(Refused, match="changed while you had it open"):
        letters.check(deed=deed(AP_OFFICER), letter_id=letter.pk, seen=letter.version)


def version_of(letter) -> int:
    with as_(AP_OFFICER, TODAY):
        return version(kept.Letter, letter.pk)
