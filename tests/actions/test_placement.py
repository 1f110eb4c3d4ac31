"""Placements: offered and answered; and what a provider's silence must not do."""

from datetime import date

import pytest

from deeds import (
    HALF_TERM_ENDS,
    TOMORROW,
    YESTERDAY,
    accept,
    an_accepted_referral,
    an_agreed_place,
    as_it_is,
    cancel,
    decline,
    offer,
    send,
    start,
    why_it_ended,
)
from people import (
    A2E_LEAD,
    AP_OFFICER,
    BROKER,
    OTHER_TUTOR,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    STRANGER,
    TODAY,
    TUTOR,
    Member,
    as_,
    behind_the_walls,
    deed,
)
from race import in_threads
from towpath.actions import placement as act
from towpath.actions.action import NotAllowed, NotThere, Refused, Stale
from towpath.records import models as kept
from towpath.records.cast import A2E, KESTREL, key
from towpath.rules.reason import Reason

ANSWER_BY = date(2026, 10, 19)  # three working days after TODAY
OFFER_AGAIN_BY = date(2026, 10, 16)  # two


# Offering


@pytest.mark.parametrize("member", [AP_OFFICER, BROKER], ids=lambda m: m.part)
def test_a_place_is_offered_with_a_brief_and_a_day_to_answer_by(member: Member):
    referral_id = an_accepted_referral()
    placement = as_it_is(kept.Placement, offer(referral_id, by=member))
    assert (placement.state, placement.legal_basis, placement.setting_type) == (
        "offered",
        "s19",
        "OOT",
    )
    assert (placement.next_on, placement.owner_id) == (ANSWER_BY, AP_OFFICER.id)
    assert placement.next_step == "A provider answers the offer"
    referral = as_it_is(kept.Referral, referral_id)
    assert (referral.next_on, referral.next_step) == (ANSWER_BY, placement.next_step)


def test_the_provider_sees_the_child_from_the_offer_on_and_no_other_provider_does():
    referral_id = an_accepted_referral()
    with as_(PROVIDER_LEAD):
        assert not kept.Child.objects.exists()
    offer(referral_id)
    with as_(PROVIDER_LEAD):
        assert kept.Brief.objects.get().words == "Calm mornings; ring the mother first"
    with as_(A2E_LEAD):
        assert not kept.Placement.objects.exists()


@pytest.mark.parametrize("member", [SENCO, PARENT], ids=lambda m: m.part)
def test_schools_and_families_do_not_offer_places(member: Member):
    with pytest.raises(NotAllowed, match="broker"):
        offer(an_accepted_referral(), by=member)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("provider", {"to": A2E}),  # of another pathway
        ("provider", {"to": "Nobody’s"}),
        ("legal_basis", {"legal_basis": "s99"}),
        ("legal_basis", {"legal_basis": ""}),
        ("census_reason", {"census_reason": "because"}),
        ("brief", {"brief": "."}),
    ],
)
def test_what_is_wrong_with_an_offer_is_said_where_it_is_mended(field: str, said: dict[str, str]):
    referral_id = an_accepted_referral()
    with pytest.raises(Refused) as refused:
        offer(referral_id, **said)
    assert refused.value.field == field


def test_a_provider_who_is_not_approved_takes_no_new_child():
    with behind_the_walls():
        kept.Provider.objects.filter(pk=key("provider", KESTREL)).update(approved=False)
    with pytest.raises(Refused, match="Kestrel Lane Tuition is not approved") as refused:
        offer(an_accepted_referral())
    assert refused.value.field == "provider"


def test_a_place_is_not_offered_before_the_referral_is_accepted():
    with pytest.raises(Refused, match="once the referral is accepted"):
        offer(send())


def test_one_provider_at_a_time_considers_a_child():
    referral_id = an_accepted_referral()
    offer(referral_id)
    with pytest.raises(Refused, match="wait for the answer"):
        offer(referral_id)


# Answering


def test_an_accepted_place_has_its_tutor_and_waits_for_its_start():
    placement_id = accept(offer(an_accepted_referral()), starts_on=TOMORROW)
    placement = as_it_is(kept.Placement, placement_id)
    assert (placement.state, placement.starts_on, placement.tutor_id, placement.next_on) == (
        "agreed",
        TOMORROW,
        TUTOR.id,
        TOMORROW,
    )
    with as_(TUTOR):
        assert kept.Placement.objects.get().pk == placement_id


def test_a_start_is_today_or_later_and_within_the_half_term_after():
    placement_id = offer(an_accepted_referral())
    with pytest.raises(Refused, match="today or later") as refused:
        accept(placement_id, starts_on=YESTERDAY)
    assert refused.value.field == "starts_on"
    with pytest.raises(Refused, match="by 18 December 2026: decline") as refused:
        accept(placement_id, starts_on=date(2027, 1, 4))
    assert refused.value.field == "starts_on"
    assert accept(placement_id, starts_on=HALF_TERM_ENDS)


