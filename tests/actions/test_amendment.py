"""A referral amended after it was sent: by whom, with what reason, and what is never lost."""

import pytest

from deeds import (
    TOMORROW,
    amend,
    an_accepted_referral,
    as_it_is,
    decide,
    send,
    the_finding,
    version,
    withdraw,
)
from people import (
    AP_OFFICER,
    BROKER,
    HEAD_TEACHER,
    OTHER_OFFICER,
    OTHER_SENCO,
    PARENT,
    ROBIN,
    SENCO,
    SOCIAL_WORKER,
    TODAY,
    Member,
    as_,
)
from race import in_threads
from towpath.actions.action import NotAllowed, NotThere, Refused, Stale
from towpath.records import models as kept
from towpath.records.amendment import amendments
from towpath.records.caseload import caseload
from towpath.records.cast import AUTHORITY
from towpath.records.policy import verdict_on
from towpath.records.referral import facts_said, risks_ever, risks_said
from towpath.rules.reason import Reason

PRONE_TO_RUN = "Leaves the building when shouted at"
OBJECTS = {"part": "parent_view", "value": "Not a tutor at home", "view": "objects"}


def the_changes(referral_id):
    with as_(AP_OFFICER):
        return [(row.part, row.was, row.became) for row in amendments(referral_id)]


def test_the_risks_stand_as_versions_and_the_first_is_never_overwritten():
    referral_id = send()
    amend(referral_id)
    with as_(AP_OFFICER):
        assert risks_said(referral_id) == PRONE_TO_RUN
        versions = [row.words for row in risks_ever(referral_id)]
    assert versions == [PRONE_TO_RUN, "None known; the mother was asked"]


def test_what_was_what_is_who_when_and_why_are_on_record_and_on_the_timeline():
    referral_id = send()
    amend(referral_id, day=TOMORROW)
    with as_(AP_OFFICER):
        change = amendments(referral_id)[0]
        event = kept.Event.objects.get(verb="amend_referral")
    assert (change.was, change.became) == ("None known; the mother was asked", PRONE_TO_RUN)
    assert (change.amended_by.id, change.reason) == (SENCO.id, "The mother rang and said so")
    assert change.amended_at.date() == TOMORROW
    assert (event.about_id, event.reason) == (change.pk, change.reason)


def test_no_clock_moves_and_the_owner_stays():
    referral_id = send()
    before = as_it_is(kept.Referral, referral_id)
    amend(referral_id, **OBJECTS)
    after = as_it_is(kept.Referral, referral_id)
    assert (after.next_on, after.owner_id, after.state) == (
        before.next_on,
        before.owner_id,
        before.state,
    )
    assert (after.parent_view, after.parent_view_text) == ("objects", "Not a tutor at home")
    assert after.version == before.version + 1


def test_a_corrected_fact_answers_triage_anew_and_a_decision_keeps_what_it_was_shown():
    referral_id = send(pathway="a2e", facts={"unable_to_attend": "illness"})
    decision_id = decide(referral_id, reason=Reason("interim", "The letter is awaited"))
    amend(referral_id, part="fact", fact="unable_to_attend", value="no")
    with as_(AP_OFFICER):
        said = facts_said(referral_id)
        child = kept.Referral.objects.get(pk=referral_id).child
        before, now = (
            verdict_on(child, "a2e", said | facts, TOMORROW)
            for facts in ({"unable_to_attend": "illness"}, {})
        )
    assert said["unable_to_attend"] == "no"
    assert before.reasons != now.reasons
    assert the_finding(decision_id).facts["unable_to_attend"] == "illness"
    assert the_changes(referral_id)[0][0] == "fact"


def test_a_fact_that_turns_out_not_to_be_known_answers_nothing_any_more():
    referral_id = send()
    amend(referral_id, part="fact", fact="unable_to_attend", value=None, known=False)
    with as_(AP_OFFICER):
        assert "unable_to_attend" not in facts_said(referral_id)
    assert the_changes(referral_id)[0][2] == "Not known"


def test_what_was_never_said_is_added():
    referral_id = send()
    amend(referral_id, part="fact", fact="ehc_plan", value="in_force")
    amend(referral_id, part="hoped_for", value="Back in school by Easter")
    assert [(part, was) for part, was, _ in the_changes(referral_id)] == [
        ("hoped_for", ""),
        ("fact", ""),
    ]


