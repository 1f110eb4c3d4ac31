"""Signing in: by a code, by a password and a second step, and how far each of them comes."""

import re
import threading
import time
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.conf import settings as configured
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from lxml import html
from pytest_django import Settings

from people import (
    AP_OFFICER,
    CAST,
    PARENT,
    PROVIDER_LEAD,
    ROBIN,
    SENCO,
    SOCIAL_WORKER,
    Member,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.records.cast import key
from towpath.web import cast
from towpath.web.entrance import PAGES, PROVE_TWICE

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


# By a code


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


# Limits


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


# Council staff


def test_an_officer_with_a_password_alone_sets_up_a_second_step_before_any_childs_page():
    has_a_password(AP_OFFICER)
    dana = Client()
    dana.post(SIGN_IN, {"login": AP_OFFICER.email, "password": PASSWORD})
    for page in (reverse("home"), CHILD, reverse("write_note", args=[ROBIN])):
        assert dana.get(page).headers["Location"] == SET_UP
        assert dana.post(page).headers["Location"] == SET_UP
    assert "Set up a second step" in words_of(dana.get(SET_UP).content)
    assert not kept.Opened.objects.exists()


def test_an_officer_sets_up_an_app_and_goes_on():
    has_a_password(AP_OFFICER)
    dana = Client()
    dana.post(SIGN_IN, {"login": AP_OFFICER.email, "password": PASSWORD})
    activate = reverse("mfa_activate_totp")
    page = html.fromstring(dana.get(activate).content)
    secret = page.xpath("string(//*[@id='key'])")
    answer = dana.post(activate, {"code": "000"})
    assert "That is not the code" in words_of(answer.content)
    answer = dana.post(activate, {"code": shown_by_the_app(secret)}, follow=True)
    assert "Your recovery codes" in words_of(answer.content)
    assert dana.get(CHILD).status_code == 200


@pytest.mark.parametrize("first", ["password", "code"])
def test_an_officer_signs_in_by_two_proofs(first: str, mailoutbox: list[EmailMessage]):
    has_a_password(AP_OFFICER)
    secret = has_an_app(AP_OFFICER)
    dana = Client()
    if first == "password":
        answer = dana.post(SIGN_IN, {"login": AP_OFFICER.email, "password": PASSWORD})
    else:
        asks_for_a_code(dana, AP_OFFICER.email)
        answer = dana.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert answer.headers["Location"] == SECOND_STEP
    assert dana.get(CHILD).status_code == 302
    answer = dana.post(SECOND_STEP, {"code": "000"})
    assert "That is not the code" in words_of(answer.content)
    dana.post(SECOND_STEP, {"code": shown_by_the_app(secret)})
    assert dana.get(CHILD).status_code == 200


def test_a_code_of_the_app_is_used_once():
    has_a_password(AP_OFFICER)
    secret = has_an_app(AP_OFFICER)
    code = shown_by_the_app(secret)
    for again in (False, True):
        dana = Client()
        dana.post(SIGN_IN, {"login": AP_OFFICER.email, "password": PASSWORD})
        dana.post(SECOND_STEP, {"code": code})
        assert ("_auth_user_id" in dana.session) is not again
        # allauth forgets after one period what it takes for three.
        cache.delete(f"allauth.mfa.totp.used?user={login_of(AP_OFFICER).pk}&code={code}")


def test_a_recovery_code_signs_in_once():
    has_a_password(AP_OFFICER)
    has_an_app(AP_OFFICER)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(login_of(AP_OFFICER)).get_unused_codes()[0]
    for again in (False, True):
        dana = Client()
        dana.post(SIGN_IN, {"login": AP_OFFICER.email, "password": PASSWORD})
        dana.post(SECOND_STEP, {"code": code})
        assert ("_auth_user_id" in dana.session) is not again


def test_a_social_worker_is_the_councils_and_proves_twice(mailoutbox: list[EmailMessage]):
    client = signs_in_by_code(SOCIAL_WORKER, mailoutbox)
    assert client.get(CHILD).headers["Location"] == SET_UP


def test_every_council_and_school_duty_of_the_cast_needs_a_second_step(
    mailoutbox: list[EmailMessage],
):
    stopped = set()
    for member in CAST:
        cache.clear()
        answer = signs_in_by_code(member, mailoutbox).get(reverse("home"))
        if answer.status_code == 302 and answer.headers["Location"] == SET_UP:
            stopped.add(member.part)
    assert stopped == {member.part for member in CAST if member.duty in PROVE_TWICE}


def test_a_proof_is_asked_again_before_the_second_step_is_taken_away(
    monkeypatch: pytest.MonkeyPatch,
):
    has_a_password(AP_OFFICER)
    secret = has_an_app(AP_OFFICER)
    dana = Client()
    dana.post(SIGN_IN, {"login": AP_OFFICER.email, "password": PASSWORD})
    dana.post(SECOND_STEP, {"code": shown_by_the_app(secret)})
    later = time.time() + 301
    monkeypatch.setattr("towpath.web.sign_in.time.time", lambda: later)
    again = reverse("account_reauthenticate")
    answer = dana.get(reverse("mfa_deactivate_totp"))
    assert answer.headers["Location"].startswith(again)
    answer = dana.post(again, {"password": "guess"})
    assert "The password is not right" in words_of(answer.content)
    before = len(dana.session["account_authentication_methods"])
    assert dana.post(again, {"password": PASSWORD}).status_code == 302
    assert len(dana.session["account_authentication_methods"]) == before + 1


def test_an_officer_who_came_by_a_code_may_take_their_time_over_the_second_step(
    mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
):
    dana = signs_in_by_code(AP_OFFICER, mailoutbox)
    later = time.time() + 30 * 60
    monkeypatch.setattr("towpath.web.sign_in.time.time", lambda: later)
    assert dana.get(reverse("mfa_activate_totp")).status_code == 200


# Passwords


def reset_link(member: Member, mailoutbox: list[EmailMessage]) -> str:
    answer = Client().post(reverse("account_reset_password"), {"email": member.email}, follow=True)
    assert "Check your email" in words_of(answer.content)
    found = re.search(r"http://testserver(\S+)", mailoutbox[-1].body)
    return found[1] if found else ""


def test_council_staff_choose_a_password_by_a_link(mailoutbox: list[EmailMessage]):
    dana = Client()
    choose = dana.get(reset_link(AP_OFFICER, mailoutbox)).headers["Location"]
    short = dana.post(choose, {"password1": "short", "password2": "short"})
    assert "at least 12 characters" in words_of(short.content)
    dana.post(choose, {"password1": PASSWORD, "password2": PASSWORD})
    assert login_of(AP_OFFICER).check_password(PASSWORD)
    assert "can no longer be used" in words_of(Client().get(choose).content)


@pytest.mark.parametrize("member", [PARENT, PROVIDER_LEAD, SENCO], ids=lambda m: m.part)
def test_nobody_else_is_given_a_password(member: Member, mailoutbox: list[EmailMessage]):
    assert reset_link(member, mailoutbox) == ""
    assert "you need no password" in mailoutbox[-1].body


def test_asking_for_a_password_tells_nobody_who_is_known(mailoutbox: list[EmailMessage]):
    reset = reverse("account_reset_password")
    pages = {
        Client().post(reset, {"email": address}, follow=True).content
        for address in (AP_OFFICER.email, PARENT.email, NOBODY)
    }
    assert len(pages) == 1
    assert [message.to[0] for message in mailoutbox] == [AP_OFFICER.email, PARENT.email, NOBODY]


# What does not exist


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


# The session


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


# The page of the cast


def be(client: Client, member: Member = AP_OFFICER) -> int:
    return client.post(reverse("be", args=[member.part])).status_code


def test_the_page_of_the_cast_has_everyone_and_each_button_signs_in():
    page = words_of(Client().get(reverse("cast")).content)
    assert [member.name for member in CAST if f"Be {member.name}" not in page] == []
    dana = Client()
    assert be(dana) == 302
    assert dana.get(CHILD).status_code == 200


def test_being_someone_by_a_link_is_refused():
    assert Client().get(reverse("be", args=["ap_officer"])).status_code == 405


def a_real_authority() -> None:
    kept.Authority.objects.create(code="real", name="A real one", made_up=False)


@pytest.mark.parametrize("why", ["switched off", "a real authority", "an empty database"])
def test_the_page_of_the_cast_is_not_there_beside_real_data(why: str, settings: Settings):
    dana = Client()
    be(dana)
    match why:
        case "switched off":
            settings.DEMO = False
        case "a real authority":
            with behind_the_walls():
                a_real_authority()
        case "an empty database":
            with behind_the_walls(), connection.cursor() as cursor:
                cursor.execute("truncate records_authority cascade")
    assert Client().get(reverse("cast")).status_code == 404
    assert be(Client()) == 404
    # Nor does a session from before go on.
    assert dana.get(CHILD).headers["Location"].startswith(SIGN_IN)


def test_a_button_of_the_cast_is_no_way_past_a_password():
    assert cast.Button().authenticate(None, email=AP_OFFICER.email, password="") is None


def test_an_authenticator_app_is_shown_the_services_name():
    url = get_adapter().build_totp_url(login_of(AP_OFFICER), "SECRET")
    assert "issuer=Alternative%20provision" in url
    assert not Authenticator.objects.exists()
