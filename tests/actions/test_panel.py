"""A panel: members see the case while it is before them, speak blind, and one officer decides."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

import scenes
from deeds import as_it_is, decide, send, version
from people import (
    A2E_LEAD,
    AP_OFFICER,
    BROKER,
    HEAD_OF_SERVICE,
    OTHER_OFFICER,
    PARENT,
    PRU_HEAD,
    ROBIN,
    SENCO,
    TODAY,
    TUTOR,
    VIRTUAL_SCHOOL_HEAD,
    Member,
    as_,
    clock,
    deed,
)
from race import in_threads
from towpath.actions import panel as act
from towpath.actions.action import NotAllowed, NotThere, Refused, Stale
from towpath.actions.referral import withdraw
from towpath.records import models as kept
from towpath.records.panel import before_panel, off_because
from towpath.records.timeline import timeline
from towpath.rules.panel import Meeting, View
from towpath.rules.reason import Reason
from towpath.rules.referral import WITHDRAW

LATER = clock().now + timedelta(days=1)
ACCEPT = View("accept", "He cannot attend, and the school has tried what it can")
REFUSE = View("not_accept", "The school has begun a plan that should be given its time")


def planned(by: Member = AP_OFFICER, **said: object) -> UUID:
    """Ruth chairs; Dana, Sam and the head of the pupil referral unit sit."""
    with as_(by):
        return act.plan(deed=deed(by), meeting=meeting(**said))


def meeting(**said: object) -> Meeting:
    members = (HEAD_OF_SERVICE.id, AP_OFFICER.id, OTHER_OFFICER.id, PRU_HEAD.id)
    whole = {"name": "Monday panel", "meets_at": LATER, "chair_id": HEAD_OF_SERVICE.id}
    return Meeting(**{**whole, "members": members, **said})


def changed(
    panel_id: UUID, by: Member = AP_OFFICER, why: str = "Ruth is on leave", **said: object
) -> UUID:
    with as_(by):
        return act.change(
            deed=deed(by),
            panel_id=panel_id,
            seen=int(said.pop("seen", 0)) or version(kept.Panel, panel_id),
            meeting=meeting(**said),
            reason=why,
        )


def called_off(panel_id: UUID, by: Member = AP_OFFICER, why: str = "Snow: the roads are shut"):
    with as_(by):
        seen = version(kept.Panel, panel_id)
        return act.call_off(deed=deed(by), panel_id=panel_id, seen=seen, reason=why)


def last_event(about: str) -> kept.Event:
    with as_(AP_OFFICER):
        return kept.Event.objects.filter(about=about).latest("at", "id")


def listed(referral_id: UUID, by: Member = AP_OFFICER, panel_id: UUID | None = None) -> UUID:
    panel_id = panel_id or the_panel()
    with as_(by):
        return act.list_for(
            deed=deed(by),
            referral_id=referral_id,
            panel_id=panel_id,
            why="Whether he can be taught in a group",
        )


def the_panel() -> UUID:
    with as_(AP_OFFICER):
        return kept.Panel.objects.values_list("pk", flat=True).get()


def speaks(item_id: UUID, by: Member, view: View = ACCEPT) -> UUID:
    with as_(by):
        return act.give_view(deed=deed(by), item_id=item_id, view=view)


def stands_aside(item_id: UUID, by: Member) -> UUID:
    with as_(by):
        return act.stand_aside(deed=deed(by), item_id=item_id, interest="My sister teaches him")


def opens(item_id: UUID, by: Member = HEAD_OF_SERVICE, without: str = "") -> UUID:
    with as_(by):
        seen = version(kept.PanelItem, item_id)
        return act.open_views(deed=deed(by), item_id=item_id, seen=seen, without=without)


def reads(item_id: UUID, by: Member) -> set[str]:
    """Whose views this person reads."""
    with as_(by):
        views = kept.PanelView.objects.filter(item=item_id)
        return set(views.values_list("member__name", flat=True))


@pytest.fixture
def item() -> UUID:
    """Robin's referral is before the panel."""
    planned()
    return listed(send())


