"""The county before any child: its schools and providers, and the people who hold posts there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from math import exp, hypot
from typing import Any
from uuid import UUID

from towpath.project.county.cast import since
from towpath.project.county.chance import BRONZE, Chance, spread
from towpath.project.county.source import Postcode, Urn, first_name, postcodes, rows, surnames
from towpath.records.cast import A2E, AUTHORITY, BY_PART, CAST, KESTREL, PROVIDERS, key
from towpath.records.cast import SCHOOLS as CAST_SCHOOLS

Row = tuple[str, dict[str, Any]]

CASELOAD = 178  # children of the caseload, open and ended, for each AP officer
LEADS = {"service": "service_lead", "pru": "pru_head", "medical_pru": "pru_head"}
# Where children are taught in groups no tutor is named; elsewhere so many, or one to six.
TUTORS = {"pru": 0, "medical_pru": 0, A2E: 36, KESTREL: 4}
UNAPPROVED = 0.04  # of independent providers, and one at the least
# The cast have a share that can be looked at in a minute, whatever the county's size: this many
# pupils at Larkwood School, and this many children taught by Ben Arkwright. Of all children, about
# so many are of an age for Larkwood, or have an independent provider who teaches them today.
LARKWOOD_PUPILS, OF_AGE = 25, 0.58
BENS_CHILDREN, TAUGHT = 6, 0.25


@dataclass(frozen=True, slots=True, eq=False)
class School:
    """A school of the county, and who refers from it."""

    id: UUID
    name: str
    phase: str
    at: Postcode
    senco: UUID
    head: UUID


@dataclass(frozen=True, slots=True, eq=False)
class Provider:
    """A provider or receiving service; without tutors, it teaches in groups."""

    id: UUID
    name: str
    kind: str
    pathways: tuple[str, ...]
    setting_type: str
    approved: bool
    at: Postcode
    lead: UUID
    tutors: tuple[UUID, ...]


@dataclass(frozen=True)
class County:
    """Everybody and every place a child's story can meet. `names` are of all who hold posts."""

    schools: Mapping[str, tuple[School, ...]]
    providers: Mapping[str, tuple[Provider, ...]]  # by pathway
    officers: tuple[UUID, ...]
    brokers: tuple[UUID, ...]
    social_workers: tuple[UUID, ...]
    coordination_officers: tuple[UUID, ...]
    larkwood: School
    ben: Provider  # Kestrel Lane Tuition, as far as it is Ben Arkwright
    names: Mapping[UUID, str]
    rows: tuple[Row, ...]
    children: int

    def school_for(self, number: int, home: Postcode, phase: str, chance: Chance) -> School:
        """A school of this phase, the nearer the likelier: half of all within about 2.5 km."""
        if phase == "secondary" and self._is_of(number, LARKWOOD_PUPILS / OF_AGE):
            return self.larkwood
        square = (home.easting // 1000, home.northing // 1000)
        found: School = _near(self.schools[phase], square, 1.8).draw(chance)
        return found

    def provider_for(self, number: int, home: Postcode, pathway: str, chance: Chance) -> Provider:
        """A provider that receives by this pathway; tutors travel, so distance matters less."""
        if pathway == "independent" and self._is_of(number, BENS_CHILDREN / TAUGHT):
            return self.ben
        square = (home.easting // 1000, home.northing // 1000)
        found: Provider = _near(self.providers[pathway], square, 15.0).draw(chance)
        return found

    def _is_of(self, number: int, wanted: float) -> bool:
        """Whether a child is one of so many, laid evenly among all."""
        return spread(number, BRONZE) < wanted / self.children


@cache
def _near(places: tuple[Any, ...], square: tuple[int, int], reach: float) -> Urn:
    """Places by nearness to the middle of a square kilometre, and by how many teach there.

    `reach` is in kilometres. No place is beyond all reach, or some children would have none.
    """
    east, north = (side * 1000 + 500 for side in square)
    weights = (
        max(1, len(getattr(place, "tutors", ())))
        * (exp(-hypot(place.at.easting - east, place.at.northing - north) / 1000 / reach) + 1e-9)
        for place in places
    )
    return Urn(places, tuple(accumulate(weights)))


def found(children: int, chance: Chance) -> County:
    """The county that has room for so many children: all its places, and people enough.

    The cast keep their own posts. A county of less than a thousand children has fewer places, so
    that each still has a few.
    """
    staff = _Staff(chance)
    every = max(1, min(6, 2300 // children))
    schools = tuple(_schools(staff, every))
    providers = tuple(_providers(staff, every, max(1, round(children / 2300))))
    kestrel = next(provider for provider in providers if provider.name == KESTREL)
    ben, *others = kestrel.tutors
    of_pathway = defaultdict(list)
    for provider in providers:
        for pathway in provider.pathways:
            shared = replace(kestrel, tutors=tuple(others)) if provider is kestrel else provider
            of_pathway[pathway].append(shared)
    phases = {
        "primary": ("primary", "all_through"),
        "secondary": ("secondary", "all_through"),
        "special": ("special",),
    }
    return County(
        schools={
            phase: tuple(s for s in schools[1:] if s.phase in kinds)
            for phase, kinds in phases.items()
        },
        providers={pathway: tuple(found) for pathway, found in of_pathway.items()},
        officers=staff.council("ap_officer", children / CASELOAD, "ap_officer", "other_officer"),
        brokers=staff.council("broker", children / 575, "broker"),
        social_workers=staff.council("social_worker", children / 50, "social_worker"),
        coordination_officers=staff.council(
            "ehc_coordination_officer", children / 90, "ehc_coordination_officer"
        ),
        larkwood=schools[0],
        ben=replace(kestrel, tutors=(ben,)),
        children=children,
        names=staff.names,
        rows=tuple(staff.rows),
    )


class _Staff:
    """Appoints people to posts, and keeps the rows that say so."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.rows: list[Row] = []
        self.names = {member.id: member.name for member in CAST}

    def appoint(self, duty: str, *words: str, **place: UUID) -> UUID:
        """A new person in a post. `words` tell this post from all others."""
        sex = self.chance.choice("FM")
        name = f"{first_name(self.chance, 0, sex)} {surnames().draw(self.chance)}"
        person = key("person", duty, *words)
        number = len(self.names)
        address = "".join(c for c in name.lower().replace(" ", ".") if c.isalpha() or c == ".")
        self.names[person] = name
        self.rows.append(
            (
                "Person",
                {
                    "id": person,
                    "authority_id": AUTHORITY,
                    "name": name,
                    "email": f"{address}.{number}@example.org",
                    "phone": f"01632 960{number % 1000:03}",
                },
            )
        )
        post = {"id": key("post", duty, *words), "person_id": person, "duty": duty, **place}
        self.rows.append(("Post", {"authority_id": AUTHORITY, "period": since(), **post}))
        return person

    def council(self, duty: str, wanted: float, *cast: str) -> tuple[UUID, ...]:
        """So many people of the council's own in a duty, the cast first."""
        known = tuple(BY_PART[part].id for part in cast)
        more = range(len(known), max(len(known), round(wanted)))
        return known + tuple(self.appoint(duty, str(n)) for n in more)


def _schools(staff: _Staff, every: int) -> Iterator[School]:
    for name, phase, code in CAST_SCHOOLS:
        id_ = key("school", name)
        held = {m.duty: m.id for m in CAST if m.school == name}
        head = held.get("head_teacher") or staff.appoint("head_teacher", name, school_id=id_)
        yield School(id_, name, phase, postcodes()[code], held["senco"], head)
    for row in list(rows("schools.csv"))[::every]:
        id_, name, at = key("school", row["name"]), row["name"], postcodes()[row["postcode"]]
        staff.rows.append(
            (
                "School",
                {
                    "id": id_,
                    "authority_id": AUTHORITY,
                    "name": name,
                    "phase": row["phase"],
                    "postcode": at.code,
                    "district": at.district,
                    "made_up": True,
                },
            )
        )
        senco = staff.appoint("senco", name, school_id=id_)
        head = staff.appoint("head_teacher", name, school_id=id_)
        yield School(id_, name, row["phase"], at, senco, head)


def _providers(staff: _Staff, every: int, times: int) -> Iterator[Provider]:
    somewhere = tuple(postcodes().values())
    for name, kind, pathways, setting in PROVIDERS:
        id_ = key("provider", name)
        lead = next(m.id for m in CAST if m.provider == name and m.duty != "tutor")
        known = tuple(m.id for m in CAST if m.provider == name and m.duty == "tutor")
        tutors = known + _tutors(staff, id_, name, kind, times, len(known))
        at = staff.chance.choice(somewhere)
        yield Provider(id_, name, kind, tuple(pathways), setting, True, at, lead, tutors)
    found = list(rows("providers.csv"))
    independent = [row for row in found if row["kind"] == "independent"][::every]
    doubtful = [row["name"] for row in independent[:: round(1 / UNAPPROVED)]]
    for row in [row for row in found if row["kind"] != "independent"] + independent:
        yield _provider(staff, row, row["name"] not in doubtful, times)


def _provider(staff: _Staff, row: dict[str, str], approved: bool, times: int) -> Provider:
    """A provider of our list: its row, and the people who hold posts there."""
    id_, name, kind = key("provider", row["name"]), row["name"], row["kind"]
    at, received = postcodes()[row["postcode"]], tuple(row["pathways"].split())
    values = {
        "id": id_,
        "authority_id": AUTHORITY,
        "name": name,
        "kind": kind,
        "pathways": list(received),
        "setting_type": row["setting_type"],
        "approved": approved,
        "phone": f"01632 960{staff.chance.randrange(700, 1000)}",
        "postcode": at.code,
        "made_up": True,
    }
    staff.rows.append(("Provider", values))
    lead = staff.appoint(LEADS.get(kind, "provider_lead"), name, provider_id=id_)
    tutors = _tutors(staff, id_, name, kind, times, 0)
    return Provider(id_, name, kind, received, row["setting_type"], approved, at, lead, tutors)


def _tutors(
    staff: _Staff, id_: UUID, name: str, kind: str, times: int, known: int
) -> tuple[UUID, ...]:
    wanted = TUTORS.get(name, TUTORS.get(kind, 12 if kind == "service" else None))
    if wanted is None:
        wanted = staff.chance.randint(1, 6)
    numbers = range(known, wanted * times)
    return tuple(staff.appoint("tutor", name, str(n), provider_id=id_) for n in numbers)
