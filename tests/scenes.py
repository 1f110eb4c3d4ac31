"""Scenes, set behind the walls: what has already happened when a test begins."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from people import (
    AP_OFFICER,
    HEAD_OF_SERVICE,
    LIFE_LEAD,
    OTHER_OFFICER,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    TODAY,
    TUTOR,
    Member,
    behind_the_walls,
)
from towpath.project.county.cast import since
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY, KESTREL, LARKWOOD, LIFE, ROBIN, key
from towpath.records.document import measured

NOON = datetime(2026, 10, 5, 11, tzinfo=UTC)
OF_ROBIN = {"authority_id": AUTHORITY, "child_id": ROBIN}


def robin_is_referred(pathway: str = "independent", state: str = "sent") -> UUID:
    """Priya Raman has referred Robin; Dana Whitlock owns what happens next."""
    with behind_the_walls():
        referral = kept.Referral.objects.create(
            **OF_ROBIN,
            pathway=pathway,
            policy_sha256="0" * 64,
            legal_basis="s19",
            state=state,
            referred_by_id=SENCO.id,
            referrer="school",
            school_id=key("school", LARKWOOD),
            about="Has not been able to come in since June",
            parent_view="agrees",
            sent_at=NOON,
            owner_id=AP_OFFICER.id,
            next_on=TODAY,
        )
        kept.Risk.objects.create(
            **OF_ROBIN,
            referral=referral,
            words="None known to the school; the parent was asked",
            said_by_id=SENCO.id,
            said_at=NOON,
        )
        return referral.pk


def a_decision_without_a_reason(referral_id: UUID, reason: str = "As discussed.") -> None:
    """Dana Whitlock's decision came from an older record, whose reason says nothing."""
    with behind_the_walls():
        kept.Decision.objects.filter(referral_id=referral_id).update(reason=reason)
        kept.Event.objects.filter(child_id=ROBIN, verb="decide_referral").update(reason=reason)


def robin_is_placed(state: str = "started") -> UUID:
    """Robin is taught by Ben Arkwright of Kestrel Lane Tuition."""
    referral_id = robin_is_referred(state="placed")
    with behind_the_walls():
        placement = kept.Placement.objects.create(
            **OF_ROBIN,
            referral_id=referral_id,
            provider_id=key("provider", KESTREL),
            tutor_id=TUTOR.id,
            state=state,
            legal_basis="s19",
            census_reason="mental_health",
            setting_type="OOT",
            owner_id=AP_OFFICER.id,
            next_on=TODAY,
            offered_at=NOON,
            starts_on=date(2026, 9, 7),
            planned_minutes=600,
            intended_next_step="own_school",
            plan_completed_on=date(2026, 9, 4),
        )
        kept.Brief.objects.create(
            **OF_ROBIN, placement=placement, words="Calm mornings; ring the parent first"
        )
        return placement.pk


def a_change_is_proposed() -> kept.Proposal:
    """A change that waits, with its event and its count; and feedback that wants a reply."""
    council = {"authority_id": AUTHORITY}
    with behind_the_walls():
        proposal = kept.Proposal.objects.create(
            **council,
            kind="pathway",
            name="independent",
            text="…",
            why="The panel agreed this",
            proposed_by_id=AP_OFFICER.id,
            proposed_at=NOON,
        )
        kept.PolicyEvent.objects.create(
            **council,
            at=NOON,
            proposal=proposal,
            actor_id=AP_OFFICER.id,
            verb="propose_policy",
            once=proposal.pk,
        )
        kept.Effect.objects.create(
            **council,
            proposal=proposal,
            counted_by_id=AP_OFFICER.id,
            counted_at=NOON,
            considered=1,
            live=0,
            past=1,
        )
        said = kept.Feedback.objects.create(**council, page="about", helpful=False, at=NOON)
        kept.ReplyAddress.objects.create(**council, feedback=said, email="someone@example.org")
        return proposal


def robin_is_passed_to_life(**columns: object) -> UUID:
    """Robin, who is 16 here, is accepted for LIFE and passed to Joy Penhale, its lead."""
    referral_id = robin_is_referred(pathway="life", state="accepted")
    with behind_the_walls():
        kept.Child.objects.filter(pk=ROBIN).update(date_of_birth=date(2010, 3, 2))
        return a_place_is_asked_for(ROBIN, referral_id, **columns).pk


