"""Who may do what, and the words for those who may not."""

import pytest

from towpath.rules import who


def test_every_duty_has_a_name_on_a_page():
    assert set(who.WORDS) == who.POSTS | who.FAMILY | who.FORMER_PROVIDER | who.PANEL


def test_every_verb_is_open_to_duties_that_are_known_and_to_somebody():
    for verb, duties in who.MAY.items():
        assert duties, verb
        assert duties <= set(who.WORDS), verb


def test_whoever_may_says_as_what():
    answer = who.may(frozenset({"parent", "ap_officer"}), "decide_referral")
    assert (answer.yes, answer.reason) == (True, "as AP officer")


def test_whoever_may_not_is_told_who_may_and_what_to_do():
    answer = who.may(frozenset({"senco"}), "decide_referral")
    assert not answer.yes
    assert answer.reason == (
        "This is for: AP officer, head of service. If that is you, ask your council to set it up."
    )


def test_nobody_with_no_duty_towards_a_child_may_do_anything():
    assert not any(who.may(frozenset(), verb).yes for verb in who.MAY)


def test_a_verb_nobody_thought_about_is_a_fault_and_not_a_no():
    with pytest.raises(KeyError):
        who.may(frozenset({"ap_officer"}), "fly_to_the_moon")


@pytest.mark.parametrize(
    "verb", ["decide_referral", "review_duty", "end_placement", "check_return"]
)
def test_what_the_council_owes_and_ends_is_for_its_officers_alone(verb: str):
    assert who.MAY[verb] == who.OFFICERS


@pytest.mark.parametrize("verb", ["accept_placement", "decline_placement", "start_placement"])
def test_a_provider_answers_for_itself(verb: str):
    assert not who.MAY[verb] & who.COUNCIL


def test_families_read_and_ask_and_do_no_more():
    open_to_families = {verb for verb, duties in who.MAY.items() if duties & who.FAMILY}
    written = {verb for verb in open_to_families if not verb.startswith(("see_", "read_"))}
    assert written == {"ask_for_help", "say_wrong"}


def test_the_office_sees_no_child():
    theirs = {verb for verb, duties in who.MAY.items() if duties & who.OFFICE}
    words = {"propose_policy", "check_policy", "turn_down_policy", "publish_policy"}
    assert theirs == words  # the council's own words, which are of no child


def test_whoever_can_own_a_next_step_sees_every_child():
    assert who.OWNERS <= who.COUNTY


@pytest.mark.parametrize("duty", sorted(who.MAY["send_referral"]))
def test_whoever_may_refer_is_known_to_the_policy_by_a_name(duty: str):
    assert who.referrer(frozenset({duty}))


def test_of_two_duties_a_person_refers_by_the_nearer_to_the_child():
    assert who.referrer(frozenset({"ap_officer", "senco"})) == "school"
