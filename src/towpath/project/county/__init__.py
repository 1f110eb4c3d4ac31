"""The made-up county: a cast of people with faces, and a county's worth of children round them.

Every child, adult, school, provider and incident here is invented; postcodes are real.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

SEED: Final = 936
SIZES: Final = {"county": 2300, "small": 60}


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: how many rows of each table, and the SHA-256 of every row but the cast's."""

    seed: int
    size: str
    today: date
    counts: dict[str, int]
    sha256: str

    def __str__(self) -> str:
        said = ", ".join(
            f"{self.counts.get(table, 0):,} {words}"
            for table, words in (
                ("Child", "children"),
                ("School", "schools"),
                ("Provider", "providers"),
                ("Referral", "referrals"),
                ("Placement", "placements"),
                ("Lesson", "lessons"),
                ("Event", "events"),
            )
        )
        return (
            f"county surrey seed {self.seed} size {self.size} today {self.today}: {said}, "
            f"sha256 {self.sha256}"
        )


def build(today: date, size: str, *, children: int | None = None, seed: int = SEED) -> Built:
    """Write the county up to the day before `today`, and say what was written.

    `size` is "county" or "small"; `children` makes it as large as wanted. The connection must be
    the owner's, and the tables empty. Raises NotCoveredError where the county's calendar does not
    reach from two years before `today` to half a year after it.
    """
    from towpath.project.county import census

    built = census.take(today, children or SIZES[size], seed)
    return Built(seed, size, today, built.count(), built.digest.hexdigest())