def a_place_is_asked_for(
    child_id: UUID, referral_id: UUID | None = None, **columns: object
) -> kept.Placement:
    """A child passed to LIFE on 5 October, to be answered by today."""
    asked = {
        "authority_id": AUTHORITY,
        "child_id": child_id,
        "referral_id": referral_id,
        "pathway": "life",
        "provider_id": key("provider", LIFE),
        "held_by_id": LIFE_LEAD.id,
        "legal_basis": "s42",
        "census_reason": "ehc_plan",
        "setting_type": "OTH",
        "owner_id": AP_OFFICER.id,
        "next_on": TODAY,
        "next_step": "A provider answers the offer",
        "offered_at": NOON,
        **columns,
    }
    place = kept.Placement.objects.create(**asked)
    kept.Brief.objects.create(
        authority_id=AUTHORITY,
        child_id=child_id,
        placement=place,
        risks="None known; the mother was asked",
        words="Likes to know the day before",
    )
    return place


def another_child_at_life(name: str, **columns: object) -> UUID:
    """Somebody else's placement at LIFE; the key of the placement."""
    with behind_the_walls():
        child = kept.Child.objects.create(
            authority_id=AUTHORITY,
            forename=name,
            surname="Castell",
            name_key=f"castell {name.lower()}",
            date_of_birth=date(2010, 1, 1),
        )
        referral = kept.Referral.objects.create(
            authority_id=AUTHORITY,
            child=child,
            pathway="life",
            policy_sha256="0" * 64,
            legal_basis="s42",
            state="accepted",
            referred_by_id=SENCO.id,
            referrer="school",
            about="Has had no place since the summer",
            parent_view="agrees",
            sent_at=NOON,
            owner_id=AP_OFFICER.id,
            next_on=TODAY,
        )
        return a_place_is_asked_for(child.pk, referral.pk, **columns).pk


def life_has_places(places: int) -> None:
    """Since September LIFE takes so many at once."""
    with behind_the_walls():
        kept.Capacity.objects.create(
            authority_id=AUTHORITY,
            provider_id=key("provider", LIFE),
            places=places,
            from_on=date(2026, 9, 1),
            source="The lead’s return of 1 September",
            reason="Two groups of four",
            set_by_id=HEAD_OF_SERVICE.id,
            set_at=NOON,
        )


