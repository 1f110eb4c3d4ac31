"""Signing in: by a code or a password, how often it may be tried, how long it lasts."""

import threading
import time
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import Settings

from people import (
    AP_OFFICER,
    PARENT,
    PROVIDER_LEAD,
    SENCO,
    Member,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.records.cast import key
from towpath.web.entrance import PAGES
from web.login import (
    CHILD,
    CONFIRM,
    NOBODY,
    PASSWORD,
    SET_UP,
    SIGN_IN,
    asks_for_a_code,
    code_in,
    has_a_password,
    login_of,
    signs_in_by_code,
    words_of,
)


@pytest.mark.parametrize("member", [PARENT, PROVIDER_LEAD], ids=lambda m: m.part)
def test_families_and_providers_sign_in_by_a_code_alone(
    member: Member, mailoutbox: list[EmailMessage]
):
    client = Client()
    asks_for_a_code(client, member.email)
    answer = client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert answer.headers["Location"] == reverse("home")
    assert client.session["_auth_user_id"] == str(login_of(member).pk)
    assert client.get(reverse("home")).headers.get("Location") != SET_UP


def test_the_message_names_the_service_and_the_code_and_nobody(mailoutbox: list[EmailMessage]):
    asks_for_a_code(Client(), PARENT.email)
    (message,) = mailoutbox
    assert message.from_email == configured.DEFAULT_FROM_EMAIL
    assert message.to == [PARENT.email]
    assert not message.alternatives
    assert "Alternative provision" in message.body
    assert "10 minutes" in message.body
    personal = {word for name in (PARENT.name, "Robin", PARENT.email) for word in name.split()}
    assert not [word for word in personal if word in message.subject + message.body]


def test_nobody_can_tell_from_the_page_whether_an_address_is_known(
    mailoutbox: list[EmailMessage],
):
    pages = []
    for address in (PARENT.email, NOBODY):
        client = Client()
        asks_for_a_code(client, address)
        pages += [words_of(client.get(CONFIRM).content).replace(address, "")]
        pages += [words_of(client.post(CONFIRM, {"code": "000"}).content).replace(address, "")]
    assert pages[:2] == pages[2:]
    assert [message.to for message in mailoutbox] == [[PARENT.email], [NOBODY]]
    assert "no account has this address" in mailoutbox[1].body


def test_an_address_in_capitals_is_the_same_address(mailoutbox: list[EmailMessage]):
    client = Client()
    asks_for_a_code(client, PARENT.email.upper())
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert "_auth_user_id" in client.session


def test_a_wrong_code_is_said_to_be_wrong_and_the_third_ends_it(mailoutbox: list[EmailMessage]):
    client = Client()
    asks_for_a_code(client, PARENT.email)
    for _ in range(2):
        answer = client.post(CONFIRM, {"code": "1111"})
        assert "That is not the code" in words_of(answer.content)
    answer = client.post(CONFIRM, {"code": "1111"}, follow=True)
    assert "Too many tries" in words_of(answer.content)
    assert "Ask for a new code" in words_of(answer.content)
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert "_auth_user_id" not in client.session


def test_a_code_ends_after_ten_minutes(
    mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
):
    client = Client()
    asks_for_a_code(client, PARENT.email)
    later = time.time() + 10 * 60 + 1
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    answer = client.post(CONFIRM, {"code": code_in(mailoutbox[0])}, follow=True)
    assert "A code lasts 10 minutes" in words_of(answer.content)
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(mailoutbox: list[EmailMessage]):
    client = signs_in_by_code(PARENT, mailoutbox)
    client.post(reverse("account_logout"))
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert "_auth_user_id" not in client.session


def test_an_empty_form_says_what_to_enter():
    answer = Client().post(SIGN_IN, {"login": ""})
    assert "Enter email address" in words_of(answer.content)


def test_no_table_of_addresses_fills_up_beside_the_logins(mailoutbox: list[EmailMessage]):
    signs_in_by_code(PARENT, mailoutbox)
    assert not EmailAddress.objects.exists()


def test_three_codes_a_minute_go_to_an_address_whether_known_or_not(
    mailoutbox: list[EmailMessage],
):
    for address in (PARENT.email, NOBODY):
        for _ in range(3):
            asks_for_a_code(Client(), address)
        answer = Client().post(SIGN_IN, {"login": address})
        assert "Too many tries" in words_of(answer.content)
    assert len(mailoutbox) == 6


def test_a_password_is_tried_five_times():
    has_a_password(AP_OFFICER)
    for _ in range(5):
        answer = Client().post(SIGN_IN, {"login": AP_OFFICER.email, "password": "guess"})
        assert "email address or the password is not right" in words_of(answer.content)
    answer = Client().post(SIGN_IN, {"login": AP_OFFICER.email, "password": PASSWORD})
    assert "Too many tries" in words_of(answer.content)


def test_limits_outlast_a_crowd_of_strangers():
    for number in range(400):
        cache.set(f"stranger-{number}", number, 600)
    for _ in range(3):
        asks_for_a_code(Client(), PARENT.email)
    for number in range(400, 800):
        cache.set(f"stranger-{number}", number, 600)
    answer = Client().post(SIGN_IN, {"login": PARENT.email})
    assert "Too many tries" in words_of(answer.content)


def test_twenty_at_once_share_one_limit(county_of_its_own: str, mailoutbox: list[EmailMessage]):
    start = threading.Barrier(20)

    def ask() -> None:
        start.wait()
        Client(raise_request_exception=False).post(SIGN_IN, {"login": PARENT.email})
        connection.close()

    crowd = [threading.Thread(target=ask) for _ in range(20)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert 1 <= len(mailoutbox) <= 3


def test_tries_sent_at_once_cannot_outrun_the_count(
    county_of_its_own: str, mailoutbox: list[EmailMessage]
):
    first = Client()
    asks_for_a_code(first, PARENT.email)
    start, judged = threading.Barrier(16), []

    def guess(number: int) -> None:
        client = Client(raise_request_exception=False)
        client.cookies.update(first.cookies)
        start.wait()
        answer = client.post(CONFIRM, {"code": f"{number:08}"})
        judged.append(b"That is not the code" in answer.content)
        connection.close()

    crowd = [threading.Thread(target=guess, args=[number]) for number in range(16)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert sum(judged) <= 5


def test_every_page_of_allauth_is_open_on_purpose_or_is_not_there(
    mailoutbox: list[EmailMessage],
):
    names = {
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str) and name.startswith(("account_", "mfa_", "socialaccount_"))
    }
    assert {name for name in PAGES if not name.startswith("openid_")} <= names
    carol = signs_in_by_code(PARENT, mailoutbox)
    for name in names - PAGES - {"account_confirm_email"}:
        assert carol.get(reverse(name)).status_code == 404, name
    assert Client().get(reverse("account_signup")).status_code == 404
    assert Client().post(reverse("account_signup"), {"email": NOBODY}).status_code == 404


def test_a_session_is_new_at_signing_in_lasts_eight_hours_and_keeps_to_itself(
    mailoutbox: list[EmailMessage], settings: Settings
):
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    client.post(SIGN_IN, {"login": PARENT.email}, secure=True)
    before = client.session.session_key
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])}, secure=True)
    assert client.session.session_key != before
    cookie = client.cookies[configured.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == 8 * 60 * 60
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


def test_a_login_that_is_closed_is_refused_at_the_next_page(mailoutbox: list[EmailMessage]):
    client = signs_in_by_code(PARENT, mailoutbox)
    assert client.get(CHILD).status_code in (200, 403)
    with behind_the_walls():
        kept.User.objects.filter(email=PARENT.email).update(is_active=False)
    assert client.get(CHILD).headers["Location"].startswith(SIGN_IN)
    asks_for_a_code(Client(), PARENT.email)
    assert "no account has this address" in mailoutbox[-1].body


def test_someone_whose_every_post_has_ended_signs_in_and_is_told_whom_to_ask(
    mailoutbox: list[EmailMessage],
):
    with behind_the_walls():
        kept.Post.objects.filter(pk=key("post", "senco")).update(
            period=(date(2020, 9, 1), date(2021, 9, 1))
        )
    client = signs_in_by_code(SENCO, mailoutbox)
    for page in (reverse("home"), CHILD):
        answer = client.get(page)
        assert answer.status_code == 403
        assert "You hold no post here now" in words_of(answer.content)
        assert "ask your own lead" in words_of(answer.content)
