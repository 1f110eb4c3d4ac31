"""What each criterion rests on: which facts, who said them and when, and the papers that bear them
out; and the evidence that a pathway asks, with what has come."""

from dataclasses import dataclass
from datetime import datetime

from towpath.records import models as kept
from towpath.records.evidence import Held, borne_out, evidence_of
from towpath.records.policy import policy
from towpath.rules.evidence import STANDINGS, Law, gates, rests_on
from towpath.rules.pathway import Evidence
from towpath.rules.vocabulary import FACTS
from towpath.web.actor import now
from towpath.web.referral.question import words_for
from towpath.web.request import Request

BY_RECORD = "The child’s record"


@dataclass(frozen=True, slots=True)
class Said:
    """One fact as it stands, and who said so when; or that they were asked, and did not know."""

    name: str
    question: str
    answer: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Ground:
    """One fact that a criterion rests on. `by` is "" where nobody has said it."""

    question: str
    answer: str
    by: str
    at: datetime | None
    papers: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece of evidence that the pathway names, how it counts, and what has come of it."""

    asked: Evidence
    counts: str
    papers: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands beside a decision: the facts and papers under each criterion, by its id, all that
    was said, all the files, what the policy asks, and (where it makes a condition of medicine) the
    law."""

    grounds: dict[str, list[Ground]]
    said: list[Said]
    held: list[Held]
    wanted: list[Wanted]
    law: Law | None


def show_ground(request: Request, referral: kept.Referral) -> Shown:
    """All of it, of one referral, as the policy of today asks. Two queries."""
    council = policy(referral.authority_id)
    version = council.pathway(referral.pathway).on(now().today)
    facts, held = said(referral), evidence_of(referral)
    known = {fact.name: fact for fact in facts}
    born = request.sight.child.date_of_birth
    if "date_of_birth" not in known:
        question = FACTS["date_of_birth"].question
        answer = FACTS["date_of_birth"].say(born)
        known["date_of_birth"] = Said("date_of_birth", question, answer, BY_RECORD, None)
    criteria = version.criteria if version else ()
    grounds = {
        each.id: [_ground(name, known, held) for name in rests_on(each)] for each in criteria
    }
    if version:
        grounds[version.referral.id] = [_ground("referrer", known, held)]
    asked = version.evidence if version else ()
    wanted = [
        Wanted(item, STANDINGS[item.standing], tuple(h for h in held if h.of(item.id)))
        for item in asked
    ]
    return Shown(grounds, facts, held, wanted, council.medical_evidence if gates(asked) else None)


def said(referral: kept.Referral) -> list[Said]:
    """The facts as last said, in the vocabulary's order."""
    latest = {
        fact.name: fact
        for fact in kept.Fact.objects.filter(referral=referral)
        .select_related("said_by")
        .order_by("said_at", "id")
    }
    values = {name: fact.value for name, fact in latest.items()}
    return [
        Said(
            name,
            FACTS[name].question,
            words_for(name, values, fact.source == "unknown"),
            BY_RECORD if fact.source == "record" else fact.said_by.name,
            fact.said_at,
        )
        for name, fact in sorted(latest.items(), key=lambda pair: list(FACTS).index(pair[0]))
    ]


def _ground(name: str, known: dict[str, Said], held: list[Held]) -> Ground:
    papers = borne_out(held, name)
    if (fact := known.get(name)) is None:
        return Ground(FACTS[name].question, "Not said yet", "", None, papers)
    return Ground(fact.question, fact.answer, fact.by, fact.at, papers)
