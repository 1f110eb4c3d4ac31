"""The desk of pages, and a change from the box it is typed in to the public page."""

import pytest
from django.urls import reverse

from deeds import send
from people import AP_OFFICER, BY_PART, HEAD_OF_SERVICE, PARENT, SENCO, as_
from towpath.records import models as kept
from web.walk import errors, form_on, read, signed_in, words

COMMISSIONER, EVALUATOR = BY_PART["commissioner"], BY_PART["evaluator"]
EDIT_ABOUT = reverse("propose_policy", args=["page", "about"])
WHY = "Plainer, as families asked"


def typed(member, path: str, **change: str):
    browser = signed_in(member)
    return browser.post(path, form_on(browser.get(path)) | change, follow=True)


def a_change() -> str:
    """The address of a change to the page about alternative provision, proposed by Owen Pryce."""
    text = form_on(signed_in(COMMISSIONER).get(EDIT_ABOUT))["text"]
    typed(COMMISSIONER, EDIT_ABOUT, text=text.replace("What it means", "What AP means"), why=WHY)
    with as_(COMMISSIONER):
        return reverse("proposal", args=[kept.Proposal.objects.get().pk])


@pytest.mark.parametrize("member", [HEAD_OF_SERVICE, EVALUATOR, COMMISSIONER, AP_OFFICER])
def test_those_who_keep_pages_find_them_from_their_first_page(member):
    home = read(signed_in(member).get("/"))
    assert reverse("pages") in home.xpath("//a/@href")
    said = words(signed_in(member).get(reverse("pages")))
    assert "What alternative provision is" in said
    assert "late" in said  # the council's own page was due by the end of 2025
    assert "Cite the guidance in force" in said


def test_an_overdue_page_is_on_its_owners_desk():
    assert "of yours in the guide" in words(signed_in(HEAD_OF_SERVICE).get("/"))


@pytest.mark.parametrize("member", [SENCO, PARENT])
def test_it_is_closed_to_everybody_else(member):
    assert signed_in(member).get(reverse("pages")).status_code == 403
    assert signed_in(member).get(EDIT_ABOUT).status_code == 403


def test_a_change_goes_from_the_box_to_the_public_page():
    change = a_change()
    said = words(signed_in(EVALUATOR).get(change))
    assert "Out: summary" in said
    assert "In: summary" in said
    assert "What AP means" not in words(signed_in(PARENT).get("/guide/surrey/about"))
    typed(EVALUATOR, change, do="check_policy", reason="Read against the old page")
    typed(HEAD_OF_SERVICE, change, do="publish_policy", reason="Agreed at the meeting")
    assert "What AP means" in words(signed_in(PARENT).get("/guide/surrey/about"))
    assert "Change published" in words(signed_in(EVALUATOR).get(change))


def test_faults_are_listed_by_line_and_what_was_typed_is_kept():
    browser = signed_in(COMMISSIONER)
    form = form_on(browser.get(EDIT_ABOUT))
    broken = form["text"].replace("page:strategy", "page:strategie").replace("order = 1", "")
    answer = browser.post(EDIT_ABOUT, form | {"text": broken, "why": WHY})
    said = words(answer)
    assert answer.status_code == 422
    assert "order is missing" in said
    assert "no page is called strategie. Perhaps strategy" in said
    assert "strategie" in form_on(answer)["text"]
    assert "#id_text" in errors(answer)


def test_the_proposer_is_not_offered_the_check_nor_an_evaluator_the_publishing():
    change = a_change()
    assert "I have read it" not in words(signed_in(COMMISSIONER).get(change))
    typed(EVALUATOR, change, do="check_policy", reason="Read against the old page")
    assert "Publish it" not in words(signed_in(EVALUATOR).get(change))


def test_the_effect_of_a_pathway_leads_to_the_child_for_those_who_see_it():
    send()
    path = reverse("propose_policy", args=["pathway", "independent"])
    text = form_on(signed_in(COMMISSIONER).get(path))["text"].replace("\r\n", "\n")
    later = text[text.index("[[version]]") :].replace("2023-07-01", "2026-11-02", 1)
    later = later.replace('  { fact = "unable_to_attend", in = ["illness", "other"] },\n', "")
    typed(COMMISSIONER, path, text=f"{text}\n{later}", why=WHY)
    with as_(COMMISSIONER):
        change = reverse("proposal", args=[kept.Proposal.objects.get().pk])
    answer = typed(AP_OFFICER, change, do="count_effect", reason="To see what it does")
    assert "of 1 referral, 1 waiting for a decision and 0 already decided" in words(answer)
    assert "Robin Dunmore" in words(answer)
    assert "In: valid_from = 2026-11-02" in words(answer)
    assert "In: name" not in words(answer)
    said = words(signed_in(COMMISSIONER).get(change))
    assert "Which they are is for those who see the children" in said
    assert "Robin" not in said


def test_what_the_public_said_of_a_page_reaches_its_owner():
    from django.test import Client

    stranger, path = Client(), "/guide/surrey/about/feedback"
    form = form_on(stranger.get(path))
    stranger.post(path, form | {"helpful": "no", "words": "Who do I ring?"})
    owner = signed_in(HEAD_OF_SERVICE)
    assert "0 yes, 1 no" in words(owner.get(reverse("pages")))
    assert "Who do I ring?" in words(owner.get(reverse("pages_said", args=["about"])))
