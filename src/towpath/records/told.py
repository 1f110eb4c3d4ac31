"""What each thing on a child's timeline says of itself: decided, taught, found, ended, in words."""

from uuid import UUID

from towpath.records.amendment import Amendment
from towpath.records.approach import Approach
from towpath.records.basis import BasisChange
from towpath.records.child import Adult, CourtBar, Involvement
from towpath.records.concern import Concern, ConcernAnswer
from towpath.records.decision import Decision, explained
from towpath.records.intake import Funding, IntakeStep, Wait
from towpath.records.lesson import Lesson
from towpath.records.note import Note
from towpath.records.placement import Placement
from towpath.records.reintegration import ReturnCheck, ReturnStep
from towpath.records.review import Review
from towpath.rules import approach as asking
from towpath.rules import concern as answering
from towpath.rules import decision, intake, lesson, reintegration, review, who
from towpath.rules.adult import BARRED_FROM, RELATIONSHIPS
from towpath.rules.note import KINDS
from towpath.rules.referral import LEGAL_BASIS
from towpath.rules.wording import day, moment

Told = dict[UUID | tuple[UUID, str], str]


def told(child_id: UUID, about: set[str]) -> Told:
    """Words by the key of the row an event is about; of a placement, by that and the verb.

    `about` are the kinds of row the events are about; the people round the child are asked for
    only where they are among them, and so are a service's steps and waiting list. One query a
    table: eight, three for the people and three for the service.
    """
    words = _people(child_id) if about & {"adult", "courtbar", "involvement"} else {}
    if about & {"wait", "intakestep"}:
        words |= _before_a_place(child_id)
    for note in Note.objects.filter(child_id=child_id):
        who = f" with {note.with_whom}" if note.with_whom else ""
        words[note.pk] = f"{KINDS[note.kind]}{who}, {moment(note.happened_at)}\n\n{note.words}"
    words |= _changed(child_id, about)
    if about & {"approach", "approachnote"}:
        words |= _asked(child_id)
    decisions = Decision.objects.filter(child_id=child_id)
    for made in decisions.select_related("explanation__said_by"):
        outcome = decision.OUTCOMES[made.outcome]
        why = decision.REASONS[made.outcome][made.reason_code]
        words[made.pk] = f"Decided: {outcome}, because {why}. {_owed(made.section_19)}"
        if since := explained(made) or decision.unsaid(made.reason):
            words[made.pk] += f"\n\n{since}"
    for held in Lesson.objects.filter(child_id=child_id):
        by = f" by {lesson.CANCELLED_BY[held.cancelled_by]}" if held.cancelled_by else ""
        since = ". Corrected since" if held.superseded_by_id else ""
        since = ". Struck out since: it never happened" if held.struck_at else since
        when = f"{moment(held.starts_at)}, {held.minutes} minutes"
        words[held.pk] = f"{lesson.OUTCOMES[held.outcome]}{by}: {when}{since}"
    for concern in Concern.objects.filter(child_id=child_id):
        words[concern.pk] = concern.words
    for answer in ConcernAnswer.objects.filter(child_id=child_id):
        words[answer.pk] = answering.ANSWERS[answer.code]
    reviews = Review.objects.filter(child_id=child_id)
    for held_id, outcome, child_view in reviews.values_list("pk", "outcome", "account__child_view"):
        words[held_id] = f"{review.OUTCOMES[outcome]}. The child said: {child_view}"
    for step in ReturnStep.objects.filter(child_id=child_id):
        words[step.pk] = f"{step.words}. {reintegration.STEP_OUTCOMES[step.outcome]}"
    for check in ReturnCheck.objects.filter(child_id=child_id).select_related("placement"):
        asked = reintegration.CHECKS[check.placement.destination]
        words[check.pk] = asked.says(check.sustained)
    for place in Placement.objects.filter(child_id=child_id).select_related("provider"):
        for verb in ("offer", "accept", "decline", "cancel", "start"):
            words[place.pk, f"{verb}_placement"] = place.provider.name
        words[place.pk, "take_intake"] = place.provider.name
        words[place.pk, "start_interim"] = f"{place.provider.name}, before the whole plan"
        words[place.pk, "complete_plan"] = place.provider.name
        if place.destination:
            went = reintegration.DESTINATION[place.destination]
            words[place.pk, "end_placement"] = f"{place.provider.name}. Next: {went}"
    return words


def _changed(child_id: UUID, about: set[str]) -> Told:
    """What was said otherwise before: of a placement's basis, and in a referral."""
    words: Told = {}
    if "basischange" in about:
        for change in BasisChange.objects.filter(child_id=child_id):
            words[change.pk] = f"From {LEGAL_BASIS[change.was]}\n\nTo {LEGAL_BASIS[change.became]}"
    if "amendment" in about:
        for part in Amendment.objects.filter(child_id=child_id):
            words[part.pk] = f"{part.what}\n\nWas: {part.was or 'not said'}\n\nIs: {part.became}"
    return words


def _asked(child_id: UUID) -> Told:
    """What a family or a school asked, and how it was answered."""
    words: Told = {}
    for one in Approach.objects.filter(child_id=child_id):
        right = f"\n\n{one.hoped_for}" if one.hoped_for else ""
        for verb in ("ask_for_help", "say_wrong", "ask_advice"):
            words[one.pk, verb] = f"{one.words}{right}"
        words[one.pk, "answer_approach"] = asking.OUTCOMES[one.kind].get(one.outcome, "")
    return words


def _before_a_place(child_id: UUID) -> Told:
    """What one of the council's own services did before a place; who pays, for those who may."""
    words: Told = {}
    for wait in Wait.objects.filter(child_id=child_id):
        why = intake.WAIT[wait.reason_code]
        words[wait.pk] = f"Because {why}. Provided meanwhile: {wait.meanwhile}"
    for step in IntakeStep.objects.filter(child_id=child_id).select_related("done_by"):
        how = intake.OUTCOMES[step.outcome]
        words[step.pk] = f"{step.name}: {how}, {day(step.on)}, {step.done_by.name}"
    for paid in Funding.objects.filter(child_id=child_id):
        who = f"{intake.PAYERS[paid.payer]}; {intake.HOW[paid.how]}"
        words[paid.step_id] = f"{words[paid.step_id]}. Paid by {who}. Basis: {paid.basis}"
    return words


def _people(child_id: UUID) -> Told:
    """Who an event was about: never where they live or how they are reached."""
    words: Told = {}
    names: dict[UUID, str] = {}
    for adult in Adult.objects.filter(child_id=child_id):
        words[adult.pk] = f"{adult.name}, {RELATIONSHIPS[adult.relationship]}"
        if adult.person_id:
            names[adult.person_id] = adult.name
    for bar in CourtBar.objects.filter(child_id=child_id):
        name = names.get(bar.person_id, "An adult")
        words[bar.pk] = f"{name}, kept from {BARRED_FROM[bar.scope]}: {bar.order}"
    for one in Involvement.objects.filter(child_id=child_id).select_related("person"):
        words[one.pk] = f"{one.person.name}, {who.name(one.duty)}"
    return words


def _owed(answer: str) -> str:
    return f"Does the council owe education? {decision.SECTION_19[answer]}."
