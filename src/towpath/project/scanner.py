"""Where the virus scanner listens, from one setting."""

from towpath.project.environment import Misconfigured

SCANNER = "localhost:3310, or /run/clamav/clamd.ctl"


def scanner(text: str) -> str | tuple[str, int] | None:
    """`host:port`, or the path of a Unix socket; None for "". Raises Misconfigured in words."""
    if not text:
        return None
    if text.startswith("/"):
        return text
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise Misconfigured(f"TOWPATH_CLAMAV must be like {SCANNER}")
    return host.strip("[]"), int(port)