def test_a_panel_stops_no_clock():
    referral_id = send()
    before = as_it_is(kept.Referral, referral_id)
    planned()
    listed(referral_id)
    after = as_it_is(kept.Referral, referral_id)
    assert (after.next_on, after.owner_id) == (before.next_on, before.owner_id)
    assert after.next_step == "The panel gives its views"


def test_its_members_see_the_case_while_it_is_before_them_and_no_longer(item: UUID):
    with as_(PRU_HEAD):
        assert kept.Referral.objects.filter(child=ROBIN).exists()
        assert kept.Fact.objects.filter(child=ROBIN).exists()
    with as_(AP_OFFICER):
        act.take_off(deed=deed(AP_OFFICER), item_id=item, seen=1, reason="It can be decided now")
    with as_(PRU_HEAD):
        assert not kept.Child.objects.filter(pk=ROBIN).exists()


def test_who_sits_on_no_panel_sees_nothing_by_it(item: UUID):
    with as_(VIRTUAL_SCHOOL_HEAD):
        assert not kept.PanelView.objects.exists()
    with as_(TUTOR):
        assert not kept.PanelItem.objects.exists()


def test_nobody_reads_anothers_view_before_all_are_opened_at_once(item: UUID):
    speaks(item, AP_OFFICER)
    speaks(item, PRU_HEAD, REFUSE)
    speaks(item, OTHER_OFFICER)
    speaks(item, HEAD_OF_SERVICE)
    for member in (AP_OFFICER, PRU_HEAD, OTHER_OFFICER, HEAD_OF_SERVICE):
        assert reads(item, member) == {member.name}
    assert reads(item, BROKER) == set()
    opens(item)
    everyone = {m.name for m in (AP_OFFICER, PRU_HEAD, OTHER_OFFICER, HEAD_OF_SERVICE)}
    assert reads(item, PRU_HEAD) == reads(item, BROKER) == everyone
    assert reads(item, SENCO) == reads(item, PARENT) == set()


def test_the_chair_says_why_the_panel_goes_on_without_a_silent_member(item: UUID):
    speaks(item, AP_OFFICER)
    with pytest.raises(Refused, match="Colin Frost, Ruth Adeyemi, Sam Iqbal") as refused:
        opens(item, without="n/a")
    assert refused.value.field == "without"
    opens(item, without="They are at the hospital's own meeting and have asked us to go on")
    assert as_it_is(kept.PanelItem, item).state == "opened"


def test_an_item_on_which_nobody_has_spoken_is_not_opened(item: UUID):
    with pytest.raises(Refused, match="Nobody has given a view"):
        opens(item, without="The chair knows the case and is content")


@pytest.mark.parametrize("member", [AP_OFFICER, PRU_HEAD], ids=lambda m: m.part)
def test_only_the_chair_opens_the_views(item: UUID, member: Member):
    speaks(item, AP_OFFICER)
    with pytest.raises(NotAllowed, match="Only the chair"):
        opens(item, by=member, without="Nobody else can be reached this week")


def test_where_the_chair_stands_aside_an_officer_opens_them(item: UUID):
    stands_aside(item, HEAD_OF_SERVICE)
    speaks(item, AP_OFFICER)
    opens(item, by=AP_OFFICER, without="Two members are away and have sent their apologies")
    assert as_it_is(kept.PanelItem, item).state == "opened"


def test_whoever_has_an_interest_gives_no_view_sees_no_more_and_does_not_decide(item: UUID):
    stands_aside(item, PRU_HEAD)
    with pytest.raises(NotThere):
        speaks(item, PRU_HEAD)
    stands_aside(item, OTHER_OFFICER)
    speaks(item, AP_OFFICER)
    opens(item, without="The chair has read the papers and adds nothing")
    referral_id = as_it_is(kept.PanelItem, item).referral_id
    with pytest.raises(NotAllowed, match="declared an interest"):
        decide(referral_id, by=OTHER_OFFICER)
    made = decide(referral_id, by=AP_OFFICER)
    assert as_it_is(kept.PanelItem, item).decision_id == made


