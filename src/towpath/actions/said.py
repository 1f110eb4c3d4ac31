"""What is said of a referral, kept as it is said: facts, risks, and what amends them."""

from collections.abc import Mapping

from towpath.actions.action import Deed
from towpath.records import models as kept
from towpath.records.referral import risks_said
from towpath.records.row import keys
from towpath.rules import amendment as amending
from towpath.rules.fact import FactError
from towpath.rules.reason import given, if_said
from towpath.rules.referral import KNOWN, PARENT_VIEW
from towpath.rules.vocabulary import FACTS, parse
from towpath.rules.wrong import Wrong


def check_facts(facts: Mapping[str, object]) -> None:
    """A wrong value is refused beside its question; and one that is known, and never said."""
    for name, raw in facts.items():
        if name in KNOWN:
            raise Wrong(name, "This is known already: leave it out")
        try:
            parse(name, raw)
        except FactError as error:
            raise Wrong(name, f"{error.what}. {error.mend[:1].upper()}{error.mend[1:]}") from None


def keep_facts(
    deed: Deed,
    referral: kept.Referral,
    facts: Mapping[str, object],
    sources: Mapping[str, str] | None = None,
) -> None:
    """Add what was said, by whom, now; `sources` are those of the facts that nobody said."""
    kept.Fact.objects.bulk_create(
        kept.Fact(
            **keys(referral),
            referral=referral,
            name=name,
            value=raw,
            source=(sources or {}).get(name, "said"),
            said_by_id=deed.actor_id,
            said_at=deed.clock.now,
        )
        for name, raw in facts.items()
    )


def keep_unknown(deed: Deed, referral: kept.Referral, names: tuple[str, ...]) -> None:
    """Of these facts it was asked, and it is not known."""
    unknown = {name: None for name in FACTS if name in names}
    keep_facts(deed, referral, unknown, dict.fromkeys(unknown, "unknown"))


def keep_risks(deed: Deed, referral: kept.Referral, words: str) -> None:
    """The risks as they are known now, or of whom they were asked; what was said before stays."""
    kept.Risk.objects.create(
        **keys(referral),
        referral=referral,
        words=given("risks", words),
        said_by_id=deed.actor_id,
        said_at=deed.clock.now,
    )


def amended_so(
    *, deed: Deed, referral: kept.Referral, amended: amending.Amended, why: str
) -> kept.Amendment:
    """Change one part of a live referral, and keep what was, what is, who, when and why."""
    if amended.part == "fact":
        was, became = _fact(deed, referral, amended)
    elif amended.part == "parent_view":
        was, became = _family_view(deed, referral, amended)
    else:
        was, became = _own_text(deed, referral, amended)
    return kept.Amendment.objects.create(
        **keys(referral),
        referral=referral,
        part=amended.part,
        fact=amended.fact if amended.part == "fact" else "",
        was=was,
        became=became,
        reason=why,
        amended_by_id=deed.actor_id,
        amended_at=deed.clock.now,
    )


def _fact(deed: Deed, referral: kept.Referral, amended: amending.Amended) -> tuple[str, str]:
    """Say a fact anew; one that the council asked for is answered as such, and not amended."""
    name = amended.fact
    if name not in FACTS:
        raise Wrong("answer", "That is none of the questions")
    if referral.state == "returned" and name in referral.asked_for:
        raise Wrong("answer", "The council has asked for this: use “Answer what was asked”")
    rows = kept.Fact.objects.filter(referral=referral, name=name).order_by("-said_at", "-id")
    last = rows.first()
    was = _fact_says(name, last.value, last.source != "unknown") if last else ""
    if amended.known:
        check_facts({name: amended.value})
    became = _fact_says(name, amended.value, amended.known)
    amending.check_change(was, became, "answer")
    deed.change(referral)
    if amended.known:
        keep_facts(deed, referral, {name: amended.value})
    else:
        keep_unknown(deed, referral, (name,))
    return was, became


def _fact_says(name: str, raw: object, known: bool) -> str:
    fact = FACTS[name]
    return fact.say(fact.read(raw)) if known else "Not known"


def _family_view(deed: Deed, referral: kept.Referral, amended: amending.Amended) -> tuple[str, str]:
    """Say what the parent or young person thinks now."""
    if amended.view not in PARENT_VIEW:
        raise Wrong("view", "Say what the parent or young person thinks")
    said = if_said(str(amended.value))
    was = _told(referral.parent_view, referral.parent_view_text)
    became = _told(amended.view, said)
    amending.check_change(was, became, "view")
    deed.change(referral, parent_view=amended.view, parent_view_text=said)
    return was, became


def _told(view: str, said: str) -> str:
    return f"{PARENT_VIEW[view]}: {said}" if said else PARENT_VIEW[view]


def _own_text(deed: Deed, referral: kept.Referral, amended: amending.Amended) -> tuple[str, str]:
    """Write a free text anew. The risks stand as versions of their own."""
    if amended.part not in amending.TEXTS:
        raise Wrong("", "That is no part of a referral that can be amended")
    became = given("value", str(amended.value), 4000)
    risks = amended.part == "risks"
    was = risks_said(referral.pk) if risks else getattr(referral, amended.part)
    amending.check_change(was, became, "value")
    if risks:
        deed.change(referral)
        keep_risks(deed, referral, became)
    else:
        deed.change(referral, **{amended.part: became})
    return was, became
