"""The council's policy that a record is decided by: what was published, and by which hash.

Where nothing has been published at all, as at a first start, the folder speaks. Published texts are
only ever added to, so their number and the last of them say whether any is new: one cheap query,
asked once in each transaction of a reader; the policy is read anew only when that has changed.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Window

from towpath.authority import Authority, Fault, check, load, load_places, read_text, texts
from towpath.records.actor import remembered
from towpath.records.child import Child
from towpath.records.decision import Decision
from towpath.records.pathway import PublishedPolicy
from towpath.records.referral import Referral
from towpath.records.who import Authority as Council
from towpath.rules.due import Due
from towpath.rules.enquiry import Verdict
from towpath.rules.fact import Doubt, doubt
from towpath.rules.place import Places
from towpath.rules.proposal import path_of
from towpath.rules.triage import Triage
from towpath.rules.vocabulary import CONTRADICTIONS, parse
from towpath.rules.wording import in_london
from towpath.rules.wrong import Wrong

State = tuple[int, UUID] | None  # None where nothing was ever published


def policy(authority_id: UUID) -> Authority:
    """The policy of a council as published. Raises FaultyError where it cannot be read."""
    return _policy(authority_id, _state(authority_id))


def published(code: str) -> Authority:
    """The policy of the council of this code, for anyone. Raises LookupError if there is none."""
    authority_id = Council.objects.filter(code=code).values_list("pk", flat=True).first()
    if authority_id is None or not has_folder(code):
        raise LookupError(f"no council is called {code}")
    return policy(authority_id)


def councils() -> list[tuple[str, str]]:
    """The code and the name of every council that has published anything, by name. One query."""
    rows = PublishedPolicy.objects.order_by("authority__name").distinct()
    return list(rows.values_list("authority__code", "authority__name"))


def has_folder(code: str) -> bool:
    """Whether a council of this code has words of its own: one may be known by name alone."""
    return (settings.AUTHORITIES / code).is_dir()


def triage(authority_id: UUID) -> Triage:
    """The council's pathways, prepared to be asked about children."""
    return _triage(authority_id, _state(authority_id))


def places(authority_id: UUID) -> Places:
    """The postcodes of a council's area and round it."""
    council = policy(authority_id).council
    return load_places(settings.AUTHORITIES / council.id, settings.AUTHORITIES / council.nation)


def due(authority_id: UUID, clock: str, day: date) -> date:
    """The last day that a clock of this council allows, counted from `day`."""
    authority = policy(authority_id)
    rule: Due = authority.clocks[clock]
    return rule.by(day, authority.almanac.calendar)


def verdict_on(child: Child, pathway: str, said: Mapping[str, object], day: date) -> Verdict:
    """What a pathway in force on `day` answers, on facts as they were written.

    Raises Wrong where the pathway is not in force; FactError for a value that cannot be.
    """
    known = {name: parse(name, value) for name, value in said.items()}
    known["date_of_birth"] = child.date_of_birth
    for verdict in triage(child.authority_id).answer(known, day).verdicts:
        if verdict.pathway == pathway:
            return verdict
    raise Wrong("pathway", "That pathway is not open today: choose another")


def doubts(child: Child, said: Mapping[str, object], day: date) -> list[Doubt]:
    """What in these facts cannot all be so; nothing is decided by it."""
    known = {name: parse(name, value) for name, value in said.items()}
    known["date_of_birth"] = child.date_of_birth
    return list(doubt(known, day, CONTRADICTIONS))


def replay(decision: Decision) -> Verdict:
    """What triage answered when this decision was made: its facts, under the text of its day.

    Raises LookupError for a decision made before its pathway's text was published.
    """
    text = PublishedPolicy.objects.filter(
        authority_id=decision.authority_id, kind="pathway", sha256=decision.policy_sha256
    ).first()
    if text is None:
        raise LookupError(f"no published text has the hash {decision.policy_sha256}")
    authority = policy(decision.authority_id)
    pathway = read_text(text.name, text.text, authority.council.pathways)
    born = Child.objects.values_list("date_of_birth", flat=True).get(pk=decision.child_id)
    facts = {name: parse(name, value) for name, value in decision.finding.facts.items()}
    day = in_london(decision.decided_at).date()
    answer = Triage([pathway], authority.almanac).answer({**facts, "date_of_birth": born}, day)
    return answer.verdicts[0]


def newest(authority_id: UUID, kind: str, name: str) -> PublishedPolicy | None:
    """The text of this name as it is published now."""
    rows = PublishedPolicy.objects.filter(authority_id=authority_id, kind=kind, name=name)
    return rows.order_by("-published_at", "-id").first()


def faults(authority_id: UUID, kind: str, name: str, text: str) -> tuple[Fault, ...]:
    """What would be wrong if this text were published now, by line; nothing if all is well."""
    changed = {**_texts(authority_id), path_of(kind, name): text.encode()}
    return check(settings.AUTHORITIES / _code(authority_id), changed)


def as_if(authority_id: UUID, kind: str, name: str, text: str) -> Authority:
    """The policy as it would be with this text. Raises FaultyError."""
    changed = {**_texts(authority_id), path_of(kind, name): text.encode()}
    return load(settings.AUTHORITIES / _code(authority_id), changed)


def gives_advice(referral: Referral, day: date) -> bool:
    """Whether the pathway of a referral gives advice and no place, as it stands that day."""
    version = policy(referral.authority_id).pathway(referral.pathway).on(day)
    return version is not None and version.gives == "advice"


def text_now(authority_id: UUID, kind: str, name: str) -> str:
    """The text of this name as it stands: published, or the folder's; empty where there is none."""
    if (row := newest(authority_id, kind, name)) is not None:
        return row.text
    path = settings.AUTHORITIES / _code(authority_id) / path_of(kind, name)
    return path.read_text("utf-8") if path.is_file() else ""


def forget(authority_id: UUID) -> None:
    """What this transaction remembers of a council's policy, after something was published."""
    remembered().pop(authority_id, None)


def _state(authority_id: UUID) -> State:
    """How many texts of a council were ever published, and the last, as first found here."""
    known = remembered()
    if authority_id not in known:
        rows = PublishedPolicy.objects.filter(authority_id=authority_id)
        counted = rows.annotate(number=Window(Count("*"))).order_by("-published_at", "-id")
        known[authority_id] = counted.values_list("number", "pk").first()
    return known[authority_id]


@lru_cache(maxsize=16)
def _policy(authority_id: UUID, state: State) -> Authority:
    folder = settings.AUTHORITIES / _code(authority_id)
    return load(folder, _texts(authority_id)) if state else load(folder)


@lru_cache(maxsize=16)
def _triage(authority_id: UUID, state: State) -> Triage:
    authority = _policy(authority_id, state)
    return Triage(authority.pathways, authority.almanac)


@lru_cache(maxsize=64)
def _code(authority_id: UUID) -> str:
    return Council.objects.values_list("code", flat=True).get(pk=authority_id)


def _texts(authority_id: UUID) -> dict[str, bytes]:
    """Each text as last published, by its place in the council's folder."""
    rows = PublishedPolicy.objects.filter(authority_id=authority_id)
    latest = rows.order_by("kind", "name", "-published_at", "-id").distinct("kind", "name")
    published = {path_of(row.kind, row.name): row.text.encode() for row in latest}
    return published or dict(texts(settings.AUTHORITIES / _code(authority_id)))
