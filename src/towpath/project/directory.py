"""A council's own accounts: the directory it signs its staff in with, from three variables."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from towpath.project.environment import Misconfigured

NEEDED = ("server_url", "client_id", "secret")


def providers(oidc: Mapping[str, str]) -> dict[str, Any]:
    """allauth's providers: the council's directory, or none where nothing is set.

    Raises Misconfigured when only some of the three are set, or the address is not https.
    """
    if not oidc:
        return {}
    missing = [f"TOWPATH_OIDC_{name.upper()}" for name in NEEDED if not oidc.get(name)]
    if missing:
        raise Misconfigured(f"for the council's own accounts, set {' and '.join(missing)} as well")
    if not oidc["server_url"].startswith("https://"):
        raise Misconfigured("TOWPATH_OIDC_SERVER_URL must begin with https://")
    council = {
        "provider_id": "council",
        "name": "your council account",
        "client_id": oidc["client_id"],
        "secret": oidc["secret"],
        "settings": {
            "server_url": oidc["server_url"],
            # The directory is the council's own: it knows its staff's addresses.
            "verified_email": True,
            "email_authentication": True,
        },
    }
    return {"openid_connect": {"APPS": [council]}}


def origins(oidc: Mapping[str, str]) -> tuple[str, ...]:
    """Where a form of ours may lead besides here: a browser counts the redirect too."""
    if not oidc.get("server_url"):
        return ()
    parts = urlsplit(oidc["server_url"])
    return (f"{parts.scheme}://{parts.netloc}",)
