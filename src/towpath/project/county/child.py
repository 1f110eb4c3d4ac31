"""One made-up child: who they are, where they live and with whom, and what is wrong in the record.

A child is drawn from their number alone, so that any one of them can be drawn again by itself.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from towpath.project.county.caseload import WITH_PLAN, Stratum, strata
from towpath.project.county.chance import SILVER, Chance, share_of, spread
from towpath.project.county.place import County, School
from towpath.project.county.source import Postcode, first_name, homes, postcodes, surnames, words
from towpath.rules import upn

# No school in England has a number from 9900 on; 9901 is left to the cast.
ESTABLISHMENTS = (9900, *range(9902, 10000))
COUNCILS = (936, 919, 886, 850)  # the later ones when a large county has used up the first
NEEDS_OF_SUPPORT = {"SEMH": 0.55, "SLCN": 0.13, "SPLD": 0.12, "MLD": 0.08, "ASD": 0.08, "NSA": 0.04}

# What is wrong with a record, and the share of records of which it is so. See the how-to.
DEFECTS = (
    ("swapped_date", 0.01),
    ("old_upn", 0.01),
    ("misspelt", 0.01),
    ("wrong_letter", 0.02),
    ("moved_out", 0.02),
    ("", 0.93),
)
DUPLICATES = ("swapped_date", "old_upn", "misspelt")


@dataclass(frozen=True, slots=True)
class Home:
    """An address, and how its household is reached."""

    lines: str
    at: Postcode
    phone: str


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult round the child. `barred` is what a court keeps from them, if it does."""

    name: str
    relationship: str
    responsible: bool
    home: Home | None  # None: with the child
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    """A child as the county draws them. `defect` is what is wrong with the record, if anything."""

    number: int
    stratum: Stratum
    why: str
    forename: str
    surname: str
    sex: str
    born: date
    upn: str
    home: Home
    school: School | None
    plan: str  # E, K or N
    need: str
    looked_after: bool
    adults: tuple[Adult, ...]
    restricted: bool
    refuge: bool
    absence: float  # the share of lessons missed
    social_worker: UUID | None
    coordination_officer: UUID | None
    defect: str

    @property
    def team(self) -> str:
        """Which team the social worker is in, as a referral says it."""
        return "looked_after" if self.looked_after else "child_in_need"

    @property
    def carer(self) -> Adult:
        """Whoever lives with the child."""
        return self.adults[0]


def draw(number: int, county: County, seed: int, today: date) -> Child:
    """The child of this number, as of `today`; a duplicate is drawn after the one before."""
    defect = _defect(number)
    if defect in DUPLICATES:
        return _double(draw(number - 1, county, seed, today), number, defect)
    chance = Chance(seed, "child", number)
    stratum = share_of(spread(number, SILVER), strata())
    born = _birthday(chance, int(chance.pick(stratum.age)), today)
    if _defect(number + 1) == "swapped_date":
        # A day that can be a month is what makes the mistake possible.
        born = born.replace(day=born.month % 12 + 1)
    sex = "M" if chance.happens(stratum.male) else "F"
    why = chance.pick(stratum.why)
    plan = "E" if why in WITH_PLAN else chance.pick(stratum.plan)
    surname = surnames().draw(chance)
    home = _home(chance)
    phase = _phase(born, today, plan, chance)
    school: School | None = county.school_for(number, home.at, phase, chance)
    if why in ("no_place", "new_plan", "otherwise", "neet"):
        school = None
    looked_after = chance.happens(0.03)
    worker = looked_after or "hope" in stratum.pathways or chance.happens(0.2)
    return Child(
        number=number,
        stratum=stratum,
        why=why,
        forename=first_name(chance, born.year, sex),
        surname=surname,
        sex=sex,
        born=born,
        upn=_number(number, born, wrong=defect == "wrong_letter"),
        home=home,
        school=school,
        plan=plan,
        need=_need(stratum, plan, chance),
        looked_after=looked_after,
        adults=_adults(chance, surname, looked_after),
        restricted=chance.happens(0.01),
        refuge=chance.happens(0.003),
        absence=min(0.95, chance.betavariate(*stratum.absence)),
        social_worker=chance.choice(county.social_workers) if worker else None,
        coordination_officer=chance.choice(county.coordination_officers) if plan == "E" else None,
        defect=defect,
    )


