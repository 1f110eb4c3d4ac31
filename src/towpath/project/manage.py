"""`towpath manage …`: any Django command, as the database's owner."""

import os


def main(arguments: list[str]) -> int:
    """Run a Django command with DATABASE_OWNER_URL in place of DATABASE_URL."""
    from django.core.management import execute_from_command_line

    be_owner()
    execute_from_command_line(["towpath manage", *arguments])
    return 0


def be_owner() -> None:
    """Point this process at the owner's login, before Django reads its settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "towpath.project.settings")
    if owner := os.environ.get("DATABASE_OWNER_URL"):
        os.environ["DATABASE_URL"] = owner
