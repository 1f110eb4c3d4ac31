"""The finder, page by page: what a parent sees, and that nothing of it is kept."""

import io
import re
from urllib.parse import parse_qsl, urlsplit

import pikepdf
import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paper import aloud
from people import AP_OFFICER, OTHER_SENCO, PARENT, ROBIN, SENCO, TUTOR, as_
from towpath.records import models as kept
from web.test_referral import carried, follow, tell, where
from web.walk import errors, read, signed_in, words

FINDER = "/guide/surrey/finder/"
# Nothing fits a child who is in school, well, and in no trouble.
NOTHING = {
    "attendance": "full_time",
    "unable_to_attend": "no",
    "permanently_excluded_on": "no",
    "at_risk_of_exclusion": "no",
    "age": "9",
    "needs": "none",
    "ehc_plan": "none",
    "identified_send_need": "no",
    "lives_in_authority": "yes",
}
ILL = {"age": "13", "lives_in_authority": "yes", "unable_to_attend": "illness"}


def answering(client: Client, answers: dict[str, str]) -> list[str]:
    """Answer as a browser without JavaScript does; the questions that were put, in order."""
    page = client.get(FINDER, follow=True)
    here = read(page).xpath("//a[contains(@class, 'start')]/@href")[0]
    put = []
    while "/results" not in here:
        page = client.get(here)
        (form,) = read(page).forms
        name = urlsplit(form.action).path.rpartition("/")[2]
        put.append(name)
        others = [pair for pair in form.form_values() if pair[0] != name]
        answer = client.get(form.action, dict_of([*others, (name, answers.get(name, "unknown"))]))
        assert answer.status_code == 302, words(answer)
        here = answer.url
    return [*put, here]


