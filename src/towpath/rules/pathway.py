"""A council's pathway: what it is for, who may refer, what it asks, and since when.

Everything here is the council's: words as published, each with its source. A pathway changes by
gaining a version with a later day, never by an edit, so that any past day can be read again.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

from towpath.rules.criterion import Condition

Join = Literal["all_of", "any_of", "none_of"]
Standing = Literal["needed", "may_be_asked", "never_blocks"]
STANDINGS: tuple[Standing, ...] = ("needed", "may_be_asked", "never_blocks")
Recorded = Literal["", "step", "funding", "offer"]
GIVES = ("place", "advice")
RECORDED: tuple[Recorded, ...] = ("step", "funding", "offer")


@dataclass(frozen=True, slots=True)
class Clause:
    """Some of the policy's own words, and where they stand."""

    id: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Criterion(Clause):
    """One thing the policy asks of a child.

    `join` says how it stands to its neighbours: every `all_of` must hold, one `any_of` must hold if
    there are any, and no `none_of` may. One that is `presumed` holds unless a fact says otherwise.
    `mend` says what would meet it after all; `redirect` names pathways to turn to when it is not.
    """

    join: Join
    condition: Condition
    presumed: bool = False
    mend: str = ""
    redirect: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Referral(Clause):
    """Who may refer: these referrers, and of these teams if any are named.

    `who` is None where the policy names nobody, and so bars nobody.
    """

    who: tuple[str, ...] | None
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence(Clause):
    """What is sent with a referral: needed, asked for, or never a reason to wait.

    `called` is its name in a list, where the policy's words are too long for one. Of `medical`
    evidence the law has its own say.
    """

    standing: Standing
    called: str
    medical: bool = False


@dataclass(frozen=True, slots=True)
class Step(Clause):
    """Something that follows the referral, in order, and who sees to it if the policy says.

    One with a `name` is a step of the receiving service's own, and is `recorded`: as a step, done
    by a named person on a day; as funding, with who pays and on what basis; or as the offer, which
    is the place itself. `after` are the steps that the policy puts before it.
    """

    by: str = ""
    name: str = ""
    recorded: Recorded = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit(Clause):
    """The most there may be of something: `most` of `unit`, counted from an event.

    `extension_needs` are what must be recorded to go past it; empty where it may not be passed.
    """

    most: int
    unit: str
    counted_from: str
    owed_by: str = ""
    extension_needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Funding(Clause):
    """Who pays: "referrer", or another named in the policy."""

    payer: str


@dataclass(frozen=True, slots=True)
class Attendance(Clause):
    """How a register must record it: `record` is "absent" or "present"."""

    record: str


@dataclass(frozen=True, slots=True)
class Version:
    """A pathway as it stood from one day until the next version's day.

    It `gives` a place, or advice to a school and no place. `page` is the council's page, whole.
    `no_criteria` holds the words shown where the page gives no criterion at all. A `note` is a
    conflict or a gap in the sources, kept beside its source.
    """

    valid_from: date
    source: str
    page: str
    offer: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    referral: Referral
    no_criteria: Clause | None = None
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[Step, ...] = ()
    limits: tuple[Limit, ...] = ()
    funding: tuple[Funding, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    notes: tuple[Clause, ...] = ()
    gives: str = "place"


@dataclass(frozen=True, slots=True)
class Pathway:
    """A pathway under one name, its versions in order of day, and the file that says so.

    `text` is the whole file and `sha256` the hash of its exact bytes.
    """

    id: str
    name: str
    versions: tuple[Version, ...]
    text: str
    sha256: str

    def on(self, day: date) -> Version | None:
        """The version in force on that day, or None before the first."""
        later = bisect_right(self.versions, day, key=lambda version: version.valid_from)
        return self.versions[later - 1] if later else None
