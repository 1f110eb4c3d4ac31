"""What the finder found, as a page and a paper say it: the same words on both."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from towpath.rules.criterion import tests_of
from towpath.rules.enquiry import Reason
from towpath.rules.family import ASKING, REFERRERS
from towpath.rules.finder import Finding, Found, Result
from towpath.rules.pathway import Standing, Version
from towpath.web.finder.visit import Visit
from towpath.web.wording import listed

TITLES: dict[Result, str] = {
    "may_fit": "May fit",
    "depends": "Depends on more",
    "does_not_fit": "Does not fit on these answers",
}
STANDINGS: dict[Standing, str] = {
    "needed": "Needed",
    "may_be_asked": "May be asked for",
    "never_blocks": "Never a reason to wait",
}
HOW = {
    "all_of": "Every one of these",
    "any_of": "Any one of these",
    "none_of": "None of these may apply",
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the policy's own sentences, and what the answers make of it: met, not met, or (None)
    not known. `how` it counts is empty for words that ask nothing; `note` says more; `href` leads
    to the question that would change what is only presumed."""

    words: str
    how: str
    met: bool | None
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Depends:
    """What a result depends on, and the question that asks it; "" where none does."""

    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One pathway, as it is shown to a family. `asks` is false where the council has published no
    criteria, so that it fits anyone and says nothing of this child."""

    id: str
    name: str
    offer: str
    result: Result
    asks: bool
    criteria: tuple[Criterion, ...]
    depends: tuple[Depends, ...]
    refers: str
    referral: str
    next: str
    evidence: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    instead: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: the question, what was said, and where it can be changed."""

    question: str
    answer: str
    href: str


def told(here: Visit) -> tuple[Told, ...]:
    """The answers so far, in the order they were given."""
    asks = here.finder.asks
    return tuple(
        Told(asks[name].question, asks[name].words(keys), here.question(name))
        for name, keys in here.said.items()
    )


def shown(found: Found, here: Visit) -> tuple[Shown, ...]:
    """Every pathway in force today, in the council's order."""
    return tuple(_shown(finding, here) for finding in found.findings)


def doubts(found: Found, here: Visit) -> tuple[str, ...]:
    """What in the answers does not fit together, in a sentence each."""
    asks = here.finder.asks
    return tuple(
        f"{listed([f'“{asks[fact].question}”' for fact in doubt.facts])}: {doubt.words}."
        for doubt in found.doubts
    )


def _shown(finding: Finding, here: Visit) -> Shown:
    pathway = here.authority.pathway(finding.pathway)
    version = pathway.on(here.day)
    if version is None:
        raise LookupError(f"{pathway.id} is not in force: the finder would not have asked it")
    who = finding.may_refer.who
    named = [REFERRERS[referrer] for referrer in who] if who else []
    return Shown(
        id=pathway.id,
        name=pathway.name,
        offer=version.offer[0] if version.offer else "",
        result=finding.result,
        asks=bool(version.criteria),
        criteria=tuple(_criterion(reason, version, finding, here) for reason in finding.reasons),
        depends=tuple(_depends(name, here) for name in finding.depends),
        refers=listed(named, "or") if named else "",
        referral=finding.referral.words,
        next=_next(finding, named, here),
        evidence=tuple((STANDINGS[e.standing], e.words) for e in version.evidence),
        steps=tuple(step.words for step in version.steps),
        instead=tuple(here.authority.pathway(other).name for other in finding.redirect),
        href=_guide(here.code, pathway.id),
    )


def _criterion(reason: Reason, version: Version, finding: Finding, here: Visit) -> Criterion:
    met = None if reason.result == "unknown" else reason.result == "met"
    facts = _facts(reason.criterion, version)
    note = ""
    if reason.presumed:
        note = "You have not been asked: this is taken to be so unless you say otherwise."
    elif reason.criterion in finding.later:
        note = "Not yet: it changes with time alone."
    elif met is False and reason.mend:
        note = f"Not yet: {reason.mend}"
    href = here.question(facts[0]) if reason.presumed else ""
    how = HOW.get(reason.join, "") if facts else ""
    return Criterion(reason.words, how, met, note, href)


def _facts(criterion: str, version: Version) -> list[str]:
    return [
        test.fact
        for asked in version.criteria
        if asked.id == criterion
        for test in tests_of(asked.condition)
    ]


def _depends(name: str, here: Visit) -> Depends:
    return Depends(ASKING[name].about, here.question(name) if name in here.finder.asks else "")


def _next(finding: Finding, named: list[str], here: Visit) -> str:
    if finding.result == "does_not_fit":
        others = [here.authority.pathway(other).name for other in finding.redirect]
        if others:
            return f"The policy points to {listed(others, 'or')} instead."
        return (
            "If you think this is wrong, say so to whoever may refer: a person decides, and the "
            "council may owe education by another route."
        )
    ask = f"Ask {listed(named, 'or')} to refer" if named else "Ask the school or the council"
    if finding.result == "depends":
        return f"{ask} all the same if you cannot answer: they can find out what is missing."
    return f"{ask}, and show them the summary."


def _guide(code: str, pathway: str) -> str:
    """The guide's page of a pathway; "" in a service without the guide."""
    try:
        return reverse("guide_pathway", args=[code, pathway])
    except NoReverseMatch:
        return ""