def test_a_view_is_given_once_and_not_after_the_others_are_open(item: UUID):
    speaks(item, AP_OFFICER)
    with pytest.raises(Refused, match="given your view"):
        speaks(item, AP_OFFICER, REFUSE)
    opens(item, without="The others have sent their apologies")
    with pytest.raises(Refused, match="are opened"):
        speaks(item, OTHER_OFFICER)


def test_nobody_decides_while_the_panel_still_speaks(item: UUID):
    referral_id = as_it_is(kept.PanelItem, item).referral_id
    with pytest.raises(Refused, match="Monday panel is still giving its views"):
        decide(referral_id)
    speaks(item, AP_OFFICER)
    opens(item, without="The others have sent their apologies")
    decide(referral_id)
    assert as_it_is(kept.PanelItem, item).state == "decided"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", {"name": " "}),
        ("meets_on", {"meets_at": clock().now - timedelta(hours=1)}),
        ("members", {"members": ()}),
        ("members", {"members": (HEAD_OF_SERVICE.id,)}),
        ("members", {"members": (HEAD_OF_SERVICE.id, PARENT.id)}),
        ("members", {"members": (HEAD_OF_SERVICE.id, TUTOR.id)}),
        ("chair", {"members": (AP_OFFICER.id, PRU_HEAD.id)}),
    ],
)
def test_a_panel_that_could_not_be_held_is_refused(field: str, said: dict[str, object]):
    with pytest.raises(Refused) as refused:
        planned(**said)
    assert refused.value.field == field


@pytest.mark.parametrize("member", [SENCO, PRU_HEAD, BROKER, PARENT], ids=lambda m: m.part)
def test_officers_plan_panels(member: Member):
    with pytest.raises(NotAllowed, match="AP officer, head of service"):
        planned(by=member)


def test_a_case_is_on_one_agenda_at_a_time_and_says_what_is_to_be_looked_at(item: UUID):
    referral_id = as_it_is(kept.PanelItem, item).referral_id
    with pytest.raises(Refused, match="on a panel's agenda already"):
        listed(referral_id)
    other, panel_id = send(pathway="a2e"), the_panel()
    with as_(AP_OFFICER), pytest.raises(Refused) as refused:
        act.list_for(deed=deed(AP_OFFICER), referral_id=other, panel_id=panel_id, why="see above")
    assert refused.value.field == "why"


def test_a_panel_that_has_met_takes_no_more_cases():
    planned()
    referral_id, panel_id, late = send(), the_panel(), TODAY + timedelta(days=2)
    with as_(AP_OFFICER, late), pytest.raises(Refused, match="has not met yet"):
        act.list_for(
            deed=deed(AP_OFFICER, late),
            referral_id=referral_id,
            panel_id=panel_id,
            why="Whether he can be taught in a group",
        )


def test_a_panel_is_moved_and_given_another_chair_and_the_record_says_what_changed_and_why(
    item: UUID,
):
    before = as_it_is(kept.Referral, as_it_is(kept.PanelItem, item).referral_id)
    changed(
        the_panel(),
        meets_at=LATER + timedelta(days=7),
        chair_id=AP_OFFICER.id,
        members=(AP_OFFICER.id, OTHER_OFFICER.id, PRU_HEAD.id, VIRTUAL_SCHOOL_HEAD.id),
    )
    event = last_event("panel")
    assert event.reason.split("\n\n") == [
        "Ruth is on leave",
        "Meets 22 October 2026 at 10:00am, not 15 October 2026 at 10:00am. "
        "Chaired by Dana Whitlock, not Ruth Adeyemi. "
        "Sits now: Helen Cho. Sits no longer: Ruth Adeyemi",
    ]
    assert (event.owner_id, event.next_on) == (AP_OFFICER.id, TODAY + timedelta(days=8))
    referral = as_it_is(kept.Referral, before.pk)
    assert (referral.next_on, referral.owner_id) == (before.next_on, before.owner_id)
    speaks(item, AP_OFFICER)
    opens(item, by=AP_OFFICER, without="The others have sent their apologies")


