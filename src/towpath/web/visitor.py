"""Who is asking, and over what, where a proxy stands in front.

What a proxy says of its visitor (X-Forwarded-For, X-Forwarded-Proto) anyone can say. It is taken
from the addresses of TOWPATH_PROXIES alone; from everyone else it is as if it had not been said.
"""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Address = IPv4Address | IPv6Address
Proxies = Sequence[IPv4Network | IPv6Network]


class VisitorMiddleware:
    """Puts the visitor's address and scheme where all that follows looks: limits, logs, forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.proxies: Proxies = settings.PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page, asked for by whom the proxy names, or by the peer itself."""
        said = request.META
        peer = read_address(said.get("REMOTE_ADDR", ""))
        if peer and _is_proxy(peer, self.proxies):
            forwarded = said.get("HTTP_X_FORWARDED_FOR", "")
            said["REMOTE_ADDR"] = str(find_visitor(peer, forwarded, self.proxies))
            over_tls = said.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() == "https"
            said["wsgi.url_scheme"] = "https" if over_tls else "http"
        return self.get_response(request)


def find_visitor(peer: Address, forwarded: str, proxies: Proxies) -> Address:
    """The address of whoever asks the outermost proxy of ours.

    `peer` is who is connected to us; `forwarded` is X-Forwarded-For, to which each proxy adds, at
    the right, whom it heard from. So it is read from the right, for as long as it is a proxy of
    ours that speaks: what stands further left anyone may have written.
    """
    visitor = peer
    for said in reversed(forwarded.split(",")):
        further = read_address(said)
        if further is None or not _is_proxy(visitor, proxies):
            break
        visitor = further
    return visitor


def read_address(word: str) -> Address | None:
    """An address as a header writes it, with or without a port; None for anything else.

    One of IPv4 written as IPv6 is of IPv4, as the settings have it.
    """
    word = word.strip()
    if word.startswith("["):  # [2001:db8::1]:4711
        word = word[1:].partition("]")[0]
    elif word.count(":") == 1:  # 192.0.2.1:4711
        word = word.partition(":")[0]
    try:
        address = ip_address(word)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_proxy(address: Address, proxies: Proxies) -> bool:
    return any(address in network for network in proxies)