@pytest.mark.parametrize("tutor", [SENCO, STRANGER, A2E_LEAD], ids=lambda m: m.part)
def test_a_tutor_is_one_of_the_providers_own(tutor: Member):
    placement_id = offer(an_accepted_referral())
    with pytest.raises(Refused, match="teaches for this provider") as refused:
        accept(placement_id, tutor=tutor)
    assert refused.value.field == "tutor"


def test_the_tutor_may_be_named_later():
    assert accept(offer(an_accepted_referral()), tutor=None)


def test_a_council_officer_does_not_accept_for_the_provider():
    with pytest.raises(NotAllowed, match="provider's lead"):
        accept(offer(an_accepted_referral()), by=AP_OFFICER)


@pytest.mark.parametrize("member", [A2E_LEAD, TUTOR, OTHER_TUTOR], ids=lambda m: m.part)
def test_to_others_the_offer_is_not_there(member: Member):
    with pytest.raises(NotThere):
        accept(offer(an_accepted_referral()), by=member)


def test_a_declined_offer_goes_back_to_the_officer_with_a_date():
    referral_id = an_accepted_referral()
    placement_id = decline(offer(referral_id))
    placement = as_it_is(kept.Placement, placement_id)
    assert (placement.state, placement.next_on) == ("declined", None)
    assert why_it_ended(placement_id).reason_code == "no_capacity"
    referral = as_it_is(kept.Referral, referral_id)
    assert (referral.state, referral.next_on, referral.owner_id) == (
        "accepted",
        OFFER_AGAIN_BY,
        AP_OFFICER.id,
    )
    assert referral.next_step == "Offer a place to another provider"
    with as_(PROVIDER_LEAD):
        assert not kept.Child.objects.exists()
    assert offer(referral_id)


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("reason_code", Reason("tired", "Nobody is free on mornings")),
        ("reason", Reason("no_capacity", "n/a")),
    ],
)
def test_declining_has_a_reason_that_counts(field: str, reason: Reason):
    placement_id = offer(an_accepted_referral())
    with pytest.raises(Refused) as refused:
        decline(placement_id, reason=reason)
    assert refused.value.field == field


def test_a_providers_silence_holds_nobody_up():
    referral_id = an_accepted_referral()
    placement_id = cancel(offer(referral_id), by=BROKER)
    placement = as_it_is(kept.Placement, placement_id)
    assert placement.state == "cancelled"
    assert why_it_ended(placement_id).reason_code == "no_answer"
    assert as_it_is(kept.Referral, referral_id).next_on == OFFER_AGAIN_BY
    assert offer(referral_id)


def test_an_agreed_place_that_cannot_start_after_all_is_cancelled_too():
    placement_id = an_agreed_place()
    why = Reason("cannot_start", "The tutor has left")
    assert as_it_is(kept.Placement, cancel(placement_id, reason=why)).state == "cancelled"


@pytest.mark.parametrize(
    ("field", "reason"),
    [("reason_code", Reason("", "Rang twice")), ("reason", Reason("no_answer", "."))],
)
def test_cancelling_has_a_reason(field: str, reason: Reason):
    placement_id = offer(an_accepted_referral())
    with pytest.raises(Refused) as refused:
        cancel(placement_id, reason=reason)
    assert refused.value.field == field


def test_what_has_started_is_ended_and_not_cancelled():
    placement_id = start(an_agreed_place())
    with pytest.raises(Refused, match="This placement is started"):
        cancel(placement_id)


def test_the_provider_and_the_broker_at_once_leave_one_answer(county_of_its_own: str):
    placement_id = offer(an_accepted_referral())

    def cancelled():
        with as_(BROKER):
            return act.cancel(
                deed=deed(BROKER),
                placement_id=placement_id,
                seen=1,
                reason=Reason("no_answer", "Rang twice; nobody has called back"),
            )

    def accepted():
        with as_(PROVIDER_LEAD):
            return act.accept(
                deed=deed(PROVIDER_LEAD),
                placement_id=placement_id,
                seen=1,
                starts_on=TODAY,
                tutor_id=TUTOR.id,
            )

    found = in_threads(cancelled, accepted)
    done = [each for each in found if each == placement_id]
    refused = [each for each in found if isinstance(each, Stale | NotThere)]
    assert (len(done), len(refused)) == (1, 1), found
    with as_(AP_OFFICER):
        answers = kept.Event.objects.filter(verb__in=("accept_placement", "cancel_placement"))
        assert answers.count() == 1