@pytest.mark.parametrize("member", [SENCO, HEAD_TEACHER, AP_OFFICER, SOCIAL_WORKER])
def test_its_sender_the_school_and_an_officer_may(member: Member):
    assert amend(send(SOCIAL_WORKER, facts={}) if member is SOCIAL_WORKER else send(), by=member)


@pytest.mark.parametrize("member", [SOCIAL_WORKER, BROKER, PARENT], ids=lambda m: m.part)
def test_others_are_told_who_may(member: Member):
    with pytest.raises(NotAllowed):
        amend(send(), by=member)


def test_a_senco_of_another_school_has_nothing_to_amend():
    with pytest.raises(NotThere):
        amend(send(), by=OTHER_SENCO)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("value", {"value": "."}),
        ("value", {"value": "None known; the mother was asked"}),
        ("view", {**OBJECTS, "view": "shrugs"}),
        ("view", {"part": "parent_view", "value": "", "view": "agrees"}),
        ("answer", {"part": "fact", "fact": "no_such_fact", "value": True}),
        ("referrer", {"part": "fact", "fact": "referrer", "value": "council"}),
        ("unable_to_attend", {"part": "fact", "fact": "unable_to_attend", "value": "poorly"}),
        ("answer", {"part": "fact", "fact": "unable_to_attend", "value": "illness"}),
        ("", {"part": "owner_id", "value": "me"}),
        ("why", {"reason": "n/a"}),
    ],
)
def test_what_is_wrong_is_refused_where_it_is_mended_and_nothing_is_kept(field, said):
    referral_id = send()
    with pytest.raises(Refused) as refused:
        amend(referral_id, **said)
    assert refused.value.field == field
    assert the_changes(referral_id) == []


def test_what_the_council_asked_for_is_answered_and_not_amended():
    referral_id = send()
    decide(referral_id, "return_for_information", missing=("ehc_plan",))
    with pytest.raises(Refused, match="Answer what was asked"):
        amend(referral_id, part="fact", fact="ehc_plan", value="none")


def test_a_referral_that_has_ended_stands_as_it_was():
    referral_id = send()
    withdraw(referral_id)
    with pytest.raises(Refused, match="ended"):
        amend(referral_id)


def test_an_accepted_one_is_still_amended():
    assert amend(an_accepted_referral())


def test_a_page_opened_before_somebody_else_changed_it_is_told_what_changed():
    referral_id = send()
    seen = version(kept.Referral, referral_id) or 1
    amend(referral_id, seen=1)
    with pytest.raises(Stale) as stale:
        amend(referral_id, by=AP_OFFICER, seen=seen, part="about", value="Has stopped eating")
    assert (stale.value.changes[0].by, stale.value.changes[0].verb) == (
        SENCO.name,
        "amend_referral",
    )


@pytest.mark.usefixtures("county_of_its_own")
def test_of_two_at_once_one_is_kept_and_the_other_is_told():
    referral_id = send()
    results = in_threads(
        lambda: amend(referral_id, seen=1),
        lambda: amend(referral_id, by=AP_OFFICER, seen=1, part="about", value="Worse since May"),
    )
    assert sorted(isinstance(result, Refused) for result in results) == [False, True]
    assert len(the_changes(referral_id)) == 1


def test_the_owners_caseload_names_what_changed_until_they_look():
    referral_id = send()
    owner_id = as_it_is(kept.Referral, referral_id).owner_id
    amend(referral_id)
    with as_(AP_OFFICER):
        ((case,), _) = caseload(owner_id, TODAY)
        assert case.changed
        kept.Opened.objects.create(
            authority_id=AUTHORITY,
            child_id=ROBIN,
            person_id=AP_OFFICER.id,
            at=amendments(referral_id)[0].amended_at,
            page="referral",
        )
        ((case,), _) = caseload(owner_id, TODAY)
        assert case.changed == (owner_id != AP_OFFICER.id)


def test_what_the_owner_changed_is_no_news_to_them():
    referral_id = send()
    owner_id = as_it_is(kept.Referral, referral_id).owner_id
    amend(referral_id, by=next(one for one in (AP_OFFICER, OTHER_OFFICER) if one.id == owner_id))
    with as_(AP_OFFICER):
        ((case,), _) = caseload(owner_id, TODAY)
    assert not case.changed
