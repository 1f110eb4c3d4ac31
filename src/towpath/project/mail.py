"""Django's mail settings from one address."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from towpath.project.environment import Misconfigured

EXAMPLE = "smtp://login:password@mail.example.org:587?from=no-reply@example.org"
NOTIFY = "notify:KEY?template=ID"


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
    notify_key: str = ""
    notify_template: str = ""


def mail(url: str) -> Mail:
    """`console:` prints mail; `smtp://…?from=…` sends it, over STARTTLS unless `tls=no` is added;
    `notify:KEY?template=ID` sends it through GOV.UK Notify.

    Raises Misconfigured in words.
    """
    if url == "console:":
        return Mail("django.core.mail.backends.console.EmailBackend")
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if parts.scheme == "notify":
        template = query.get("template", [""])[-1]
        if not parts.path or not template:
            raise Misconfigured(f"TOWPATH_EMAIL_URL for GOV.UK Notify must be like {NOTIFY}")
        return Mail(
            "towpath.outside.notify.Notify", notify_key=parts.path, notify_template=template
        )
    sender = query.get("from", [""])[-1]
    if parts.scheme != "smtp" or not parts.hostname or "@" not in sender:
        raise Misconfigured(f"TOWPATH_EMAIL_URL must be console:, {NOTIFY} or like {EXAMPLE}")
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        sender,
        parts.hostname,
        parts.port or 587,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        query.get("tls", ["yes"])[-1] != "no",
    )
