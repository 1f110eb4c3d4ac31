"""Evidence in a browser's own words: what comes in, what does not, and how it goes out."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from lxml import html

import deeds
import papers
import scenes
from people import (
    AP_OFFICER,
    BROKER,
    OTHER_SENCO,
    PARENT,
    PROVIDER_LEAD,
    ROBIN,
    SENCO,
    SOCIAL_WORKER,
    STRANGER,
    TUTOR,
    as_,
    behind_the_walls,
)
from towpath.jobs.job import JOBS
from towpath.project import work
from towpath.records import models as kept
from web.test_note import signed_in
from web.test_referral import begun, carried, follow, tell, where
from web.walk import errors

work.register()
EMPTY: dict[str, Any] = {"file": ""}


def a_file(content: bytes | None = None, name: str = "letter.pdf", **instead: Any) -> Any:
    """The form as it is filled in, with its file."""
    return {
        **carried(),
        "asked": "other",
        "words": "Doctor’s letter",
        "written_by": "Dr Lowe",
        "dated_on-day": "1",
        "dated_on-month": "10",
        "dated_on-year": "2026",
        "shows": ["unable_to_attend"],
        "file": papers.sent(name, content),
        **instead,
    }


def adding(referral_id: UUID) -> str:
    return reverse("add_evidence", args=[ROBIN, referral_id])


def page_of(referral_id: UUID) -> str:
    return reverse("referral", args=[ROBIN, referral_id])


def file_at(evidence_id: UUID) -> str:
    return reverse("evidence_file", args=[ROBIN, evidence_id])


def all_evidence() -> list[kept.Evidence]:
    with as_(AP_OFFICER):
        return list(kept.Evidence.objects.order_by("added_at", "id"))


def a_draft(client: Client) -> str:
    """Where the files of a draft are added: everything else in it has been said."""
    draft = begun(client).rpartition("/question/")[0]
    tell(client, draft)
    return f"{draft}/evidence"


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content).text_content().split())


def typed(answer: Any, name: str) -> list[str]:
    return html.fromstring(answer.content).xpath(f"//input[@name='{name}']/@value")


def test_a_senco_adds_a_letter_to_a_draft_and_it_goes_with_the_referral():
    priya = signed_in(SENCO)
    here = a_draft(priya)
    assert where(follow(priya, here, a_file(papers.jpeg(), "IMG_0042.JPG"))) == here
    assert "IMG_0042.jpg" in text(priya.get(here))
    check = here.replace("/evidence", "/check")
    assert "IMG_0042.jpg" in text(priya.get(check))
    follow(priya, check, carried())
    (evidence,) = all_evidence()
    assert (evidence.name, evidence.shows, evidence.added_by_id) == (
        "IMG_0042.jpg",
        ["unable_to_attend"],
        SENCO.id,
    )
    with as_(SENCO):
        assert not kept.DraftFile.objects.exists()


def test_a_file_is_taken_out_of_a_draft_and_a_draft_thrown_away_takes_its_files():
    priya = signed_in(SENCO)
    here = a_draft(priya)
    priya.post(here, a_file())
    with as_(SENCO):
        key = kept.DraftFile.objects.get().pk
    follow(priya, f"{here}/{key}/remove", carried())
    with as_(SENCO):
        assert not kept.DraftFile.objects.exists()
    priya.post(here, a_file())
    priya.post(here.replace("/evidence", "/discard"))
    with as_(SENCO):
        assert not kept.DraftFile.objects.exists()


def test_a_draft_that_has_gone_leads_to_the_child_and_keeps_nothing():
    priya = signed_in(SENCO)
    here = a_draft(priya)
    priya.post(here.replace("/evidence", "/discard"))
    assert where(follow(priya, here, a_file())) == reverse("child", args=[ROBIN])
    assert "has been sent or thrown away" in text(priya.get(here, follow=True))


def test_a_social_worker_adds_a_report_and_the_officer_reads_under_which_criterion():
    referral_id = deeds.send(pathway="a2e")
    marcus = signed_in(SOCIAL_WORKER)
    answer = follow(marcus, adding(referral_id), a_file())
    assert "The file is with the referral" in text(answer)
    for path in (page_of(referral_id), reverse("decide_referral", args=[ROBIN, referral_id])):
        page = html.fromstring(signed_in(AP_OFFICER).get(path).content)
        (row,) = page.xpath(
            "//tr[th[contains(., 'due to illness or other reasons')]]"
            "/td[@data-label='What it rests on']"
        )
        said = " ".join(row.text_content().split())
        assert "Priya Raman, 14 October 2026" in said
        assert "Borne out by: letter.pdf" in said
        assert page.xpath(f"//a[@href='{file_at(all_evidence()[0].pk)}']")
        assert "not checked for viruses" in page.text_content().casefold()


def test_what_nobody_has_said_stands_as_not_said_and_what_the_record_has_as_the_records():
    referral_id = deeds.send(pathway="medical-pru", recorded=("unable_to_attend",))
    page = text(signed_in(AP_OFFICER).get(page_of(referral_id)))
    assert "Not said yet" in page
    assert "(The child’s record, 14 October 2026)" in page


def test_evidence_that_gates_on_medicine_shows_the_law_and_what_is_missing_decides_nothing():
    dana = signed_in(AP_OFFICER)
    gated = text(dana.get(page_of(deeds.send(pathway="medical-pru"))))
    assert "does not depend on a medical letter" in gated
    assert "Education Act 1996, section 19" in gated
    assert "Asked for. With this there is enough" in gated
    assert "Not here. That is something to ask about, and no answer by itself" in gated
    free = text(dana.get(page_of(deeds.send(pathway="a2e"))))
    assert "does not depend on a medical letter" not in free
    assert "Never a reason to wait" in free
    assert "May be asked for" in free


LARGE = "This file is 30 MB, and may be 10 MB at most"
BAD = [
    (papers.jpeg(30_000_000), "photo.jpg", LARGE),
    (papers.jpeg(15_000_000), "photo.jpg", "This file is 15 MB"),
    (papers.PROGRAM, "letter.pdf", "This is a program, whatever its name says"),
    (papers.packed(), "letters.zip", "This is a ZIP folder"),
    (papers.packed("word/document.xml"), "report.docx", "save it as a PDF"),
    (papers.HEIC, "IMG_0042.HEIC", "take a screenshot"),
    (papers.PAGE, "letter.pdf", "This is a web page"),
    (b"", "letter.pdf", "empty"),
    (b"Dear Ms Raman", "letter.txt", "none of the kinds of file"),
]


@pytest.mark.parametrize(("content", "name", "words"), BAD, ids=[words for *_, words in BAD])
def test_a_bad_file_is_refused_at_its_box_and_what_was_typed_is_kept(
    content: bytes, name: str, words: str
):
    priya = signed_in(SENCO)
    draft = a_draft(priya)
    referral_id = deeds.send()
    for path in (adding(referral_id), draft):
        answer = priya.post(path, a_file(content, name))
        assert answer.status_code == 422
        assert words in errors(answer)["#id_file"]
        page = html.fromstring(answer.content)
        assert page.xpath("//*[contains(@class, 'error-summary')]//a/@href") == ["#id_file"]
        assert typed(answer, "written_by") == ["Dr Lowe"]
        assert typed(answer, "words") == ["Doctor’s letter"]
        assert page.xpath("//input[@name='asked' and @checked]/@value") == ["other"]
        assert page.xpath("//input[@name='shows' and @checked]/@value") == ["unable_to_attend"]
    assert all_evidence() == []
    with as_(SENCO):
        assert not kept.DraftFile.objects.exists()


def test_a_pdf_bomb_is_kept_as_it_is_and_never_unpacked():
    referral_id = deeds.send()
    bomb = papers.bomb()
    signed_in(SENCO).post(adding(referral_id), a_file(bomb))
    (evidence,) = all_evidence()
    assert evidence.size == len(bomb) < 1_000_000
    assert signed_in(AP_OFFICER).get(file_at(evidence.pk)).content == bomb


@pytest.mark.parametrize(
    ("instead", "box", "words"),
    [
        ({"asked": ""}, "asked", "What is it?"),
        ({"words": ""}, "words", "Say in a few words what this is"),
        ({"words": "x" * 40_000}, "words", "Say what it is in 200 characters or fewer"),
        ({"written_by": ""}, "written_by", "Who wrote it?"),
        ({"dated_on-year": "2090"}, "dated_on-day", "must be today or in the past"),
        ({"dated_on-month": "13"}, "dated_on-month", "must have a real month"),
        (EMPTY, "file", "Choose a file"),
    ],
)
def test_what_is_wrong_elsewhere_is_said_there_and_that_the_file_must_be_chosen_again(
    instead: dict[str, Any], box: str, words: str
):
    answer = signed_in(SENCO).post(adding(deeds.send()), a_file(**instead))
    assert answer.status_code == 422
    assert words in errors(answer)[f"#id_{box}"]
    if box != "file":
        assert "Choose the file again" in text(answer)


def test_words_pasted_with_emoji_and_a_table_are_kept_as_they_are():
    referral_id = deeds.send()
    pasted = "Attendance 🙂\tSeptember\t12%"
    signed_in(SENCO).post(adding(referral_id), a_file(words=pasted, written_by="Zoë 🙂 Åström"))
    (evidence,) = all_evidence()
    assert (evidence.words, evidence.written_by) == (pasted, "Zoë 🙂 Åström")


def test_a_connection_dropped_in_the_middle_keeps_no_file_and_what_had_arrived():
    referral_id = deeds.send()
    whole = encode_multipart(BOUNDARY, a_file(papers.jpeg(50_000), "photo.jpg"))
    priya = signed_in(SENCO)
    answer = priya.generic("POST", adding(referral_id), whole[:30_000], MULTIPART_CONTENT)
    assert answer.status_code == 422
    assert "Choose a file" in errors(answer)["#id_file"]
    assert typed(answer, "written_by") == ["Dr Lowe"]
    assert all_evidence() == []


def test_nobody_unknown_brings_in_a_single_byte():
    seen: list[int] = []
    request = {**a_file(papers.jpeg(1_000_000))}
    answer = Client().post("/sign-in/", request)
    seen += [file.size for file in answer.wsgi_request.FILES.values()]
    assert seen == []


def test_the_same_form_sent_twice_keeps_one_file():
    referral_id, form = deeds.send(), a_file()
    priya = signed_in(SENCO)
    priya.post(adding(referral_id), form)
    form["file"] = papers.sent()
    assert priya.post(adding(referral_id), form).status_code == 302
    assert len(all_evidence()) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("letter.pdf", 'attachment; filename="letter.pdf"'),
        ("letter 🙂.pdf", f"attachment; filename*=utf-8''{quote('letter 🙂.pdf')}"),
        ('"><script>.pdf', 'attachment; filename="><script>.pdf"'),
    ],
)
def test_a_file_goes_out_to_be_saved_and_never_shown_and_who_opened_it_is_kept(
    name: str, said: str
):
    referral_id = deeds.send()
    signed_in(SENCO).post(adding(referral_id), a_file(name=name))
    (evidence,) = all_evidence()
    answer = signed_in(AP_OFFICER).get(file_at(evidence.pk))
    assert answer.content == papers.pdf()
    assert answer["Content-Disposition"] == said
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "'self'" not in answer["Content-Security-Policy"]
    with as_(AP_OFFICER):
        opened = kept.Opened.objects.get(page="evidence_file")
    assert (opened.person_id, opened.about) == (AP_OFFICER.id, evidence.pk)


@pytest.mark.parametrize("member", [PARENT, STRANGER, TUTOR, OTHER_SENCO, PROVIDER_LEAD])
def test_whoever_is_not_round_the_child_opens_no_file(member: Any):
    scenes.robin_is_placed()
    with behind_the_walls():
        evidence = scenes.a_letter_came_with(kept.Referral.objects.get().pk)
    assert signed_in(member).get(file_at(evidence.pk)).status_code in (403, 404)


def test_a_held_file_is_shown_as_being_checked_and_does_not_open(settings: Any):
    settings.CLAMAV = ("127.0.0.1", 9)
    referral_id = deeds.send()
    evidence_id = deeds.add_evidence(referral_id)
    dana = signed_in(AP_OFFICER)
    page = dana.get(page_of(referral_id))
    assert "Being checked for viruses" in text(page)
    assert file_at(evidence_id) not in page.content.decode()
    answer = dana.get(file_at(evidence_id), follow=True)
    assert "letter.pdf cannot be opened: it is being checked for viruses" in text(answer)
    assert b"%PDF" not in answer.content


def test_an_infected_file_stands_on_the_desk_of_both_until_it_is_taken_back(settings: Any):
    from scanner import VIRUS, scanning

    with scanning() as scanner:
        settings.CLAMAV = scanner.address
        referral_id = deeds.send()
        evidence_id = deeds.add_evidence(referral_id, content=papers.pdf() + VIRUS)
        JOBS["check_evidence"](actor_id=str(SENCO.id), evidence_id=str(evidence_id))
    for member in (SENCO, AP_OFFICER):
        desk = text(signed_in(member).get("/"))
        assert "A file of evidence needs your attention" in desk
        assert papers.EICAR in desk
    for member in (BROKER, SOCIAL_WORKER):
        assert "needs your attention" not in text(signed_in(member).get("/"))
    priya = signed_in(SENCO)
    assert f"a virus was found in it: {papers.EICAR}" in text(priya.get(page_of(referral_id)))
    form = {**carried(2), "why": "I have asked the surgery to send it again"}
    assert "The file is taken back" in text(
        follow(priya, reverse("withdraw_evidence", args=[ROBIN, evidence_id]), form)
    )
    assert "needs your attention" not in text(priya.get("/"))


def test_a_file_is_taken_back_with_a_reason_and_opens_no_more():
    referral_id = deeds.send()
    evidence_id = deeds.add_evidence(referral_id)
    priya = signed_in(SENCO)
    here = reverse("withdraw_evidence", args=[ROBIN, evidence_id])
    assert priya.post(here, {**carried(1), "why": "."}).status_code == 422
    follow(priya, here, {**carried(1), "why": "It is another child’s"})
    page = priya.get(page_of(referral_id))
    assert "Taken back: It is another child’s" in text(page)
    assert file_at(evidence_id) not in page.content.decode()
    assert "cannot be opened" in text(priya.get(file_at(evidence_id), follow=True))


def test_an_officer_asks_for_a_check_again(settings: Any):
    settings.CLAMAV = ("127.0.0.1", 9)
    referral_id = deeds.send()
    evidence_id = deeds.add_evidence(referral_id)
    again = reverse("recheck_evidence", args=[ROBIN, evidence_id])
    answer = follow(signed_in(AP_OFFICER), again, carried())
    assert "as soon as the scanner answers" in text(answer)
    assert signed_in(SENCO).post(again, carried()).status_code == 403


def test_a_referral_with_many_files_asks_no_more_of_the_database(django_assert_num_queries: Any):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    referral_id = deeds.send()
    deeds.add_evidence(referral_id, content=papers.pdf("first"))
    dana = signed_in(AP_OFFICER)
    dana.get(page_of(referral_id))
    with CaptureQueriesContext(connection) as few:
        dana.get(page_of(referral_id))
    for number in range(8):
        deeds.add_evidence(referral_id, content=papers.pdf(str(number)))
    with django_assert_num_queries(len(few)):
        dana.get(page_of(referral_id))
    assert not any('"content"' in query["sql"] for query in few)


def test_two_files_in_one_form_keep_the_last_and_three_are_too_many():
    referral_id = deeds.send()
    one, two = (papers.sent(name, papers.pdf(name)) for name in ("a.pdf", "b.pdf"))
    priya = signed_in(SENCO)
    priya.post(adding(referral_id), a_file(file=[one, two]))
    assert [evidence.name for evidence in all_evidence()] == ["b.pdf"]
    three = [SimpleUploadedFile(f"{n}.pdf", papers.pdf(str(n))) for n in range(3)]
    assert priya.post(adding(referral_id), a_file(file=three)).status_code == 400
