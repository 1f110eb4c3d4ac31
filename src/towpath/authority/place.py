"""The postcodes of a council and its neighbours, read once a process when first asked for."""

import csv
import gzip
from functools import lru_cache
from pathlib import Path

from towpath.rules.place import Places


@lru_cache(maxsize=4)
def load_places(folder: Path, nation: Path) -> Places:
    """Read postcodes.csv.gz of a council and postcode-sectors.csv.gz of its nation; and, where the
    council has one, sectors.csv: without it no distance is known.

    76,000 postcodes take 80 ms, so they are not part of `load`, which the quick commands use.
    """
    with gzip.open(folder / "postcodes.csv.gz", "rt", encoding="utf-8") as file:
        rows = [(row["postcode"], row["inside"], row["whole"]) for row in csv.DictReader(file)]
    with gzip.open(nation / "postcode-sectors.csv.gz", "rt", encoding="utf-8") as file:
        sectors = frozenset(row["sector"] for row in csv.DictReader(file))
    whole = frozenset(code.partition(" ")[0] for code, _, all_known in rows if all_known == "1")
    known = {code: inside == "1" for code, inside, _ in rows}
    return Places(known, whole, sectors, _middles(folder / "sectors.csv"))


def _middles(path: Path) -> dict[str, tuple[int, int]]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["sector"]: (int(row["easting"]), int(row["northing"])) for row in rows}
