"""What the machine tells Towpath, read once, into one frozen dataclass."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


class Misconfigured(Exception):
    """Which variable is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting an installation can make; `docs/generated/settings.md` is drawn from here."""

    database_url: str  # the app's login, never the owner's
    database_owner_url: str  # migrate, backup and import alone
    secret_key: str
    debug: bool
    demo: bool  # the made-up county and its page of the cast; refused beside real data
    hosts: tuple[str, ...]
    email_url: str  # console:, smtp://… or notify:…
    site: str  # where people reach this installation: the link in an email
    authorities: Path  # the folder of councils' folders
    oidc: Mapping[str, str]

    @classmethod
    def read(cls, env: Mapping[str, str] = os.environ) -> "Environment":
        """The environment as it is now. Raises Misconfigured in words."""
        demo = env.get("TOWPATH_DEMO") == "1"
        debug = env.get("TOWPATH_DEBUG") == "1"
        secret = env.get("TOWPATH_SECRET_KEY", "")
        if not secret and not (demo or debug):
            secret = "no-secret-key-is-set"  # noqa: S105 - `serve` refuses to start with it
        return cls(
            database_url=env.get("DATABASE_URL", ""),
            database_owner_url=env.get("DATABASE_OWNER_URL", ""),
            secret_key=secret or "demo-only-" + "0" * 40,
            debug=debug,
            demo=demo,
            hosts=tuple(env.get("TOWPATH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")),
            email_url=env.get("TOWPATH_EMAIL_URL", "console:"),
            site=env.get("TOWPATH_SITE", "http://localhost:8000"),
            authorities=Path(env.get("TOWPATH_AUTHORITIES", _folder_of_authorities())),
            oidc={
                key.removeprefix("TOWPATH_OIDC_").lower(): value
                for key, value in env.items()
                if key.startswith("TOWPATH_OIDC_")
            },
        )


def _folder_of_authorities() -> str:
    return str(Path(__file__).resolve().parents[3] / "authorities")


def database(url: str) -> dict[str, Any]:
    """Django's database settings from a postgresql:// address, socket folders included."""
    if not url:
        # Settings never start anything and must load without a database.
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "DATABASE_URL-is-not-set"}
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise Misconfigured(
            f"DATABASE_URL begins with {parts.scheme!r}: Towpath keeps its walls in PostgreSQL, "
            "so give postgresql://login:password@host:port/name"
        )
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": query.pop("port", None) or (str(parts.port) if parts.port else ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": query,
    }
