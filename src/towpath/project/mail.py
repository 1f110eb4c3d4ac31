"""Django's mail settings from one address."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from towpath.project.environment import Misconfigured

EXAMPLE = "smtp://login:password@mail.example.org:587?from=no-reply@example.org"


@dataclass(frozen=True, slots=True)
class Mail:
    """Where mail goes out, and whom it is from."""

    backend: str
    sender: str = "no-reply@example.org"
    host: str = ""
    port: int = 587
    login: str = ""
    password: str = ""
    tls: bool = True


def mail(url: str) -> Mail:
    """`console:` prints mail; `smtp://…?from=…` sends it, over STARTTLS unless `tls=no` is added.

    Raises Misconfigured in words.
    """
    if url == "console:":
        return Mail("django.core.mail.backends.console.EmailBackend")
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    sender = query.get("from", [""])[-1]
    if parts.scheme != "smtp" or not parts.hostname or "@" not in sender:
        raise Misconfigured(f"TOWPATH_EMAIL_URL must be console: or like {EXAMPLE}")
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        sender,
        parts.hostname,
        parts.port or 587,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        query.get("tls", ["yes"])[-1] != "no",
    )
