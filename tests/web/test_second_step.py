"""The council’s people prove twice who they are; nobody else has a password."""

import re
import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from lxml import html

from people import (
    AP_OFFICER,
    CAST,
    PARENT,
    PROVIDER_LEAD,
    ROBIN,
    SENCO,
    SOCIAL_WORKER,
    Member,
)
from towpath.records import models as kept
from towpath.web.entrance import PROVE_TWICE
from web.login import (
    CHILD,
    CONFIRM,
    NOBODY,
    PASSWORD,
    SECOND_STEP,
    SET_UP,
    SIGN_IN,
    asks_for_a_code,
    code_in,
    has_a_password,
    has_an_app,
    login_of,
    shown_by_the_app,
    signs_in_by_code,
    words_of,
)


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


def test_an_authenticator_app_is_shown_the_services_name():
    url = get_adapter().build_totp_url(login_of(AP_OFFICER), "SECRET")
    assert "issuer=Alternative%20provision" in url
    assert not Authenticator.objects.exists()