def everything_happened_to_robin() -> None:
    """One row of every table that can hold one about a child."""
    proposal = a_change_is_proposed()
    placement_id = robin_is_placed()
    with behind_the_walls():
        placement = kept.Placement.objects.get(pk=placement_id)
        kept.Placement.objects.filter(pk=placement_id).update(destination="own_school")
        of = {**OF_ROBIN, "placement_id": placement_id}
        kept.Fact.objects.create(
            **OF_ROBIN,
            referral_id=placement.referral_id,
            name="unable_to_attend",
            value="illness",
            said_by_id=SENCO.id,
            said_at=NOON,
        )
        asked = kept.Approach.objects.create(
            **OF_ROBIN,
            kind="help",
            words="He cannot go in any more, and nobody rings back",
            asked_by_id=PARENT.id,
            asker=PARENT.name,
            asked_at=NOON,
            owner_id=SENCO.id,
            next_on=TODAY,
        )
        kept.ApproachNote.objects.create(
            **OF_ROBIN,
            approach=asked,
            words="Rang the mother",
            next_on=TODAY,
            written_by_id=SENCO.id,
            written_at=NOON,
        )
        kept.Amendment.objects.create(
            **OF_ROBIN,
            referral_id=placement.referral_id,
            part="risks",
            was="None known",
            became="Leaves the building when shouted at",
            reason="The mother said so",
            amended_by_id=SENCO.id,
            amended_at=NOON,
        )
        made = kept.Decision.objects.create(
            **OF_ROBIN,
            referral_id=placement.referral_id,
            outcome="accept",
            reason_code="criteria_met",
            reason="Cannot attend, and the school has tried what it can",
            section_19="owed",
            decided_by_id=AP_OFFICER.id,
            decided_at=NOON,
            owner_id=AP_OFFICER.id,
            next_on=TODAY,
            policy_sha256="0" * 64,
        )
        kept.Finding.objects.create(**OF_ROBIN, decision=made, facts={}, verdict={})
        kept.Explanation.objects.create(
            **OF_ROBIN,
            decision=made,
            words="The clinic had just written",
            said_by_id=AP_OFFICER.id,
            said_at=NOON,
        )
        _a_panel_was_heard(placement.referral_id, made)
        kept.Turned.objects.create(
            **OF_ROBIN,
            effect=kept.Effect.objects.get(proposal=proposal),
            referral_id=placement.referral_id,
            live=False,
            before="eligible",
            after="not_eligible",
        )
        a_letter_was_sent(made)
        kept.Duty.objects.create(
            **OF_ROBIN,
            answer="owed",
            reason="Not in school since June",
            owner_id=AP_OFFICER.id,
            opened_at=NOON,
            next_review_on=TODAY,
        )
        kept.BasisChange.objects.create(
            **of,
            was="s29a",
            became="s19",
            reason="The school had directed nobody",
            corrected_by_id=AP_OFFICER.id,
            corrected_at=NOON,
        )
        kept.Objective.objects.create(**of, words="Read again for pleasure", baseline="Reads none")
        _a_service_took_its_steps(of)
        lesson = kept.Lesson.objects.create(
            **of, tutor_id=TUTOR.id, starts_at=NOON, minutes=60, outcome="delivered"
        )
        concern = kept.Concern.objects.create(
            **of,
            lesson=lesson,
            words="Said he had not eaten",
            raised_by_id=TUTOR.id,
            raised_at=NOON,
            owner_id=AP_OFFICER.id,
            next_on=TODAY,
        )
        kept.ConcernAnswer.objects.create(
            **OF_ROBIN,
            concern=concern,
            raised_by_id=TUTOR.id,
            code="taken",
            words="Ringing the mother today",
            answered_by_id=AP_OFFICER.id,
            answered_at=NOON,
            next_on=TODAY,
        )
        kept.Session.objects.create(
            **OF_ROBIN, on=TODAY, half="am", code="K", why="taught by the council's tutor"
        )
        review = kept.Review.objects.create(
            **of,
            due_on=TODAY,
            held_on=TODAY,
            outcome="continue",
            held_by_id=PROVIDER_LEAD.id,
            next_on=date(2026, 12, 11),
        )
        kept.ReviewAccount.objects.create(
            **of,
            review=review,
            reason="Settled and reading",
            child_view="I am afraid of dad when he drinks",
        )
        kept.ReturnStep.objects.create(
            **of,
            from_on=TODAY,
            words="Art on Fridays",
            minutes_in_school=60,
            owner_id=AP_OFFICER.id,
        )
        check = kept.ReturnCheck.objects.create(
            **of,
            due_on=TODAY,
            checked_on=TODAY,
            sustained="yes",
            checked_by_id=AP_OFFICER.id,
        )
        kept.CheckAccount.objects.create(
            **of,
            return_check=check,
            reason="In every day since; his sister says that he sleeps now",
        )
        kept.Ending.objects.create(
            **of, reason_code="mix", reason="A child who hurt him is placed here"
        )
        kept.Note.objects.create(
            **OF_ROBIN,
            kind="call",
            words="Rang the mother; mornings are best",
            happened_at=NOON,
            written_by_id=AP_OFFICER.id,
            written_at=NOON,
        )
        kept.Event.objects.create(
            at=NOON,
            **OF_ROBIN,
            actor_id=AP_OFFICER.id,
            verb="write_note",
            about="note",
            about_id=ROBIN,
            once=key("once"),
        )
        kept.Opened.objects.create(**OF_ROBIN, person_id=AP_OFFICER.id, at=NOON, page="child")
        a_letter_came_with(placement.referral_id)
        a_letter_came_with(placement.referral_id, state="held")
        draft = kept.Draft.objects.create(
            person_id=SENCO.id,
            pathway="a2e",
            answers={"child": str(ROBIN), "facts": {}, "unknown": [], "account": {}},
            started_at=NOON,
            saved_at=NOON,
        )
        kept.DraftFile.objects.create(
            draft=draft,
            person_id=SENCO.id,
            about=ROBIN,
            paper={},
            name="letter.pdf",
            media_type="application/pdf",
            added_at=NOON,
            **measured(b"%PDF-"),
        )


def a_letter_came_with(
    referral_id: UUID, by: Member = SENCO, state: str = "clean", own: bool = False
) -> kept.Evidence:
    """A doctor's letter came with the referral, by this person; `own` where they are the family."""
    whose = {"person_id": by.id} if own else {}
    content = f"%PDF-1.7 {by.part} {state}".encode()
    document = None
    if state in ("clean", "unchecked"):
        document = kept.Document.objects.create(
            **OF_ROBIN,
            **whose,
            kind="evidence",
            name="letter.pdf",
            media_type="application/pdf",
            **measured(content),
            made_by_id=by.id,
            made_at=NOON,
        )
    evidence = kept.Evidence.objects.create(
        **OF_ROBIN,
        **whose,
        referral_id=referral_id,
        asked="other",
        words="Doctor’s letter",
        written_by="Dr Lowe",
        shows=["unable_to_attend"],
        state=state,
        name="letter.pdf",
        size=len(content),
        sha256=sha256(content).hexdigest(),
        added_by_id=by.id,
        added_at=NOON,
        document=document,
    )
    if state == "held":
        kept.Quarantine.objects.create(
            **OF_ROBIN,
            evidence=evidence,
            added_by_id=by.id,
            media_type="application/pdf",
            content=content,
        )
    return evidence


