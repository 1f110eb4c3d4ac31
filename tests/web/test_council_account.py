"""Signing in with the council's own account: a directory that speaks OpenID Connect over HTTP."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from people import AP_OFFICER, PARENT, ROBIN, behind_the_walls
from towpath.records import models as kept

LOGIN = reverse("openid_connect_login", args=["council"])
CALLBACK = reverse("openid_connect_callback", args=["council"])


@dataclass
class Directory:
    """A council's directory: whoever comes is this person."""

    address: str = ""
    person: dict[str, str] = field(default_factory=dict)

    def answer(self, path: str) -> dict[str, object]:
        """The three documents that a sign-in reads."""
        if path.startswith("/.well-known/"):
            return {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/me",
                "jwks_uri": f"{self.address}/keys",
            }
        if path == "/token":
            claims = {"iss": self.address, "aud": "towpath", "exp": time.time() + 60}
            token = jwt.encode({**claims, **self.person}, "a key of thirty-two bytes or longer")
            return {"access_token": "opaque", "token_type": "Bearer", "id_token": token}
        return {**self.person}


@pytest.fixture
def directory(settings: Settings) -> Iterator[Directory]:
    """A directory on this machine, which the service has been told of."""
    made = Directory()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(made.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    council = {
        "provider_id": "council",
        "name": "your council account",
        "client_id": "towpath",
        "secret": "secret",
        "settings": {
            "server_url": made.address,
            "verified_email": True,
            "email_authentication": True,
        },
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [council]}}
    yield made
    server.shutdown()
    server.server_close()


def comes_back(client: Client, directory: Directory, email: str) -> str:
    """Go to the directory and back as whoever has this address; the words of where that ends."""
    directory.person = {"sub": f"id of {email}", "email": email}
    away = client.post(LOGIN).headers["Location"]
    assert away.startswith(f"{directory.address}/authorize")
    (state,) = parse_qs(urlsplit(away).query)["state"]
    answer = client.get(CALLBACK, {"code": "once", "state": state}, follow=True)
    return answer.content.decode()


def test_the_page_of_signing_in_offers_it_only_where_there_is_one(
    directory: Directory, settings: Settings
):
    page = reverse("account_login")
    assert b"Sign in with your council account" in Client().get(page).content
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert b"Sign in with your council account" not in Client().get(page).content
    assert Client().post(LOGIN).status_code == 404


def test_council_staff_come_in_by_their_council_account_with_no_second_step_of_ours(
    directory: Directory,
):
    dana = Client()
    comes_back(dana, directory, AP_OFFICER.email)
    assert dana.get(reverse("child", args=[ROBIN])).status_code == 200
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("email", [PARENT.email, "guest@example.org"])
def test_a_council_account_opens_nobodys_login_but_council_staffs(email: str, directory: Directory):
    client = Client()
    assert "We do not know this account" in comes_back(client, directory, email)
    assert "_auth_user_id" not in client.session


def test_a_closed_login_stays_closed_whatever_the_directory_says(directory: Directory):
    with behind_the_walls():
        kept.User.objects.filter(email=AP_OFFICER.email).update(is_active=False)
    client = Client()
    assert "This account is closed" in comes_back(client, directory, AP_OFFICER.email)
    assert "_auth_user_id" not in client.session


def test_an_answer_nobody_asked_for_is_refused_in_words(directory: Directory):
    answer = Client().get(CALLBACK, {"code": "once", "state": "made up"})
    assert "did not answer as it should" in answer.content.decode()
