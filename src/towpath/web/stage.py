"""A family's page: how far, who acts next, by when, and what happens until then.

It speaks to a young person, and to a parent of their child by name: every sentence here is written
once, and read in both voices.
"""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.records import stage as kept
from towpath.records.approach import Approach, approaches
from towpath.records.intake import Passage
from towpath.records.letter import letters_about
from towpath.records.policy import policy
from towpath.rules import approach as asking
from towpath.rules.decision import OUTCOMES
from towpath.rules.who import name
from towpath.rules.wording import day
from towpath.web.actor import now
from towpath.web.request import Request, Sight
from towpath.web.wording import listed

# Where a referral and its place have got to -> who acts next, and what they do.
NEXT = {
    "sent": ("{owner}", "decides whether this is right for {child}"),
    "returned": ("{referrer}", "answers what the council asked"),
    "advises": ("{owner}", "sees to it that the school has its advice for {child}"),
    "accepted": ("{owner}", "looks for somebody to teach {child}"),
    "offered": ("{owner}", "has asked somebody to teach {child}, and expects their answer"),
    "waiting": ("{owner}", "asks the service again whether it has a place for {child}"),
    "agreed": ("{place}", "starts to teach {child}"),
    "started": ("{owner}", "looks at how it is going and what comes next"),
    "placed": ("{owner}", "looks at what comes next"),
    "ended": ("{owner}", "asks how {whose} next step has gone"),
}
# Of an open referral, the states of its place that say more than its own.
SAYS_MORE = {"accepted": ("offered", "waiting", "agreed"), "placed": ("started", "ended")}
KEEPS = "Until then {school} keeps {child} on its roll and should send work."
UNTIL_THEN = {
    "sent": f"{KEEPS} If {{child}} {{has}} no education now, tell the person below: what the"
    " council owes does not wait for this decision.",
    "returned": "Nothing stops while that is answered: the date above stays.",
    "accepted": KEEPS,
    "advises": KEEPS,
    "offered": KEEPS,
    "waiting": f"{{child}} {{is_}} on the service’s waiting list. {KEEPS}",
    "agreed": KEEPS,
    "started": "Lessons go on as planned. If one does not happen, tell the person below.",
    "placed": "",
    "ended": "If it is not going well, tell the person below now: there is no need to wait.",
}
TEACHES = {"agreed": "will teach", "started": "teaches", "ended": "taught", "checked": "taught"}
OWED = {
    "owed": "The council owes {child} education now",
    "partly": "Some education is in place for {child}, and the council owes the rest",
    "not_owed": "The council does not owe {child} education: there is some that suits",
    "not_yet_known": "It is not yet known whether the council owes {child} education",
}
REFERRED_AS = {
    "school": "of {school}",
    "social_worker": "social worker",
    "ehc_coordination_officer": "EHC plan coordination officer",
    "council": "at the council",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """How the page names the child: to a young person, or to somebody else of the family."""

    child: str
    whose: str
    has: str
    is_: str

    def says(self, words: str, **more: str) -> str:
        """A sentence of this page in this voice."""
        return words.format(**asdict(self), **more)


def voice_of(sight: Sight) -> Voice:
    """How a page names the child to whoever of the family reads it."""
    if "young_person" in sight.duties:
        return Voice("you", "your", "have", "are")
    forename = sight.child.forename
    return Voice(forename, f"{forename}’s", "has", "is")


@require_safe
def stage(request: Request, child_id: UUID) -> HttpResponse:
    """Every referral of this child, the latest first, in words for a family."""
    voice = voice_of(request.sight)
    pathways, today = policy(request.sight.child.authority_id).pathways, now().today
    names = {p.id: p.name for p in pathways}
    advise = {p.id for p in pathways if (v := p.on(today)) and v.gives == "advice"}
    owed = kept.owed(child_id)
    return render(
        request,
        "family/stage.html",
        {
            "sight": request.sight,
            "voice": voice,
            "ways": [
                _way(way, names, voice, way.pathway in advise)
                for way in kept.stages(child_id, today)
            ],
            "letters": [line for line in letters_about(child_id) if line.state == "sent"],
            "asked": [told_to_family(one) for one in approaches(child_id)],
            "owed": voice.says(OWED[owed[0]]) if owed else "",
            "owed_why": owed[1] if owed else "",
            "owed_by": owed[3] if owed else "",
            "owed_on": owed[2] if owed else None,
        },
    )


def told_to_family(one: Approach) -> dict[str, Any]:
    """What somebody of the family asked, as they read it: who answers by when, or the answer."""
    rows = [{"name": "You asked" if one.kind == "help" else "You said", "value": one.words}]
    if one.quoted:
        rows.insert(0, {"name": "It said", "value": one.quoted})
    if one.next_on:
        rows.append({"name": "Who answers", "value": f"{one.owner.name}, by {day(one.next_on)}"})
    else:
        words = asking.OUTCOMES[one.kind].get(one.outcome, asking.APPROACH.words[one.state])
        rows.append({"name": "The answer", "value": words[0].upper() + words[1:]})
        if one.answer and one.answered_by:
            rows.append({"name": "Why", "value": f"{one.answer} ({one.answered_by.name})"})
    return {"rows": rows, "refused": one.kind == "help" and one.state == "answered"}


def _way(way: kept.Stage, names: dict[str, str], voice: Voice, advises: bool) -> dict[str, Any]:
    return {
        "way": way,
        "pathway": names.get(way.pathway, way.pathway),
        "steps": _steps(way, advises),
        **_next(way, voice, advises),
        "own_steps": [_own_step(step) for step in way.own_steps],
        "role": _role(way),
        "teaches": voice.says(f"{TEACHES.get(way.placed, 'teaches')} {{child}}"),
        "decisions": [
            {
                "title": OUTCOMES[each.outcome].capitalize(),
                "at": each.at,
                "lines": [
                    line
                    for line in (
                        each.reason,
                        each.explained,
                        f"{voice.says(OWED[each.section_19])}.",
                    )
                    if line
                ],
            }
            for each in way.decisions
        ],
        "refused": way.state in ("not_accepted", "signposted"),
    }


def _steps(way: kept.Stage, advises: bool) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = [
        {"name": "Asked for", "day": way.sent_on},
        {"name": "Deciding", "day": None if way.state in ("sent", "returned") else way.decided_on},
    ]
    if advises and way.state in ("sent", "returned", "accepted", "concluded"):
        return [*steps, {"name": "Advice to the school", "day": None}]
    if way.state not in ("not_accepted", "signposted", "withdrawn"):
        steps += [
            {"name": "Finding a place", "day": way.started_on},
            {"name": "Being taught", "day": way.ended_on},
            {
                "name": "Checking the return",
                "day": way.ended_on if way.placed == "checked" else None,
            },
        ]
    return steps


def _next(way: kept.Stage, voice: Voice, advises: bool) -> dict[str, Any]:
    """Who acts next, by name and part, and what holds until then; nothing where it has ended."""
    if way.is_ended:
        return {"next": None, "until": ""}
    here = way.placed if way.placed in SAYS_MORE.get(way.state, ()) else way.state
    here = "advises" if advises and here == "accepted" else here
    who, does = NEXT[here]
    school = way.school or "the school"
    people = {
        "owner": f"{way.owner}, {_role(way)},",
        "referrer": f"{way.referred_by}, {REFERRED_AS[way.referrer].format(school=school)},",
        "place": way.place,
    }
    until = UNTIL_THEN[here] if way.school else UNTIL_THEN[here].replace(KEEPS, "").strip()
    return {
        "next": {"who": who.format(**people), "does": voice.says(does), "by": way.next_on},
        "until": voice.says(until, school=school),
    }


def _own_step(step: Passage) -> tuple[str, str]:
    """One of the service's own steps, and where it stands: never who said what of it."""
    if step.outcome == "not_needed":
        return step.name, "not needed"
    if step.settled and step.on:
        return step.name, f"done on {day(step.on)}"
    if step.waits_for:
        return step.name, f"after {listed([waits.lower() for waits in step.waits_for])}"
    if step.outcome and step.on:
        return step.name, f"not done yet (tried on {day(step.on)})"
    return step.name, "next"


def _role(way: kept.Stage) -> str:
    return f"{name(way.owner_duty)} at the council" if way.owner_duty else "at the council"