def test_who_leaves_a_panel_sees_its_cases_no_more_and_who_joins_it_does(item: UUID):
    speaks(item, PRU_HEAD)
    members = (HEAD_OF_SERVICE.id, AP_OFFICER.id)
    changed(the_panel(), members=(*members, A2E_LEAD.id))
    with as_(PRU_HEAD):
        assert not kept.Referral.objects.exists()
    speaks(item, A2E_LEAD)
    with pytest.raises(NotThere):
        stands_aside(item, PRU_HEAD)
    changed(the_panel(), why="Colin can come after all", members=(*members, PRU_HEAD.id))
    with pytest.raises(Refused, match="given your view"):
        speaks(item, PRU_HEAD)
    opens(item, without="Dana has read the papers and adds nothing")
    assert reads(item, HEAD_OF_SERVICE) == {PRU_HEAD.name, A2E_LEAD.name}


def test_a_change_that_changes_nothing_is_no_change():
    with pytest.raises(Refused, match="Nothing is changed yet"):
        changed(planned())


@pytest.mark.parametrize("do", [changed, called_off], ids=lambda do: do.__name__)
@pytest.mark.parametrize("member", [SENCO, PRU_HEAD, BROKER, PARENT], ids=lambda m: m.part)
def test_officers_change_panels_and_call_them_off(member: Member, do: Callable[..., UUID]):
    panel_id = planned()
    with pytest.raises(Refused, match=r"AP officer, head of service|nothing here that you can see"):
        do(panel_id, by=member)


def test_a_panel_is_changed_and_called_off_with_a_reason_that_says_something():
    panel_id = planned()
    for do in (changed, called_off):
        with pytest.raises(Refused) as refused:
            do(panel_id, why="n/a")
        assert refused.value.field == "reason"


def test_a_panel_changed_by_another_meanwhile_is_not_changed_unread():
    panel_id = planned()
    changed(panel_id, by=OTHER_OFFICER, name="Tuesday panel")
    with pytest.raises(Stale) as stale:
        changed(panel_id, seen=1, meets_at=LATER + timedelta(days=1))
    assert [(one.by, one.verb) for one in stale.value.changes] == [("Sam Iqbal", "change_panel")]


def test_a_panel_is_called_off_and_its_case_is_its_owners_again_by_the_date_there_was(item: UUID):
    speaks(item, PRU_HEAD)
    referral_id = as_it_is(kept.PanelItem, item).referral_id
    before = as_it_is(kept.Referral, referral_id)
    called_off(the_panel())
    with as_(PRU_HEAD):
        assert not kept.Child.objects.filter(pk=ROBIN).exists()
        panel = kept.Panel.objects.get()
        assert (panel.state, panel.called_off_why) == ("called_off", "Snow: the roads are shut")
    assert as_it_is(kept.PanelItem, item).state == "called_off"
    after = as_it_is(kept.Referral, referral_id)
    assert (after.next_on, after.owner_id) == (before.next_on, before.owner_id)
    assert after.next_step == "Decide on the referral"
    assert last_event("panel").reason == "Snow: the roads are shut"
    with as_(PRU_HEAD):
        kept_still = kept.PanelView.objects.get(member=PRU_HEAD.id)
        assert (kept_still.reason, kept_still.is_open) == (ACCEPT.reason, False)
    with as_(SENCO):
        told = timeline(ROBIN)[0]
    assert (told.verb, told.words, told.who, told.reason) == (
        "call_off_panel", "Monday panel", "Dana Whitlock", "Snow: the roads are shut",
    )  # fmt: skip
    listed(referral_id, panel_id=planned(name="Tuesday panel"))


