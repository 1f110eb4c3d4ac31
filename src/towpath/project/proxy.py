"""The proxies in front, from one variable: whose word on the visitor is taken."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network

from towpath.project.environment import Misconfigured


def networks(words: Iterable[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    """The addresses and networks of TOWPATH_PROXIES. Raises Misconfigured in words."""
    return tuple(map(_network, words))


def _network(word: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(word)
    except ValueError as error:
        raise Misconfigured(
            f"TOWPATH_PROXIES holds {word!r}, which is no address and no network ({error}): give "
            "the proxies' own addresses, like 192.0.2.10 or 192.0.2.0/28, with commas between"
        ) from error
