"""What people do at the sign-in pages, and the words they read there."""

import re
import time

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from lxml import html

from people import ROBIN, Member
from towpath.records import models as kept

SIGN_IN = reverse("account_login")
CONFIRM = reverse("account_confirm_login_code")
SECOND_STEP = reverse("mfa_authenticate")
SET_UP = reverse("mfa_index")
CHILD = reverse("child", args=[ROBIN])
PASSWORD = "narrow boats rise slowly"
NOBODY = "nobody.known@example.org"


def login_of(member: Member) -> kept.User:
    return kept.User.objects.get(email=member.email)


def has_a_password(member: Member) -> None:
    user = login_of(member)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])


def has_an_app(member: Member) -> str:
    secret = generate_totp_secret()
    TOTP.activate(login_of(member), secret)
    return secret


def shown_by_the_app(secret: str, periods: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))


def code_in(message: EmailMessage) -> str:
    found = re.search(r"^[\d-]{8,}$", message.body, re.MULTILINE)
    assert found, message.body
    return found[0]


def asks_for_a_code(client: Client, address: str) -> None:
    answer = client.post(SIGN_IN, {"login": address})
    assert answer.headers["Location"] == CONFIRM


def signs_in_by_code(member: Member, mailoutbox: list[EmailMessage]) -> Client:
    client = Client()
    asks_for_a_code(client, member.email)
    client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    return client


def words_of(content: bytes) -> str:
    return " ".join(html.fromstring(content).text_content().split())
