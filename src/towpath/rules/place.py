"""Postcodes: whether one exists, and whether it is in the council's area."""

from dataclasses import dataclass
from typing import Literal

Whereabouts = Literal["inside", "outside", "nowhere"]


@dataclass(frozen=True, slots=True)
class Places:
    """The postcodes a council knows one by one, and the sectors of everywhere else.

    `known` pairs every live postcode of the county and its neighbours with whether it is inside;
    `outward` are the first halves in which it knows them all. Source: ONS Postcode Directory.
    """

    known: dict[str, bool]
    outward: frozenset[str]
    sectors: frozenset[str]

    def find(self, postcode: str) -> Whereabouts:
        """Where a postcode is, written "GU21 6XR"; "nowhere" when there is no such postcode.

        In those first halves postcode is known; elsewhere the sector is enough.
        """
        if postcode in self.known:
            return "inside" if self.known[postcode] else "outside"
        if postcode.partition(" ")[0] in self.outward or postcode[:-2] not in self.sectors:
            return "nowhere"
        return "outside"
