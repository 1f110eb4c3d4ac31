"""The public guide: open to anyone, the same for everyone, and drawn from what was published."""

from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from paper import aloud
from people import HEAD_OF_SERVICE, as_, behind_the_walls
from towpath.records import models as kept
from towpath.records.policy import published
from web.walk import errors, form_on, read, signed_in, words

COUNCIL = "surrey"
PATHWAYS = (
    *("a2e", "online-school", "arts", "outdoor", "life", "pru", "medical-pru", "hope"),
    *("independent", "eotas", "inclusion-outreach", "autism-outreach"),
)


@pytest.fixture
def anyone(db) -> Client:
    return Client()


def at(route: str, *keys: str) -> str:
    return reverse(route, args=[COUNCIL, *keys])


def test_the_contents_lead_to_every_page_and_every_page_opens(anyone):
    links = read(anyone.get(at("guide"))).xpath("//main//a/@href")
    assert len(links) == len(published(COUNCIL).pages) == 21
    for link in links:
        page = anyone.get(link)
        assert page.status_code == 200, link
        assert "may still owe education" in words(page)
        assert "Last reviewed" in words(page)


def test_every_link_within_the_guide_leads_somewhere(anyone):
    for page in published(COUNCIL).pages:
        answer = anyone.get(at("guide_page", page.id), follow=True)
        for href in read(answer).xpath("//main//a/@href"):
            if href.startswith("/"):
                assert anyone.get(href, follow=True).status_code == 200, (page.id, href)


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_a_pathways_page_says_what_its_policy_says(anyone, pathway):
    said = words(anyone.get(at("guide_pathway", pathway))).casefold()
    version = published(COUNCIL).pathway(pathway).versions[-1]
    clauses = (*version.criteria, version.referral, *version.evidence, *version.steps)
    for words_ in (*version.offer, *(c.words for c in (*clauses, *version.limits))):
        assert " ".join(words_.split()).casefold() in said


def test_a_page_is_named_by_its_text_and_need_not_be_sent_twice(anyone):
    first = anyone.get(at("guide_pathway", "a2e"))
    assert "public" in first["Cache-Control"]
    again = anyone.get(at("guide_pathway", "a2e"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_the_same_page_for_whoever_is_signed_in(anyone):
    mine = signed_in(HEAD_OF_SERVICE).get(at("guide"))
    assert mine.content == anyone.get(at("guide")).content


def test_a_stranger_finds_the_guide_from_the_first_page(anyone):
    assert at("guide") in read(anyone.get("/")).xpath("//a/@href")
    assert anyone.get("/guide/").url == at("guide")


def test_a_council_known_by_name_alone_has_no_guide(anyone):
    with behind_the_walls():
        kept.Authority.objects.create(code="elsewhere", name="Elsewhere")
    assert anyone.get("/guide/elsewhere/").status_code == 404
    assert anyone.get("/guide/").url == at("guide")


@pytest.mark.parametrize("path", ["/guide/nowhere/", "/guide/surrey/nothing"])
def test_what_is_not_there_is_not_there(anyone, path):
    assert anyone.get(path).status_code == 404


def test_an_overdue_page_says_so_and_a_stale_source_is_told_to_the_reader(anyone):
    said = words(anyone.get(at("guide_page", "strategy")))
    assert "was due by 31 December 2025 and has not been recorded" in said
    assert "now called a suspension" in said
    assert "has not yet been told" in said
    assert "guidance in force" in words(anyone.get(at("guide_page", "about")))


def test_easy_read_is_one_link_away(anyone):
    page = read(anyone.get(at("guide_pathway", "a2e")))
    (href,) = page.xpath("//a[text()='Easy Read']/@href")
    assert "teaching for a short time" in words(anyone.get(href))


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_a_leaflet_is_tagged_and_says_what_the_page_says(anyone, pathway):
    answer = anyone.get(at("guide_leaflet", pathway))
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        said = " ".join(aloud.text(pdf).split()).casefold()
    for criterion in published(COUNCIL).pathway(pathway).versions[-1].criteria:
        assert " ".join(criterion.words.split()).casefold() in said
    assert "may still owe education" in said


def send(anyone: Client, **typed: str):
    path = at("guide_feedback", "about")
    return anyone.post(path, form_on(anyone.get(path)) | {"helpful": "no", **typed})


def test_feedback_lands_with_the_council_and_the_reply_address_apart(anyone):
    answer = send(anyone, words="Say who to ring", reply_to="someone@example.org")
    assert "Thank you" in words(answer)
    with as_(HEAD_OF_SERVICE):
        (row,) = kept.Feedback.objects.all()
        assert (row.page, row.helpful, row.words) == ("about", False, "Say who to ring")
        assert row.reply.email == "someone@example.org"
    assert not kept.Feedback.objects.exists()  # whoever said it cannot read it back


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("Write to jo@example.org", "an email address"),
        ("Ring me on 01632 960123", "a telephone number"),
        ("We live at GU21 6XR", "a postcode"),
        ("UPN F936990120001", "a unique pupil number"),
        ("NHS 943 476 5919", "an NHS number"),
        ("Mrs Dunmore never rang", "a person’s name"),
        ("my son Robin is ill", "a child’s name"),
        ("born 02/03/2012", "a date"),
    ],
)
def test_feedback_that_names_somebody_is_not_kept_and_says_what_to_take_out(anyone, typed, what):
    answer = send(anyone, words=typed)
    assert answer.status_code == 422
    assert what in errors(answer)["#id_words"]
    assert typed in words(answer)  # what was typed is still there
    with as_(HEAD_OF_SERVICE):
        assert not kept.Feedback.objects.exists()


def test_the_seventh_feedback_of_an_hour_waits(anyone):
    assert all(send(anyone).status_code == 200 for _ in range(6))
    assert "Wait an hour" in words(send(anyone))