def _a_service_took_its_steps(of: dict[str, object]) -> None:
    """Robin waited, and was interviewed; it was said who pays."""
    kept.Wait.objects.create(
        **of,
        reason_code="no_place",
        reason="Nobody leaves before Christmas",
        meanwhile="Two mornings a week with a tutor at home",
        look_on=TODAY,
        put_by_id=PROVIDER_LEAD.id,
        put_at=NOON,
    )
    step = kept.IntakeStep.objects.create(
        **of,
        step="funding",
        name="Funding agreed",
        outcome="done",
        on=TODAY,
        done_by_id=AP_OFFICER.id,
        words="Agreed by the budget holder",
        recorded_at=NOON,
    )
    kept.Funding.objects.create(
        **of, step=step, payer="council", how="direct", basis="By the place, each half term"
    )


def _a_panel_was_heard(referral_id: UUID, decision: kept.Decision) -> None:
    """Dana gave the panel her view, Sam stood aside, and it was decided."""
    panel = kept.Panel.objects.create(
        authority_id=AUTHORITY, name="Monday panel", meets_at=NOON, chair_id=HEAD_OF_SERVICE.id
    )
    kept.Seat.objects.create(authority_id=AUTHORITY, panel=panel, person_id=AP_OFFICER.id)
    item = kept.PanelItem.objects.create(
        **OF_ROBIN,
        panel=panel,
        referral_id=referral_id,
        state="decided",
        why="Whether he can be taught in a group",
        listed_by_id=AP_OFFICER.id,
        listed_at=NOON,
        decision=decision,
    )
    kept.PanelView.objects.create(
        **OF_ROBIN,
        item=item,
        member_id=AP_OFFICER.id,
        recommends="accept",
        reason="He cannot attend, and the school has tried what it can",
        given_at=NOON,
        is_open=True,
    )
    kept.StoodAside.objects.create(
        **OF_ROBIN,
        item=item,
        member_id=OTHER_OFFICER.id,
        interest="His sister teaches at the school",
        declared_at=NOON,
    )


def a_letter_was_sent(made: kept.Decision) -> None:
    """The mother has been sent a letter about this decision, by email."""
    carol = {"person_id": PARENT.id}
    document = kept.Document.objects.create(
        **OF_ROBIN,
        **carol,
        kind="letter",
        name="letter.pdf",
        media_type="application/pdf",
        size=4,
        sha256="0" * 64,
        content=b"%PDF",
        made_by_id=AP_OFFICER.id,
        made_at=NOON,
    )
    letter = kept.Letter.objects.create(
        **OF_ROBIN,
        **carol,
        decision=made,
        adult_id=key("adult", "parent"),
        state="sent",
        channel="email",
        written_by_id=AP_OFFICER.id,
        written_at=NOON,
        owner_id=AP_OFFICER.id,
        due_on=TODAY,
        document=document,
        sent_by_id=AP_OFFICER.id,
        left_on=TODAY,
    )
    kept.Mail.objects.create(
        **OF_ROBIN,
        letter=letter,
        to_id=PARENT.id,
        subject="A letter",
        body="Sign in",
        state="sent",
        queued_at=NOON,
        sent_at=NOON,
    )


def a_confidential_address(part: str = "parent") -> None:
    """The mother's new address is a refuge's."""
    with behind_the_walls():
        kept.Address.objects.create(
            **OF_ROBIN,
            adult_id=key("adult", part),
            person_id=PARENT.id,
            lines="A refuge",
            postcode="GU1 1AA",
            postcode_key="gu11aa",
            confidential=True,
            source="social worker",
            verified_on=TODAY,
            period=since(TODAY),
        )


def robins_record_is_restricted(*circle: UUID) -> None:
    """Robin's record is closed to all but these people."""
    with behind_the_walls():
        restriction = kept.Restriction.objects.create(
            **OF_ROBIN,
            reason_code="protected_person",
            reason="Police advice of this week",
            approved_by_id=AP_OFFICER.id,
            period=since(date(2026, 1, 1)),
        )
        for person_id in circle:
            kept.Circle.objects.create(**OF_ROBIN, restriction=restriction, person_id=person_id)


def robin_is_placed_by(*, said: dict[str, object] | None = None, **columns: object) -> UUID:
    """Robin is taught, and this placement differs in these columns; the referrer said these facts.

    `provider` is a provider's name.
    """
    placement_id = robin_is_placed()
    if provider := columns.pop("provider", None):
        columns["provider_id"] = key("provider", str(provider))
    with behind_the_walls():
        placements = kept.Placement.objects.filter(pk=placement_id)
        if columns:
            placements.update(**columns)
        referral_id = placements.values_list("referral_id", flat=True).get()
        for name, value in (said or {}).items():
            kept.Fact.objects.create(
                **OF_ROBIN,
                referral_id=referral_id,
                name=name,
                value=value,
                said_by_id=SENCO.id,
                said_at=NOON,
            )
    return placement_id
