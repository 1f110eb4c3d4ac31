"""A panel: members see the case while it is before them, speak blind, and one officer decides."""

from datetime import timedelta
from uuid import UUID

import pytest

from deeds import as_it_is, decide, send, version
from people import (
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
from towpath.records import models as kept
from towpath.rules.panel import Meeting, View

LATER = clock().now + timedelta(days=1)
ACCEPT = View("accept", "He cannot attend, and the school has tried what it can")
REFUSE = View("not_accept", "The school has begun a plan that should be given its time")


def planned(by: Member = AP_OFFICER, **said: object) -> UUID:
    """Ruth chairs; Dana, Sam and the head of the pupil referral unit sit."""
    members = (AP_OFFICER.id, OTHER_OFFICER.id, PRU_HEAD.id)
    whole = {"name": "Monday panel", "meets_at": LATER, "chair_id": HEAD_OF_SERVICE.id}
    meeting = Meeting(**{**whole, "members": members, **said})
    with as_(by):
        return act.plan(deed=deed(by), meeting=meeting)


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
    assert after.next_step == "The panel gives its views: Monday panel"


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
        ("members", {"members": (PARENT.id,)}),
        ("members", {"members": (TUTOR.id,)}),
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
