"""The council's policy that a record is decided by."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from towpath.authority import Authority, load, load_places
from towpath.authority.folder import COUNCIL
from towpath.records.child import Child
from towpath.records.who import Authority as Council
from towpath.rules.due import Due
from towpath.rules.enquiry import Verdict
from towpath.rules.place import Places
from towpath.rules.triage import Triage
from towpath.rules.vocabulary import parse
from towpath.rules.wrong import Wrong


@lru_cache(maxsize=16)
def policy(authority_id: UUID) -> Authority:
    """The policy of a council, read once a process. Raises FaultyError where its folder is not."""
    code = Council.objects.values_list("code", flat=True).get(pk=authority_id)
    return _load(code)


def published(code: str) -> Authority:
    """What the council of that code has published, for anyone to read: no actor is asked.

    Raises LookupError where there is no such council.
    """
    if not (settings.AUTHORITIES / code / COUNCIL).is_file():
        raise LookupError(f"no council is called {code}")
    return _load(code)


def councils() -> list[tuple[str, str]]:
    """The code and the name of every council whose policy is here, by name."""
    codes = (path.parent.name for path in settings.AUTHORITIES.glob(f"*/{COUNCIL}"))
    return sorted(((code, _load(code).council.name) for code in codes), key=lambda pair: pair[1])


@lru_cache(maxsize=16)
def _load(code: str) -> Authority:
    return load(settings.AUTHORITIES / code)


@lru_cache(maxsize=16)
def triage(authority_id: UUID) -> Triage:
    """The council's pathways, prepared to be asked about children."""
    authority = policy(authority_id)
    return Triage(authority.pathways, authority.almanac)


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