def test_a_panel_that_is_called_off_is_left_alone_and_takes_no_case():
    panel_id, referral_id = planned(), send()
    called_off(panel_id)
    with pytest.raises(Refused, match="called off"):
        called_off(panel_id)
    with pytest.raises(Refused, match="called off"):
        changed(panel_id, name="Tuesday panel")
    with pytest.raises(Refused, match="planned and has not met"):
        listed(referral_id, panel_id=panel_id)


def test_a_panel_whose_views_are_open_is_not_called_off(item: UUID):
    speaks(item, AP_OFFICER)
    opens(item, without="The others have sent their apologies")
    with pytest.raises(Refused, match="Views are open on a case"):
        called_off(the_panel())


def test_a_restricted_case_goes_off_the_agenda_too_though_the_officer_does_not_see_it(item: UUID):
    scenes.robins_record_is_restricted(OTHER_OFFICER.id)
    called_off(the_panel())
    with as_(OTHER_OFFICER):
        assert kept.PanelItem.objects.get().state == "called_off"


def test_a_referral_that_is_withdrawn_is_off_the_agenda_and_out_of_the_members_sight(item: UUID):
    referral_id = as_it_is(kept.PanelItem, item).referral_id
    with as_(SENCO):
        seen = version(kept.Referral, referral_id)
        reason = Reason(next(iter(WITHDRAW)), "He has been back in lessons since Monday")
        withdraw(deed=deed(SENCO), referral_id=referral_id, seen=seen, reason=reason)
    assert as_it_is(kept.PanelItem, item).state == "taken_off"
    with as_(AP_OFFICER):
        case = before_panel(ROBIN, item)
        assert case is not None
        assert off_because(case) == "He has been back in lessons since Monday"
    with as_(PRU_HEAD):
        assert not kept.Child.objects.filter(pk=ROBIN).exists()


def test_a_page_open_while_its_panel_is_called_off_says_who_called_it_off(item: UUID):
    referral_id = as_it_is(kept.PanelItem, item).referral_id
    seen = version(kept.Referral, referral_id)
    called_off(the_panel(), by=OTHER_OFFICER)
    with pytest.raises(Stale) as stale:
        decide(referral_id, seen=seen)
    assert stale.value.changes[0].by == "Sam Iqbal"
    assert stale.value.changes[0].verb == "call_off_panel"


def test_a_case_listed_while_its_panel_is_called_off_is_on_no_agenda_of_it(county_of_its_own: str):
    panel_id, referral_id = planned(), send()

    def lists() -> object:
        return listed(referral_id, panel_id=panel_id)

    in_threads(lists, lambda: called_off(panel_id))
    with as_(AP_OFFICER):
        panel = kept.Panel.objects.get()
        waits = kept.PanelItem.objects.filter(state="listed").exists()
    assert waits == (panel.state == "planned")


def test_a_chair_who_stands_aside_opens_nothing_though_an_officer(item: UUID):
    stands_aside(item, HEAD_OF_SERVICE)
    speaks(item, AP_OFFICER)
    with pytest.raises(NotAllowed):
        opens(item, by=HEAD_OF_SERVICE, without="The others have sent their apologies")


def test_a_stale_agenda_is_not_acted_on(item: UUID):
    speaks(item, AP_OFFICER)
    opens(item, without="The others have sent their apologies")
    with as_(AP_OFFICER), pytest.raises(Stale):
        act.take_off(deed=deed(AP_OFFICER), item_id=item, seen=1, reason="No longer needed at all")


def test_a_member_who_speaks_twice_at_once_has_spoken_once(county_of_its_own: str):
    planned()
    item_id = listed(send())

    def speak() -> object:
        return speaks(item_id, AP_OFFICER)

    in_threads(speak, speak)
    assert reads(item_id, AP_OFFICER) == {AP_OFFICER.name}
