"""`towpath check [FOLDER]`: every fault in a council's folder, each with its line and its mend.

`towpath check --deploy`: every fault in the environment of an installation that is to serve.
"""

import os
import sys
from pathlib import Path

from towpath import authority
from towpath.authority.folder import AUTHORITIES, COUNCIL

USE = "[FOLDER], or towpath check --deploy alone"


def main(arguments: list[str]) -> int:
    """Check the folders named, or all that come with Towpath; or the installation.

    Returns 0 when there is no fault, 1 when there are faults, 2 for arguments it cannot use.
    """
    if arguments == ["--deploy"]:
        return _check_installation()
    wrong = [argument for argument in arguments if argument.startswith("-")]
    if wrong:
        sys.stderr.write(f"towpath check: no option {wrong[0]!r} here. Mend: towpath check {USE}\n")
        return 2
    known = sorted(path.parent for path in AUTHORITIES.glob(f"*/{COUNCIL}"))
    folders = [Path(argument) for argument in arguments] or known
    faults = 0
    for folder in folders:
        found = authority.check(folder)
        faults += len(found)
        sys.stdout.write("".join(f"{fault}\n" for fault in found) or _sum_up(folder))
    return 1 if faults else 0


def _check_installation() -> int:
    # A folder is checked without a database, and without what speaks to one.
    from towpath.project.deploy import find_faults

    faults = find_faults(os.environ)
    sys.stdout.write("".join(f"{fault}\n" for fault in faults) or "No faults: it may serve.\n")
    return 1 if faults else 0


def _sum_up(folder: Path) -> str:
    council = authority.load(folder)
    versions = sum(len(pathway.versions) for pathway in council.pathways)
    return (
        f"{council.council.name}: no faults. {len(council.pathways)} pathways, "
        f"{versions} versions; policy {council.version[:12]}\n"
    )
