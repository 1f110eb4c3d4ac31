"""Evidence: with a referral, behind its walls, and out of reach until it is known to be clean."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

import papers
import scenes
from deeds import (
    PAPER,
    TOMORROW,
    add_evidence,
    decide,
    send,
    take_back,
    the_finding,
    version,
    withdraw,
)
from people import (
    AP_OFFICER,
    BROKER,
    CAST,
    HEAD_TEACHER,
    OTHER_OFFICER,
    OTHER_SENCO,
    PARENT,
    ROBIN,
    SECOND_PARENT,
    SENCO,
    SOCIAL_WORKER,
    TODAY,
    TUTOR,
    YOUNG_PERSON,
    as_,
    behind_the_walls,
    clock,
    deed,
)
from race import in_threads
from scanner import VIRUS, Scanner, scanning
from towpath.actions import draft as drafts
from towpath.actions import evidence as act
from towpath.actions.action import NotAllowed, NotThere, Refused
from towpath.jobs.job import JOBS, Again
from towpath.outside.clamav import Unanswered, scan
from towpath.project import work
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY
from towpath.records.evidence import Trouble, troubles

work.register()
INFECTED = papers.pdf("not well") + VIRUS


@pytest.fixture
def scanner(settings) -> Iterator[Scanner]:
    """A scanner that this installation asks."""
    with scanning() as found:
        settings.CLAMAV = found.address
        yield found


def the_evidence(evidence_id: UUID, by=AP_OFFICER) -> kept.Evidence:
    """A file as this person reads it."""
    with as_(by):
        return kept.Evidence.objects.get(pk=evidence_id)


def documents(by) -> list[bytes]:
    """The evidence that this person could read, byte for byte."""
    with as_(by):
        rows = kept.Document.objects.filter(kind="evidence")
        return [bytes(content) for content in rows.values_list("content", flat=True)]


def check(evidence_id: UUID, by=SENCO) -> None:
    """What the queue does, for whoever added the file."""
    JOBS["check_evidence"](actor_id=str(by.id), evidence_id=str(evidence_id))


def waits(by) -> list[Trouble]:
    """The files that want this person, a day after TODAY."""
    with as_(by, TOMORROW):
        return troubles(by.id, AUTHORITY, clock(TOMORROW, 10).now)


def test_where_nobody_checks_a_file_is_kept_at_once_and_says_so():
    evidence = the_evidence(add_evidence(send()))
    assert (evidence.state, evidence.name, evidence.written_by) == (
        "unchecked",
        "letter.pdf",
        "Dr Lowe",
    )
    assert documents(AP_OFFICER) == [papers.pdf()]
    with as_(AP_OFFICER):
        event = kept.Event.objects.get(verb="add_evidence")
        document = kept.Document.objects.get(evidence=evidence)
    assert (event.about, event.about_id, event.reason) == ("evidence", evidence.pk, "letter.pdf")
    assert (document.media_type, document.person_id) == ("application/pdf", None)


@pytest.mark.parametrize("by", [SENCO, HEAD_TEACHER, AP_OFFICER, BROKER, SOCIAL_WORKER])
def test_the_school_the_council_and_those_involved_add_evidence(by):
    assert the_evidence(add_evidence(send(), by)).added_by_id == by.id


@pytest.mark.parametrize("by", [PARENT, TUTOR, SECOND_PARENT, OTHER_SENCO])
def test_nobody_else_adds_evidence(by):
    scenes.robin_is_placed()
    with behind_the_walls():
        referral_id = kept.Referral.objects.get().pk
    with pytest.raises((NotAllowed, NotThere)):
        add_evidence(referral_id, by)


def test_family_and_provider_read_nothing_that_professionals_sent():
    referral_id = send()
    add_evidence(referral_id)
    reads = {member.part for member in CAST if documents(member)}
    assert reads >= {"senco", "ap_officer", "social_worker", "head_teacher"}
    assert not reads & {"parent", "second_parent", "young_person", "tutor", "provider_lead"}


def test_a_parents_own_letter_is_theirs_and_those_round_the_child_s_and_no_other_parents():
    referral_id = scenes.robin_is_referred()
    with behind_the_walls():
        scenes.a_letter_came_with(referral_id, PARENT, own=True)
        kept.CourtBar.objects.update(period=(TODAY, TODAY + timedelta(days=1)))
    for member in (PARENT, SENCO, AP_OFFICER):
        assert documents(member), member.part
    for member in (SECOND_PARENT, YOUNG_PERSON, TUTOR):
        assert not documents(member), member.part


def test_a_restricted_record_closes_its_evidence_to_whoever_is_not_of_its_circle():
    referral_id = send()
    add_evidence(referral_id)
    scenes.robins_record_is_restricted(AP_OFFICER.id)
    assert documents(AP_OFFICER)
    assert not documents(SENCO)
    assert not documents(OTHER_OFFICER)


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (replace(PAPER, asked="made-up"), "asked"),
        (replace(PAPER, words=" . "), "words"),
        (replace(PAPER, written_by="n/a"), "written_by"),
        (replace(PAPER, dated_on=TOMORROW), "dated_on"),
    ],
)
def test_a_file_says_what_it_is_by_whom_and_no_date_to_come(paper, field):
    with pytest.raises(Refused) as refused:
        add_evidence(send(), paper=paper)
    assert refused.value.field == field


def test_what_it_bears_out_are_facts_that_the_pathway_rests_on():
    paper = replace(PAPER, shows=("permanently_excluded_on", "unable_to_attend", "rubbish"))
    evidence = the_evidence(add_evidence(send(pathway="a2e"), paper=paper))
    assert evidence.shows == ["permanently_excluded_on", "unable_to_attend"]


def test_the_same_file_twice_and_one_too_many_are_refused_where_the_file_is():
    referral_id = send()
    add_evidence(referral_id)
    with pytest.raises(Refused, match="with the referral already"):
        add_evidence(referral_id)
    for number in range(11):
        add_evidence(referral_id, content=papers.pdf(str(number)))
    with pytest.raises(Refused, match="may have 12 files") as refused:
        add_evidence(referral_id, content=papers.pdf("thirteenth"))
    assert refused.value.field == "file"


def test_nothing_is_added_to_a_referral_that_has_ended():
    referral_id = send()
    withdraw(referral_id)
    with pytest.raises(Refused, match="has ended"):
        add_evidence(referral_id)


def test_evidence_makes_an_open_decision_page_stale():
    referral_id = send()
    seen = version(kept.Referral, referral_id) or 1
    add_evidence(referral_id)
    with pytest.raises(Refused, match="changed while you had it open"):
        decide(referral_id, seen=seen)


def test_files_however_many_and_however_few_change_no_verdict():
    facts = {"unable_to_attend": "illness", "lives_in_authority": True}
    verdicts = []
    for come in (0, 2):
        referral_id = send(pathway="medical-pru", facts=facts)
        for number in range(come):
            add_evidence(referral_id, content=papers.pdf(str(number)))
        decision_id = decide(referral_id, "return_for_information", missing=("medical_evidence",))
        verdicts.append(the_finding(decision_id).verdict)
        withdraw(referral_id)
    assert verdicts[0] == verdicts[1]
    assert not [r for r in verdicts[0]["reasons"] if r["result"] == "not_met"]


def test_a_file_is_held_until_it_is_clean(scanner: Scanner):
    evidence_id = add_evidence(send())
    assert the_evidence(evidence_id).state == "held"
    assert not documents(SENCO)
    assert not documents(AP_OFFICER)
    with as_(AP_OFFICER):
        (job,) = ProcrastinateJob.objects.filter(task_name="check_evidence")
    assert job.args == {"actor_id": str(SENCO.id), "evidence_id": str(evidence_id)}
    check(evidence_id)
    assert scanner.given == [papers.pdf()]
    assert the_evidence(evidence_id).state == "clean"
    assert documents(AP_OFFICER) == [papers.pdf()]
    with as_(AP_OFFICER):
        assert kept.Quarantine.objects.get().content is None


def test_an_infected_file_is_never_served_its_bytes_go_and_both_are_told(scanner: Scanner):
    evidence_id = add_evidence(send(), content=INFECTED)
    check(evidence_id)
    evidence = the_evidence(evidence_id)
    assert (evidence.state, evidence.found, evidence.name) == (
        "infected",
        papers.EICAR,
        "letter.pdf",
    )
    assert not documents(AP_OFFICER)
    with as_(AP_OFFICER):
        assert kept.Quarantine.objects.get().content is None
        event = kept.Event.objects.get(verb="check_evidence")
    assert (event.reason_code, event.reason) == ("infected", f"letter.pdf: {papers.EICAR}")
    assert event.owner_id == AP_OFFICER.id
    for told in (SENCO, AP_OFFICER):
        assert [trouble.found for trouble in waits(told)] == [papers.EICAR]
    assert not waits(OTHER_OFFICER)
    take_back(evidence_id, AP_OFFICER, why="The sender was told and will send it again")
    assert not waits(SENCO)
    assert not waits(AP_OFFICER)


def test_a_file_checked_twice_is_checked_once(scanner: Scanner):
    evidence_id = add_evidence(send())
    check(evidence_id)
    check(evidence_id)
    assert len(scanner.given) == 1


def test_a_scanner_that_is_away_keeps_the_file_held_and_the_owner_hears_of_it_after_a_day(settings):
    with scanning() as gone:
        settings.CLAMAV = gone.address
    referral_id = send()
    evidence_id = add_evidence(referral_id)
    with pytest.raises(Again, match="cannot be reached"):
        check(evidence_id)
    assert the_evidence(evidence_id).state == "held"
    with as_(AP_OFFICER):
        assert not troubles(AP_OFFICER.id, AUTHORITY, clock(TODAY, 23).now)
    assert [trouble.name for trouble in waits(AP_OFFICER)] == ["letter.pdf"]
    with as_(AP_OFFICER):
        act.check_again(deed=deed(AP_OFFICER), evidence_id=evidence_id)
        jobs = ProcrastinateJob.objects.filter(task_name="check_evidence")
        asked_for = {job.args["actor_id"] for job in jobs}
    assert asked_for == {str(SENCO.id), str(AP_OFFICER.id)}
    with scanning() as back:
        settings.CLAMAV = back.address
        check(evidence_id, AP_OFFICER)
    assert the_evidence(evidence_id).state == "clean"


@pytest.mark.parametrize(
    "says",
    [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: something else ERROR\0", b"\xff\0"],
)
def test_a_scanner_that_does_not_say_has_not_said_that_it_is_clean(scanner: Scanner, says: bytes):
    scanner.says = says
    evidence_id = add_evidence(send())
    with pytest.raises(Again, match="gave no verdict"):
        check(evidence_id)
    assert the_evidence(evidence_id).state == "held"


def test_what_was_found_is_named_as_the_scanner_names_it(scanner: Scanner):
    assert scan(scanner.address, b"well" * 100_000) == ""
    assert scan(scanner.address, VIRUS) == papers.EICAR
    scanner.says = b"stream: A b (c) FOUND\0"
    assert scan(scanner.address, b"x") == "A b (c)"
    with pytest.raises(Unanswered):
        scan("/nowhere/clamd.ctl", b"x")


def test_a_scanner_that_is_no_longer_set_lets_nothing_out(scanner: Scanner, settings):
    evidence_id = add_evidence(send())
    settings.CLAMAV = None
    with pytest.raises(Again, match="TOWPATH_CLAMAV"):
        check(evidence_id)
    assert the_evidence(evidence_id).state == "held"


def test_whoever_added_a_file_takes_it_back_and_so_does_the_council_and_nobody_else():
    evidence_id = add_evidence(send())
    with pytest.raises(NotAllowed, match="Only whoever added"):
        take_back(evidence_id, SOCIAL_WORKER)
    take_back(evidence_id)
    evidence = the_evidence(evidence_id)
    assert (evidence.state, evidence.why) == ("withdrawn", "It is another child’s")
    with pytest.raises(Refused, match="taken back"):
        take_back(evidence_id, AP_OFFICER)
    add_evidence(evidence.referral_id)  # the same again, now that it is not there


def test_a_file_taken_back_while_it_is_held_leaves_no_bytes(scanner: Scanner):
    evidence_id = add_evidence(send())
    take_back(evidence_id)
    check(evidence_id)
    assert scanner.given == []
    assert the_evidence(evidence_id).state == "withdrawn"
    with as_(AP_OFFICER):
        assert kept.Quarantine.objects.get().content is None


def a_draft(pathway: str = "independent") -> UUID:
    """Priya Raman has begun a referral."""
    with as_(SENCO):
        return drafts.begin(
            person_id=SENCO.id, child_id=ROBIN, pathway=pathway, facts={}, clock=clock()
        )


def add_to(draft_id: UUID, content: bytes, name: str = "letter.pdf") -> None:
    with as_(SENCO):
        drafts.add_file(
            draft_id=draft_id,
            authority_id=AUTHORITY,
            paper=PAPER,
            name=name,
            content=content,
            clock=clock(),
        )


def test_what_was_added_to_a_draft_goes_with_the_referral(scanner: Scanner):
    draft_id = a_draft()
    add_to(draft_id, papers.pdf())
    add_to(draft_id, papers.jpeg(), "photo.JPG")
    referral_id = send(draft_id=draft_id)
    with as_(AP_OFFICER):
        rows = kept.Evidence.objects.filter(referral_id=referral_id).order_by("id")
        held = [(row.name, row.state, row.words, row.shows) for row in rows]
        assert kept.Event.objects.get().verb == "send_referral"
    assert held == [
        ("letter.pdf", "held", "Doctor’s letter", ["unable_to_attend"]),
        ("photo.jpg", "held", "Doctor’s letter", ["unable_to_attend"]),
    ]


def test_nobody_sends_anothers_files_or_those_of_another_draft():
    add_to(draft_id := a_draft(), papers.pdf())
    send(by=SOCIAL_WORKER, draft_id=draft_id)
    with as_(AP_OFFICER):
        assert not kept.Evidence.objects.exists()


def test_a_draft_takes_its_files_with_it_when_it_goes():
    for end in (
        lambda key: drafts.discard(draft_id=key),
        lambda key: drafts.purge(clock=clock(TODAY + timedelta(days=31))),
    ):
        add_to(draft_id := a_draft(), papers.pdf())
        with as_(SENCO):
            gone = end(draft_id)
            assert gone in (None, 1)
            assert not kept.DraftFile.objects.exists()


def test_two_files_at_once_are_both_kept_and_never_one_too_many(county_of_its_own):
    referral_id = send()
    for number in range(10):
        add_evidence(referral_id, content=papers.pdf(str(number)))
    found = in_threads(
        *(
            partial(add_evidence, referral_id, by, content=papers.pdf(by.part))
            for by in (SENCO, SOCIAL_WORKER, AP_OFFICER, HEAD_TEACHER)
        )
    )
    assert sum(isinstance(one, UUID) for one in found) == 2
    assert sum(isinstance(one, Refused) and one.field == "file" for one in found) == 2
    with as_(AP_OFFICER):
        assert kept.Evidence.objects.count() == 12


def test_two_windows_on_one_draft_never_make_one_file_too_many(county_of_its_own):
    draft_id = a_draft()
    for number in range(11):
        add_to(draft_id, papers.pdf(str(number)))
    found = in_threads(*(partial(add_to, draft_id, papers.pdf(word)) for word in ("a", "b")))
    assert sum(one is None for one in found) == 1
    with as_(SENCO):
        assert kept.DraftFile.objects.count() == 12
