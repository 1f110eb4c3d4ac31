"""Postcodes: whether one exists, whether it is in the council's area, and how far apart two are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isqrt
from typing import Literal

Whereabouts = Literal["inside", "outside", "nowhere"]


@dataclass(frozen=True, slots=True)
class Places:
    """The postcodes a council knows one by one, and the sectors of everywhere else.

    `known` pairs every live postcode of the county and its neighbours with whether it is inside;
    `outward` are the first halves in which it knows them all; `middles` the easting and northing,
    in metres, of the middle of each sector of the county. Source: ONS Postcode Directory.
    """

    known: dict[str, bool]
    outward: frozenset[str]
    sectors: frozenset[str]
    middles: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def find(self, postcode: str) -> Whereabouts:
        """Where a postcode is, written "GU21 6XR"; "nowhere" when there is no such postcode.

        In those first halves postcode is known; elsewhere the sector is enough.
        """
        if postcode in self.known:
            return "inside" if self.known[postcode] else "outside"
        if postcode.partition(" ")[0] in self.outward or postcode[:-2] not in self.sectors:
            return "nowhere"
        return "outside"

    def apart(self, one: str, other: str) -> int | None:
        """Metres in a straight line between the middles of the sectors of two postcodes.

        None where the middle of either is not known: outside the county, or no postcode.
        """
        here, there = self.middles.get(sector(one)), self.middles.get(sector(other))
        if here is None or there is None:
            return None
        return isqrt((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2)


def sector(postcode: str) -> str:
    """The sector of a postcode: "GU21 6" of "GU21 6XR"."""
    return postcode[:-2]
