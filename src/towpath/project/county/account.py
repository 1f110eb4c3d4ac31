"""What a referrer says of a child: the facts that make sense of why, and who it is that says so."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from towpath.project.county.caseload import WHY
from towpath.project.county.chance import Chance
from towpath.project.county.child import Child

Facts = dict[str, Any]

# Pathways that take referrals from schools and the council alone.
SCHOOL_OR_COUNCIL = frozenset({"arts", "online-school", "pru"})


def referrer(child: Child, pathway: str, officer: UUID) -> UUID:
    """Who refers this child to this pathway, among those whom its policy lets refer."""
    if pathway == "hope" and child.social_worker:
        return child.social_worker
    by = WHY[child.why].by
    if by == "senco" and child.school:
        return child.school.senco
    if by == "officer" or pathway in SCHOOL_OR_COUNCIL or not child.coordination_officer:
        return officer
    return child.coordination_officer


def facts(child: Child, pathway: str, day: date, chance: Chance) -> Facts:
    """The facts that are said on `day` with a referral to `pathway`, as the form writes them."""
    said: Facts = {"lives_in_authority": True, **_school(child)}
    said |= {"ehc_plan": {"E": "in_force", "K": "none", "N": "none"}[child.plan]}
    if child.need:
        said["needs"] = [child.need]
    if child.social_worker:
        said["looked_after"] = child.looked_after
    said |= _WHAT_HAPPENED[child.why](day, chance)
    if child.why == "at_risk" and pathway not in ("pru", "online-school"):
        said["unable_to_attend"] = "other"  # in school on paper, and not able to stay in lessons
    if pathway == "medical-pru":
        said["medical_evidence_says_mainstream_not_appropriate"] = True
    if pathway == "hope":
        said["family_or_placement_breakdown_likely"] = True
        said["engaged_with_camhs_or_childrens_service"] = True
        said["named_consultant_or_social_worker"] = True
    if chance.happens(0.6):
        said["electively_home_educated"] = False
    return said


def _school(child: Child) -> Facts:
    if child.school is None:
        return {"on_school_roll": False}
    kind = "special" if child.school.phase == "special" else "mainstream"
    return {"on_school_roll": True, "school_type": kind}


def _ago(day: date, chance: Chance, least: int, most: int) -> str:
    return (day - timedelta(days=chance.randint(least, most))).isoformat()


def _excluded(day: date, chance: Chance) -> Facts:
    return {"permanently_excluded_on": _ago(day, chance, 1, 4), "attendance": "none"}


def _at_risk(day: date, chance: Chance) -> Facts:
    return {"at_risk_of_exclusion": True, "attendance": "part_time", "unable_to_attend": "no"}


def _anxiety(day: date, chance: Chance) -> Facts:
    much = "none" if chance.happens(0.7) else "part_time"
    evidence = ["gp_letter"] if chance.happens(0.7) else ["consultant_letter"]
    return {"attendance": much, "unable_to_attend": "illness", "medical_evidence": evidence}


def _illness(day: date, chance: Chance) -> Facts:
    return {
        "attendance": "none",
        "unable_to_attend": "illness",
        "medical_evidence": ["consultant_letter"],
    }


def _no_place(day: date, chance: Chance) -> Facts:
    return {
        "agreed_school_place": False,
        "came_to_attention_on": _ago(day, chance, 25, 60),
        "attendance": "none",
    }


def _new_plan(day: date, chance: Chance) -> Facts:
    return {
        "moved_into_authority_on": _ago(day, chance, 20, 70),
        "agreed_school_place": False,
        "ehc_plan_names": "specialist",
    }


def _excluded_plan(day: date, chance: Chance) -> Facts:
    return _excluded(day, chance) | {"ehc_plan_names": "specialist"}


def _plan(day: date, chance: Chance) -> Facts:
    names = "specialist" if chance.happens(0.8) else "mainstream"
    return {"ehc_plan_names": names, "attendance": "none", "unable_to_attend": "other"}


def _otherwise(day: date, chance: Chance) -> Facts:
    return {
        "ehc_plan_names": "other",
        "attendance": "none",
        "unable_to_attend": "other",
        "unable_to_attend_any_setting": True,
    }


def _part_time(day: date, chance: Chance) -> Facts:
    return {"attendance": "part_time", "unable_to_attend": "other"}


def _neet(day: date, chance: Chance) -> Facts:
    return {"neet": True, "identified_send_need": True}


_WHAT_HAPPENED = {
    "excluded": _excluded,
    "at_risk": _at_risk,
    "anxiety": _anxiety,
    "illness": _illness,
    "no_place": _no_place,
    "new_plan": _new_plan,
    "excluded_plan": _excluded_plan,
    "plan": _plan,
    "otherwise": _otherwise,
    "behaviour": _part_time,
    "other": _part_time,
    "neet": _neet,
}