def dict_of(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def sections(answer: HttpResponse) -> dict[str, list[str]]:
    """The pathways under each heading of the results."""
    found: dict[str, list[str]] = {}
    for heading in read(answer).xpath("//main//h2 | //main//h3"):
        if heading.tag == "h2":
            under = found.setdefault(heading.text_content().strip(), [])
        else:
            under.append(heading.text_content().strip())
    return found


def test_a_parent_is_asked_at_most_eight_questions_and_told_of_every_pathway():
    *put, here = answering(Client(), ILL)
    assert len(put) <= 8
    assert len(set(put)) == len(put)
    found = sections(Client().get(here))
    assert "Access to Education (A2E)" in found["May fit"]
    assert sum(len(found[title]) for title in list(found)[:3]) == 12


TABLE = re.compile(r'"(\w+)"\."')


def test_nothing_is_kept_and_no_cookie_is_set():
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        *_, here = answering(client, ILL)
        client.get(here)
        client.get(here.replace("results", "summary"))
        client.get(here.replace("results", "summary.pdf"))
    assert client.cookies == {}
    # Only what the council has published is read, and nothing is written.
    read_from = {sql for query in asked.captured_queries for sql in TABLE.findall(query["sql"])}
    assert read_from <= {"records_authority", "records_publishedpolicy"}
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
    assert not Session.objects.exists()


def test_back_leads_to_the_question_before_with_its_answer_in_it():
    client = Client()
    page = client.get(FINDER + "lives_in_authority?age=13&unable_to_attend=illness")
    (back,) = read(page).xpath("//a[contains(@class, 'govuk-back-link')]/@href")
    assert urlsplit(back).path == FINDER + "unable_to_attend"
    before = client.get(back)
    assert read(before).xpath("//input[@checked]/@value") == ["illness"]
    (back,) = read(before).xpath("//a[contains(@class, 'govuk-back-link')]/@href")
    assert urlsplit(back).path == FINDER + "age"
    (first,) = read(client.get(back)).xpath("//a[contains(@class, 'govuk-back-link')]/@href")
    assert urlsplit(first).path == FINDER


def test_a_changed_answer_keeps_its_place_and_leads_back_to_what_was_found():
    client = Client()
    page = client.get(FINDER + "results?age=13&unable_to_attend=illness")
    (change,) = read(page).xpath("//dl//a[contains(., 'How old') or contains(., 'how old')]/@href")
    (form,) = read(client.get(change)).forms
    form.fields["age"] = "17"
    answer = client.get(form.action, dict_of(form.form_values()))
    assert urlsplit(answer.url).path == FINDER + "results"
    assert parse_qsl(urlsplit(answer.url).query) == [("age", "17"), ("unable_to_attend", "illness")]


def test_what_made_sense_only_after_another_answer_goes_when_that_changes():
    client = Client()
    page = client.get(
        FINDER + "results?ehc_plan=none&ehc_plan_names=specialist&age=9&year_group=11"
    )
    assert "section I" not in " ".join(read(page).xpath("//dl//text()"))
    assert "Which school year" not in words(page).partition("Your answers")[2]


def test_a_question_that_makes_no_sense_yet_leads_to_the_one_before_it():
    answer = Client().get(FINDER + "ehc_plan_names?age=9")
    assert answer.url == FINDER + "ehc_plan?age=9"


def test_no_answer_is_an_error_beside_the_question_and_not_to_know_is_an_answer():
    client = Client()
    page = client.get(FINDER + "age?answered=age")
    assert page.status_code == 422
    assert errors(page) == {"#id_age": "Choose an answer, or say that you do not know"}
    assert client.get(FINDER + "age?answered=age&age=unknown").status_code == 302
    page = client.get(FINDER + "needs?answered=needs&needs=ASD&needs=none")
    assert list(errors(page).values()) == [
        "Choose either some of these, or none, or that you do not know"
    ]


def test_where_nothing_fits_it_says_first_that_the_council_may_still_owe_education():
    said = "&".join(f"{name}={key}" for name, key in NOTHING.items())
    text = words(Client().get(f"{FINDER}results?{said}&electively_home_educated=yes"))
    assert text.index("section 19 of the Education Act 1996") < text.index("Does not fit on")
    assert "Nobody should press you to take your child off a school’s roll" in text


@pytest.mark.parametrize("answers", [{}, ILL, NOTHING], ids=["none", "ill", "well"])
@pytest.mark.parametrize("path", ["", "results", "summary"])
def test_every_page_that_can_end_in_does_not_fit_says_what_may_be_owed_and_how_to_ask(
    path, answers
):
    text = words(Client().get(FINDER + path, answers))
    for said in ("section 19 of the Education Act", "How to ask", "Home education is a choice"):
        assert said in text


def test_nobody_is_told_that_a_child_does_not_fit_because_of_who_asked():
    """Only a social worker may refer to HOPE: a parent hears who, and not that the child is out."""
    hope = {
        "age": "13",
        "engaged_with_camhs_or_childrens_service": "yes",
        "named_consultant_or_social_worker": "yes",
        "psychiatric_emergency": "yes",
    }
    for client in (Client(), signed_in(PARENT), signed_in(SENCO)):
        page = client.get(FINDER + "results", hope)
        assert "The HOPE Service" in sections(page)["May fit"]
        assert "Ask your child’s social worker to refer" in words(page)


def test_what_a_result_depends_on_leads_straight_to_the_question():
    page = Client().get(FINDER + "results", {"age": "13", "unable_to_attend": "illness"})
    links = read(page).xpath(
        "//h3[contains(., 'Hospital') or contains(., 'Medical')]/following-sibling::ul[1]//a/@href"
    )
    assert urlsplit(links[0]).path == FINDER + "medical_evidence"
    assert Client().get(links[0]).status_code == 200


BAD = {
    "a question nobody asks": ("colour=green", "colour"),
    "a value that cannot be": ("ehc_plan=purple", "purple"),
    "markup": ("age=<script>alert(1)</script>", "How old is your child?"),
    "an answer twice": ("age=12&age=13", "How old is your child?"),
    "all and nothing": ("needs=none&needs=ASD", "extra help"),
    "a nul": ("age=%00", "How old is your child?"),
    "not utf-8": ("age=%ff%fe", "How old is your child?"),
    "a date of birth": ("date_of_birth=2013-01-01", "date_of_birth"),
    "who asks": ("referrer=parent", "referrer"),
}


@pytest.mark.parametrize("path", ["", "results", "summary", "age", "summary.pdf"])
@pytest.mark.parametrize("bad", BAD)
def test_an_address_that_cannot_be_read_is_said_and_taken_as_not_known(bad, path):
    query, said = BAD[bad]
    answer = Client().get(f"{FINDER}{path}?{query}")
    assert answer.status_code == 200
    if path in ("", "results", "summary"):
        assert "could not be read" in words(answer)
        assert said in words(answer)
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(
    "query", ["a" * 10_000, "&".join(f"q{n}=1" for n in range(1200)), "age=1&" * 1700]
)
def test_an_address_too_long_is_refused_with_the_way_on(query):
    answer = Client().get(f"{FINDER}results?{query}")
    assert answer.status_code == 400
    assert "start the finder again" in words(answer)


@pytest.mark.parametrize("path", ["/guide/england/finder/", "/guide/nowhere/finder/results"])
def test_no_such_council_is_not_found(path):
    assert Client().get(path).status_code == 404


def test_no_such_question_is_not_found():
    assert Client().get(FINDER + "referrer").status_code == 404


def test_the_summary_is_a_paper_that_names_nobody_and_says_what_was_answered():
    answer = Client().get(FINDER + "summary.pdf", ILL)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    text = aloud.text(pikepdf.open(io.BytesIO(answer.content)))
    for said in (
        "How old is your child?",
        "13",
        "Access to Education (A2E)",
        "section 19",
        "May fit",
    ):
        assert said in text


def test_each_page_is_within_its_budget_of_queries(django_assert_max_num_queries):
    senco = signed_in(SENCO)
    for page in ("", "age", "results", "summary", "refer", "refer?find=dun"):
        with django_assert_max_num_queries(12):
            assert senco.get(FINDER + page).status_code == 200


def carried_to_robin(client: Client, answers: dict[str, str]) -> str:
    """The address at which the answers become a referral of Robin's."""
    page = client.get(FINDER + "results", answers)
    (href,) = read(page).xpath("//a[contains(., 'Use these answers')]/@href")
    found = client.get(href + "&find=dunmore")
    return read(found).xpath("//a[starts-with(., 'Refer ')]/@href")[0]


def test_a_senco_carries_her_answers_into_a_draft_and_sends_them_as_hers():
    priya = signed_in(SENCO)
    with as_(SENCO):
        born = kept.Child.objects.get(pk=ROBIN).date_of_birth
    age = 2026 - born.year - ((born.month, born.day) > (10, 14))
    here = carried_to_robin(
        priya,
        {"age": str(age), "unable_to_attend": "illness", "medical_evidence": "none"}
        | {"permanently_excluded_on": "no", "lives_in_authority": "unknown"},
    )
    assert "Is your child unable to go to school?" in words(priya.get(here))
    follow(priya, here, {"pathway": "a2e", **carried()})
    with as_(SENCO):
        draft = kept.Draft.objects.get()
    assert draft.answers["facts"] == {
        "on_school_roll": True,  # by the records
        "lives_in_authority": True,
        "unable_to_attend": "illness",
        "medical_evidence": [],
        "permanently_excluded_on": None,
    }
    begun = f"/child/{ROBIN}/refer/{draft.pk}/"
    tell(priya, begun.removesuffix("/"))
    check = priya.get(begun + "check")
    assert "Is the pupil unable to attend school?" in words(check)
    follow(priya, begun + "check", carried())
    with as_(AP_OFFICER):
        said = kept.Fact.objects.filter(name="unable_to_attend").select_related("said_by")
        assert [(fact.value, fact.said_by.name) for fact in said] == [("illness", SENCO.name)]


def test_a_draft_already_begun_keeps_what_was_said_of_the_child():
    priya = signed_in(SENCO)
    begin = f"/child/{ROBIN}/refer"
    here = where(follow(priya, begin, {"pathway": "a2e", **carried()}))
    draft = here.partition("/question/")[0]
    follow(priya, draft + "/question/unable_to_attend", {"answer": "other", **carried()})
    follow(priya, draft + "/question/ehc_plan", {"answer": "unknown", **carried()})
    brought = f"{begin}?finder=surrey&unable_to_attend=illness&ehc_plan=none"
    follow(priya, brought, {"pathway": "a2e", **carried()})
    with as_(SENCO):
        answers = kept.Draft.objects.get().answers
    assert answers["facts"]["unable_to_attend"] == "other"
    assert answers["facts"]["ehc_plan"] == "none"
    assert answers["unknown"] == []


def test_answers_about_a_child_of_another_age_are_not_carried():
    priya = signed_in(SENCO)
    page = priya.get(FINDER + "refer?age=5&find=dunmore")
    assert "Not the age you answered" in words(page)
    page = priya.get(f"/child/{ROBIN}/refer?finder=surrey&age=5&unable_to_attend=illness")
    assert "From the finder" not in words(page)


@pytest.mark.parametrize("member", [PARENT, TUTOR], ids=lambda member: member.name)
def test_who_may_not_refer_takes_a_summary_to_the_school(member):
    client = signed_in(member)
    page = client.get(FINDER + "results", ILL)
    assert "Use these answers in a referral" not in words(page)
    assert "Print or save a summary" in words(page)
    refused = client.get(FINDER + "refer", ILL)
    assert refused.status_code == 403
    assert "take it to the child’s school" in words(refused)


def test_another_schools_senco_finds_no_child_of_this_one():
    page = signed_in(OTHER_SENCO).get(FINDER + "refer?find=dunmore")
    assert "No child that you can see has that name or number" in words(page)


def test_a_stranger_who_follows_refer_is_asked_to_sign_in():
    answer = Client().get(FINDER + "refer")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")
