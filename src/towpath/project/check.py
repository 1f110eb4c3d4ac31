"""`towpath check [FOLDER]`: every fault in a council's folder, each with its line and its mend."""

import sys
from pathlib import Path

from towpath import authority
from towpath.authority.folder import AUTHORITIES, COUNCIL


def main(arguments: list[str]) -> int:
    """Check the folders named, or all that come with Towpath.

    Returns 0 when there is no fault, 1 when there are faults, 2 for arguments it cannot use.
    """
    wrong = [argument for argument in arguments if argument.startswith("-")]
    if wrong:
        sys.stderr.write(f"towpath check: no option {wrong[0]!r}. Mend: towpath check [FOLDER]\n")
        return 2
    known = sorted(path.parent for path in AUTHORITIES.glob(f"*/{COUNCIL}"))
    folders = [Path(argument) for argument in arguments] or known
    faults = 0
    for folder in folders:
        found = authority.check(folder)
        faults += len(found)
        sys.stdout.write("".join(f"{fault}\n" for fault in found) or _sum_up(folder))
    return 1 if faults else 0


def _sum_up(folder: Path) -> str:
    council = authority.load(folder)
    versions = sum(len(pathway.versions) for pathway in council.pathways)
    return (
        f"{council.council.name}: no faults. {len(council.pathways)} pathways, "
        f"{versions} versions; policy {council.version[:12]}\n"
    )
