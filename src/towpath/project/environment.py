"""What the machine tells Towpath, read once, into one frozen dataclass."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# A page borrows a connection and gives it back; only the first of a process waits for connecting.
# No thread holds two, so a web process opens as many as it has threads. After `timeout` seconds
# without one the page is an error: a visitor who waits for a database that is away learns nothing.
POOL = {"min_size": 1, "max_size": 20, "timeout": 5}


class Misconfigured(Exception):
    """Which variable is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting an installation can make; `docs/generated/settings.md` is drawn from here."""

    database_url: str  # the app's login, never the owner's
    database_owner_url: str  # migrate, backup and import alone
    secret_key: str
    former_secret_keys: tuple[str, ...]  # still read, never written with: for changing the key
    debug: bool
    demo: bool  # the made-up county and its page of the cast; refused beside real data
    hosts: tuple[str, ...]
    proxies: tuple[str, ...]  # addresses or networks whose word on the visitor is taken
    email_url: str  # console:, smtp://… or notify:…
    clamav: str  # the virus scanner: host:port, or the path of its socket; "" for none
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
            former_secret_keys=tuple(env.get("TOWPATH_FORMER_SECRET_KEYS", "").split()),
            debug=debug,
            demo=demo,
            hosts=_listed(env.get("TOWPATH_HOSTS", "localhost,127.0.0.1,[::1]")),
            proxies=_listed(env.get("TOWPATH_PROXIES", "")),
            email_url=env.get("TOWPATH_EMAIL_URL", "console:"),
            clamav=env.get("TOWPATH_CLAMAV", ""),
            site=env.get("TOWPATH_SITE", "http://localhost:8000"),
            authorities=Path(env.get("TOWPATH_AUTHORITIES", _folder_of_authorities())),
            oidc={
                key.removeprefix("TOWPATH_OIDC_").lower(): value
                for key, value in env.items()
                if key.startswith("TOWPATH_OIDC_")
            },
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


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
    try:
        port = parts.port
    except ValueError as error:
        raise Misconfigured(
            "DATABASE_URL cannot be read: in a password, write %40 for an @ and %2F for a /"
        ) from error
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": query.pop("port", None) or str(port or ""),
        "CONN_MAX_AGE": 0,  # kept by the pool, not by the thread
        "CONN_HEALTH_CHECKS": True,  # a restart of the database costs nobody a page
        "OPTIONS": query | {"pool": dict(POOL)},
    }
