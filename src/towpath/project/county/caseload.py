"""The shape of a caseload: its strata, and what has happened to the children of each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from towpath.project.county.source import DATA


@dataclass(frozen=True, slots=True)
class Why:
    """What has happened to a child, in the terms of the returns and of the council's question.

    `census` is the census reason, `owed` the answer under section 19 while nothing is in place,
    `by` who refers.
    """

    census: str
    owed: str
    by: str = "senco"


WHY: Mapping[str, Why] = {
    "excluded": Why("permanent_exclusion", "owed"),
    "at_risk": Why("behaviour", "partly"),
    "anxiety": Why("mental_health", "owed"),
    "illness": Why("physical_health", "owed"),
    "no_place": Why("new_arrival", "owed", "officer"),
    "new_plan": Why("ehc_plan", "owed", "coordination_officer"),
    "excluded_plan": Why("permanent_exclusion", "owed"),
    "plan": Why("ehc_plan", "owed", "coordination_officer"),
    "otherwise": Why("ehc_plan", "not_owed", "coordination_officer"),
    "behaviour": Why("behaviour", "not_owed"),
    "other": Why("other", "not_owed"),
    "neet": Why("ehc_plan", "not_owed", "coordination_officer"),
}
WITH_PLAN = frozenset({"new_plan", "excluded_plan", "plan", "otherwise", "neet"})


@dataclass(frozen=True, slots=True)
class Stratum:
    """One part of the caseload, as `data/caseload.toml` describes its columns."""

    name: str
    n: int
    source: str
    pathways: Mapping[str, float]
    why: Mapping[str, float]
    basis: str
    age: Mapping[str, float]
    male: float
    plan: Mapping[str, float]
    need: Mapping[str, float]
    lines: tuple[float, ...]
    minutes: tuple[int, ...]
    stay: tuple[float, float]
    absence: tuple[float, float]
    more: tuple[str, ...] = ()
    waiting: bool = False


@lru_cache(maxsize=1)
def strata() -> tuple[tuple[Stratum, int], ...]:
    """Every stratum, with how many children it has of each 2,285."""
    text = (DATA / "caseload.toml").read_text("utf-8")
    made = [_read(table) for table in tomllib.loads(text)["stratum"]]
    return tuple((stratum, stratum.n) for stratum in made)


def _read(table: dict[str, Any]) -> Stratum:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return Stratum(**values)
