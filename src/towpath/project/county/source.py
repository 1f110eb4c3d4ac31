"""What the county is drawn from: the files in `data/`, read once. See LICENCES.txt beside them."""

import csv
import gzip
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from math import exp
from pathlib import Path
from typing import Any

from towpath.project.county.chance import Chance

DATA = Path(__file__).with_name("data")
FIRST_YEAR, LAST_YEAR = 2005, 2024  # of birth, in the list of first names


@dataclass(frozen=True, slots=True)
class Postcode:
    """A real postcode of the county: where it is, and how deprived, 1 the most to 10 the least.

    Eastings and northings are metres of the national grid.
    """

    code: str
    district: str
    quadrant: str
    imd_decile: int
    easting: int
    northing: int

    @property
    def key(self) -> str:
        """As it is kept to be searched: no space, lower case."""
        return self.code.replace(" ", "").lower()


@dataclass(frozen=True, slots=True)
class Urn:
    """Things to draw by weight; `weights` are cumulative."""

    things: tuple[Any, ...]
    weights: tuple[float, ...]

    def draw(self, chance: Chance) -> Any:
        """One of them."""
        return chance.choices(self.things, cum_weights=self.weights)[0]


def urn(things: Mapping[Any, float]) -> Urn:
    """An urn of things and their weights."""
    return Urn(tuple(things), tuple(accumulate(things.values())))


@lru_cache(maxsize=1)
def postcodes() -> Mapping[str, Postcode]:
    """Every live postcode of the county."""
    return {
        row["postcode"]: Postcode(
            row["postcode"],
            row["district"],
            row["quadrant"],
            int(row["imd_decile"]),
            int(row["easting"]),
            int(row["northing"]),
        )
        for row in rows("postcodes.csv.gz")
    }


@lru_cache(maxsize=1)
def homes() -> Urn:
    """Postcodes by how likely a child of the caseload lives there: more where it is poorer.

    The weight is an assumption: a fifth more for each decile of deprivation.
    """
    return urn({p: exp(0.18 * (10 - p.imd_decile)) for p in postcodes().values()})


@lru_cache(maxsize=1)
def first_names() -> Mapping[tuple[int, str], Urn]:
    """First names by year of birth and sex, as often as they were given."""
    named = groupby(rows("first-names.csv.gz"), lambda row: (int(row["birth_year"]), row["sex"]))
    return {key: urn({row["name"]: int(row["count"]) for row in group}) for key, group in named}


@lru_cache(maxsize=1)
def surnames() -> Urn:
    """Surnames by weight."""
    return urn({row["surname"]: float(row["weight"]) for row in rows("surnames.csv")})


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str, list[str]]]:
    """What people say: sentences with slots, by what is said and why."""
    return tomllib.loads((DATA / "words.toml").read_text("utf-8"))


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a data file, compressed or not."""
    path = DATA / name
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if name.endswith(".gz")
        else path.open(encoding="utf-8") as file
    ):
        yield from csv.DictReader(file)


def first_name(chance: Chance, born: int, sex: str) -> str:
    """A first name of somebody born in that year; of an adult, of the earliest year there is."""
    year = min(max(born, FIRST_YEAR), LAST_YEAR)
    return str(first_names()[year, sex].draw(chance))
