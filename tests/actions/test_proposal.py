"""A change of the council's words: who may, what is refused, and what it turns; and replay."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from deeds import decide, send, the_finding
from people import (
    AP_OFFICER,
    BY_PART,
    HEAD_OF_SERVICE,
    PARENT,
    SENCO,
    TODAY,
    Member,
    as_,
    deed,
)
from towpath.actions import proposal as act
from towpath.actions.action import NotAllowed, NotThere, Refused, Stale
from towpath.records import models as kept
from towpath.records import policy
from towpath.records.cast import AUTHORITY

COMMISSIONER = BY_PART["commissioner"]
EVALUATOR = BY_PART["evaluator"]
SOON = TODAY + timedelta(days=7)


def text_of(kind: str, name: str) -> str:
    with as_(HEAD_OF_SERVICE):
        return policy.text_now(AUTHORITY, kind, name)


def excluded_only(since: date = SOON) -> str:
    """Independent provision, from a day on, for the excluded alone: Robin is ill."""
    text = text_of("pathway", "independent")
    version = text[text.index("[[version]]") :]
    later = version.replace("2023-07-01", since.isoformat(), 1).replace(
        '  { fact = "unable_to_attend", in = ["illness", "other"] },\n', ""
    )
    return f"{text}\n{later}"


def propose(
    text: str,
    kind: str = "pathway",
    name: str = "independent",
    by: Member = COMMISSIONER,
    why: str = "The panel agreed this in September",
    day: date = TODAY,
) -> UUID:
    with as_(by, day):
        return act.propose(
            deed=deed(by, day), authority_id=AUTHORITY, kind=kind, name=name, text=text, why=why
        )


def step(do, proposal_id: UUID, by: Member, day: date = TODAY, **said) -> UUID:
    with as_(by, day):
        seen = kept.Proposal.objects.get(pk=proposal_id).version
        return do(deed=deed(by, day), proposal_id=proposal_id, **{"seen": seen, **said})


def check(proposal_id: UUID, by: Member = EVALUATOR, **said) -> UUID:
    return step(act.check, proposal_id, by, **{"reason": "Read against the minutes", **said})


def publish(proposal_id: UUID, by: Member = HEAD_OF_SERVICE, **said) -> UUID:
    return step(act.publish, proposal_id, by, **{"reason": "Approved by the panel", **said})


def published_change(text: str, kind: str = "pathway", name: str = "independent") -> None:
    proposal = propose(text, kind, name)
    if kind == "pathway":
        step(act.count, proposal, HEAD_OF_SERVICE)
    check(proposal)
    publish(proposal)


def robins_verdict(day: date) -> str:
    with as_(AP_OFFICER, day):
        child = kept.Child.objects.get()
        facts = {"unable_to_attend": "illness"}
        return policy.verdict_on(child, "independent", facts, day).child


# Publishing


def test_a_change_waits_and_the_page_keeps_what_was_approved_until_it_is_published():
    new = text_of("page", "about").replace("What alternative provision is", "What AP is", 1)
    proposal = propose(new, "page", "about")
    assert policy.published("surrey").page("about").title == "What alternative provision is"
    check(proposal)
    assert policy.published("surrey").page("about").title == "What alternative provision is"
    publish(proposal)
    assert policy.published("surrey").page("about").title == "What AP is"
    with as_(HEAD_OF_SERVICE):
        row = policy.newest(AUTHORITY, "page", "about")
        verbs = kept.PolicyEvent.objects.order_by("id").values_list("verb", "actor__name")
        assert list(verbs) == [
            ("propose_policy", "Owen Pryce"),
            ("check_policy", "Nadia Bell"),
            ("publish_policy", "Ruth Adeyemi"),
        ]
    assert row.approved_by == "Ruth Adeyemi, head of service"


def test_nobody_checks_what_they_proposed_and_nothing_is_published_unchecked():
    new = text_of("page", "about").replace("What it means", "What this means", 1)
    proposal = propose(new, "page", "about", by=HEAD_OF_SERVICE)
    with pytest.raises(Refused, match="somebody else checks it"):
        check(proposal, by=HEAD_OF_SERVICE)
    with pytest.raises(Refused, match="waiting for a second person"):
        publish(proposal)


def test_a_pathway_is_not_published_before_its_effect_was_counted():
    proposal = check(propose(excluded_only()))
    with pytest.raises(Refused, match="See the effect first"):
        publish(proposal)


def test_one_overtaken_by_another_change_is_not_published():
    about = text_of("page", "about")
    first = propose(about.replace("What it means", "What this means", 1), "page", "about")
    second = propose(about.replace("how long", "for how long", 1), "page", "about")
    publish(check(first))
    check(second)
    with pytest.raises(Refused, match="Another change was published since"):
        publish(second)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('owner = "head_of_service"', 'owner = "head"', "owner is not known"),
        ("page:strategy", "page:strategie", "Line .*no page is called strategie"),
        ("+++\ntitle", "title", "does not begin with its facts"),
    ],
)
def test_a_text_with_a_fault_is_refused_with_its_line_and_its_mend(old, new, what):
    text = text_of("page", "about")
    assert old in text
    with pytest.raises(Refused, match=what) as refused:
        propose(text.replace(old, new, 1), "page", "about")
    assert refused.value.field == "text"


def test_what_changes_nothing_and_what_edits_history_are_refused():
    text = text_of("pathway", "independent")
    with pytest.raises(Refused, match="Nothing is changed yet"):
        propose(text)
    edited = text.replace('in = ["illness", "other"]', 'in = ["illness"]')
    with pytest.raises(Refused, match="has been in force"):
        propose(edited)


def test_an_empty_reason_is_refused_at_each_step():
    new = text_of("page", "about").replace("What it means", "What this means", 1)
    with pytest.raises(Refused, match="no record"):
        propose(new, "page", "about", why="n/a")
    proposal = propose(new, "page", "about")
    with pytest.raises(Refused, match="no record"):
        check(proposal, reason=".")


def test_one_that_was_turned_down_goes_no_further():
    new = text_of("page", "about").replace("What it means", "What this means", 1)
    proposal = propose(new, "page", "about")
    step(act.turn_down, proposal, EVALUATOR, reason="The minutes say otherwise")
    with pytest.raises(Refused, match="turned down"):
        check(proposal)


@pytest.mark.parametrize("member", [SENCO, PARENT], ids=lambda member: member.part)
def test_who_keeps_no_pages_neither_proposes_nor_finds_a_proposal(member):
    new = text_of("page", "about").replace("What it means", "What this means", 1)
    with pytest.raises(NotAllowed):
        propose(new, "page", "about", by=member)
    proposal = propose(new, "page", "about")
    with as_(member), pytest.raises(NotThere):
        act.check(deed=deed(member), proposal_id=proposal, seen=1, reason="It is right")


def test_an_evaluator_does_not_publish():
    new = text_of("page", "about").replace("What it means", "What this means", 1)
    proposal = check(propose(new, "page", "about"))
    with pytest.raises(NotAllowed):
        publish(proposal, by=EVALUATOR)


def test_a_stale_page_is_told_what_happened():
    new = text_of("page", "about").replace("What it means", "What this means", 1)
    proposal = check(propose(new, "page", "about"))
    with pytest.raises(Stale) as stale:
        publish(proposal, seen=1)
    assert stale.value.changes[0].verb == "check_policy"


def test_the_same_form_sent_twice_proposes_once():
    new = text_of("page", "about").replace("What it means", "What this means", 1)
    twice = deed(COMMISSIONER)
    with as_(COMMISSIONER):
        keys = {
            act.propose(
                deed=twice,
                authority_id=AUTHORITY,
                kind="page",
                name="about",
                text=new,
                why="The panel agreed this",
            )
            for _ in range(2)
        }
        assert kept.Proposal.objects.count() == len(keys) == 1


# What it turns


def test_the_effect_names_the_live_and_the_past_that_would_come_out_differently():
    decided = send()
    decide(decided)
    proposal = propose(excluded_only())
    step(act.count, proposal, HEAD_OF_SERVICE)
    with as_(AP_OFFICER):
        effect = kept.Effect.objects.get()
        (turned,) = kept.Turned.objects.all()
    assert (effect.considered, effect.live, effect.past) == (1, 0, 1)
    assert (turned.referral_id, turned.before) == (decided, "eligible")
    assert turned.after in ("not_eligible", "needs_information")
    with as_(COMMISSIONER):  # sees the count, and no child
        assert kept.Effect.objects.count() == 1
        assert kept.Turned.objects.count() == 0


def test_a_live_referral_is_asked_from_the_day_of_the_change():
    live = send()
    answered = propose(excluded_only())
    step(act.count, answered, AP_OFFICER)
    with as_(AP_OFFICER):
        assert list(kept.Turned.objects.values_list("referral_id", "live")) == [(live, True)]


def test_a_change_of_words_alone_turns_nobody():
    send()
    text = text_of("pathway", "independent")
    version = text[text.index("[[version]]") :].replace("2023-07-01", SOON.isoformat(), 1)
    step(act.count, propose(f"{text}\n{version}"), HEAD_OF_SERVICE)
    with as_(HEAD_OF_SERVICE):
        assert kept.Effect.objects.values_list("considered", "live", "past").get() == (1, 0, 0)


# The rules of its day


def test_a_criterion_changes_on_its_day_and_not_before():
    published_change(excluded_only())
    assert robins_verdict(TODAY) == "eligible"
    assert robins_verdict(SOON) != "eligible"


def test_a_past_decision_replays_under_the_rules_of_its_day():
    decision_id = decide(send())
    before = the_finding(decision_id).verdict
    published_change(excluded_only(TODAY))
    assert robins_verdict(TODAY) != "eligible"
    with as_(AP_OFFICER):
        decision = kept.Decision.objects.select_related("finding").get(pk=decision_id)
        replayed = policy.replay(decision)
    assert replayed.outcome == before["outcome"] == "eligible"
    assert [r.criterion for r in replayed.reasons] == [r["criterion"] for r in before["reasons"]]


def test_a_decision_keeps_the_hash_of_what_is_published():
    decision_id = decide(send())
    with as_(AP_OFFICER):
        sha256 = kept.Decision.objects.get(pk=decision_id).policy_sha256
        assert kept.PublishedPolicy.objects.get(sha256=sha256).name == "independent"


def test_one_transaction_reads_one_policy_and_asks_once(django_assert_num_queries):
    with as_(AP_OFFICER):
        policy.policy(AUTHORITY)
        with django_assert_num_queries(0):
            policy.policy(AUTHORITY)
            policy.triage(AUTHORITY)


def test_where_nothing_was_published_the_folder_speaks():
    from people import behind_the_walls

    with behind_the_walls():
        kept.PublishedPolicy.objects.all().delete()
    with as_(AP_OFFICER):
        assert len(policy.policy(AUTHORITY).pathways) == 12
