"""The `towpath` command: a name, and the function that does it, imported only when it is asked for.

`triage` and `check` therefore start without Django and need no database.
"""

import sys
from importlib import import_module

COMMANDS = {
    "demo": ("towpath.project.demo", "a made-up county in the browser [--port N] [--data DIR]"),
    "serve": ("towpath.project.serve", "the web server, on the database of DATABASE_URL"),
    "work": ("towpath.project.work", "do what is queued, such as emails, until told to stop"),
    "test": ("towpath.project.suite", "the whole test suite [--quick] [pytest arguments]"),
    "migrate": ("towpath.project.migrate", "bring the database up to date and raise its walls"),
    "check": (
        "towpath.project.check",
        "read a council's folder and list every fault [FOLDER]; --deploy: of the installation",
    ),
    "import": (
        "towpath.project.propose",
        "propose a folder's changes COUNCIL EMAIL WHY",
    ),
    "readability": ("towpath.project.readability", "the reading age of every public page [NAME]"),
    "triage": ("towpath.project.triage", "answer a file of facts [--authority NAME] FILE"),
    "roles": ("towpath.project.roles", "print the SQL that makes the three roles of a database"),
    "docs": ("towpath.project.docs", "draw docs/generated from the code"),
    "manage": ("towpath.project.manage", "any Django command, as the database's owner"),
}


def main() -> int:
    """Run one command. Returns its exit code; 2 with a line on standard error for a wrong name."""
    name, arguments = (sys.argv[1] if len(sys.argv) > 1 else "help"), sys.argv[2:]
    if name in {"help", "--help", "-h"}:
        sys.stdout.write("".join(f"towpath {n:11} {words}\n" for n, (_, words) in COMMANDS.items()))
        return 0
    if name not in COMMANDS:
        sys.stderr.write(f"towpath: no command {name!r}; it knows {', '.join(COMMANDS)}\n")
        return 2
    module = import_module(COMMANDS[name][0])
    code: int = module.main(arguments)
    return code
