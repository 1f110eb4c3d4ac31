"""Who a visitor is where a proxy stands in front: as the proxy says, if it is one of ours."""

import json
import logging
from ipaddress import ip_address

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from towpath.project.environment import Misconfigured
from towpath.project.log import Lines
from towpath.project.proxy import networks
from towpath.web.visitor import find_visitor, read_address

SIGN_IN = reverse("account_login")
PROXY, STRANGER = "192.0.2.10", "198.51.100.66"
OURS = networks(["192.0.2.0/28", "2001:db8::10"])


@pytest.fixture(autouse=True)
def _behind_our_proxies(settings: Settings):
    settings.PROXIES = OURS


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor"),
    [
        (STRANGER, "203.0.113.7", STRANGER),
        (STRANGER, PROXY, STRANGER),
        (PROXY, "203.0.113.7", "203.0.113.7"),
        (PROXY, "203.0.113.7:4711", "203.0.113.7"),
        (PROXY, "[2001:db8::7]:4711", "2001:db8::7"),
        ("::ffff:192.0.2.10", "203.0.113.7", "203.0.113.7"),
        ("2001:db8::10", "2001:db8::7", "2001:db8::7"),
        # Two of ours in a row, before which the visitor wrote an address of their own choice.
        (PROXY, "10.1.1.1, 203.0.113.7, 192.0.2.11", "203.0.113.7"),
        (PROXY, "10.1.1.1, 203.0.113.7", "203.0.113.7"),
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, "203.0.113.7, unknown", PROXY),
    ],
)
def test_the_visitor_is_the_last_address_that_a_proxy_of_ours_speaks_of(
    peer: str, forwarded: str, visitor: str
):
    asked_by = read_address(peer)
    assert asked_by
    assert find_visitor(asked_by, forwarded, OURS) == ip_address(visitor)


def asks_for_a_code(number: int, peer: str, forwarded: str) -> bool:
    """Whether one more address typed in from there is within the limit: twenty in a minute."""
    answer = Client(REMOTE_ADDR=peer, headers={"x-forwarded-for": forwarded}).post(
        SIGN_IN, {"login": f"someone-{number}@example.org"}
    )
    return answer.status_code == 302


def test_visitors_behind_one_proxy_have_each_a_limit_of_their_own():
    for number in range(20):
        assert asks_for_a_code(number, PROXY, "203.0.113.7")
    assert not asks_for_a_code(20, PROXY, "203.0.113.7")
    assert asks_for_a_code(21, PROXY, "203.0.113.8")


def test_a_stranger_who_writes_another_address_each_time_still_has_one_limit():
    for number in range(20):
        assert asks_for_a_code(number, STRANGER, f"203.0.113.{number}")
    assert not asks_for_a_code(20, STRANGER, "203.0.113.20")
    for number in range(21, 41):
        assert asks_for_a_code(number, PROXY, f"203.0.113.{number}, {STRANGER}") is False


def test_tls_is_what_a_proxy_of_ours_says_it_is(settings: Settings):
    settings.SECURE_SSL_REDIRECT = True
    told = {"x-forwarded-proto": "https"}
    behind = Client(REMOTE_ADDR=PROXY)
    assert behind.get(SIGN_IN, headers=told).status_code == 200
    assert behind.get(SIGN_IN).headers["Location"] == f"https://testserver{SIGN_IN}"
    assert Client(REMOTE_ADDR=STRANGER).get(SIGN_IN, headers=told).status_code == 301
    assert behind.get(reverse("health")).status_code == 200


def test_a_form_sent_over_the_proxys_tls_is_taken_for_our_own():
    client = Client(REMOTE_ADDR=PROXY, enforce_csrf_checks=True)
    over_tls = {
        "x-forwarded-proto": "https",
        "x-forwarded-for": "203.0.113.7",
        "host": "testserver",
        "origin": "https://testserver",
    }
    token = client.get(SIGN_IN, headers=over_tls).cookies["csrftoken"].value
    form = {"login": "someone@example.org", "csrfmiddlewaretoken": token}
    assert client.post(SIGN_IN, form, headers=over_tls).status_code == 302
    by_a_stranger = Client(REMOTE_ADDR=STRANGER, enforce_csrf_checks=True)
    by_a_stranger.cookies = client.cookies
    assert by_a_stranger.post(SIGN_IN, form, headers=over_tls).status_code == 403


def test_the_line_about_a_refused_page_names_the_visitor(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, "django.request"):
        Client(REMOTE_ADDR=PROXY, headers={"x-forwarded-for": "203.0.113.7"}).get("/nowhere-at-all")
    lines = [json.loads(Lines().format(record)) for record in caplog.records]
    assert [line["visitor"] for line in lines if line.get("status") == 404] == ["203.0.113.7"]


@pytest.mark.parametrize("word", ["proxy.example.org", "192.0.2.10/8", "1", "192.0.2.300"])
def test_a_proxy_that_is_no_address_is_refused_with_one_that_is(word: str):
    with pytest.raises(Misconfigured, match=r"TOWPATH_PROXIES holds .*like 192\.0\.2\.10 or"):
        networks([word])