def _defect(number: int) -> str:
    return share_of(spread(number), DEFECTS)


def _double(child: Child, number: int, defect: str) -> Child:
    """The same child entered again: another number, and a date or a name not quite the same."""
    born, surname = child.born, child.surname
    if defect == "swapped_date":
        # A day that can be a month is what makes the mistake possible.
        born = (
            born.replace(day=born.month, month=min(born.day, 12))
            if born.day != born.month
            else born
        )
    if defect == "misspelt":
        surname = surname[:-2] + surname[-1] + surname[-2] if len(surname) > 2 else surname + "e"
    waiting = next(stratum for stratum, _ in strata() if stratum.waiting)
    return replace(
        child,
        number=number,
        stratum=waiting,
        why="anxiety",
        born=born,
        surname=surname,
        upn=_number(number, born),
        restricted=False,
        defect=defect,
    )


def _birthday(chance: Chance, age: int, today: date) -> date:
    """A birthday that makes this the age on 31 August before the school year of `today`."""
    started = today.year if today >= date(today.year, 9, 1) else today.year - 1
    return date(started - age - 1, 9, 1) + timedelta(days=chance.randrange(365))


def _number(number: int, born: date, *, wrong: bool = False) -> str:
    """A unique pupil number that no child has; with the next letter when it is to be wrong."""
    block, serial = divmod(number, len(ESTABLISHMENTS) * 1000)
    establishment = ESTABLISHMENTS[serial % len(ESTABLISHMENTS)]
    rest = f"{COUNCILS[block]}{establishment}{(born.year + 5) % 100:02}"
    rest += f"{serial // len(ESTABLISHMENTS):03}"
    letter = upn.check_letter(rest)
    if wrong:
        letter = upn.LETTERS[(upn.LETTERS.index(letter) + 1) % len(upn.LETTERS)]
    return letter + rest


def _home(chance: Chance, *, near: Postcode | None = None) -> Home:
    at = near or homes().draw(chance)
    street = chance.choice(words()["street"]["any"])
    phone = f"07700 900{chance.randrange(1000):03}"
    return Home(f"{chance.randint(1, 90)} {street}, {at.district}", at, phone)


def _phase(born: date, today: date, plan: str, chance: Chance) -> str:
    if plan == "E" and chance.happens(0.25):
        return "special"
    return "primary" if (today - born).days < 11.5 * 365 else "secondary"


def _need(stratum: Stratum, plan: str, chance: Chance) -> str:
    if plan == "N":
        return ""
    return chance.pick(stratum.need if plan == "E" else NEEDS_OF_SUPPORT)


def _adults(chance: Chance, surname: str, looked_after: bool) -> tuple[Adult, ...]:
    """One or two adults, the first of whom lives with the child."""

    def named(sex: str, family: str) -> str:
        return f"{first_name(chance, 0, sex)} {family}"

    if looked_after:
        carer = Adult(named("F", surnames().draw(chance)), "carer", False, None)
        parent = Adult(named("F", surname), "mother", True, _home(chance))
        return (carer, parent)
    mother = Adult(named("F", surname), "mother", True, None)
    apart = chance.happens(0.35)
    if not apart and chance.happens(0.35):
        return (mother,)
    barred = ""
    if apart and chance.happens(0.06):
        barred = "whereabouts" if chance.happens(0.4) else "everything"
    other = surname if not apart else str(surnames().draw(chance))
    elsewhere = _home(chance) if apart else None
    father = Adult(named("M", other), "father", True, elsewhere, barred)
    return (father, mother) if not apart and chance.happens(0.2) else (mother, father)


def refuge(chance: Chance) -> Home:
    """Where somebody is who must not be found: no street is kept, and a postcode far from home."""
    at = chance.choice(tuple(postcodes().values()))
    return Home("A refuge; reached through the social worker", at, "")
