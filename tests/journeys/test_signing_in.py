"""Signing in at a browser: a parent by a code, an officer by a password and an app."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from journeys.conftest import Visitor
from people import AP_OFFICER, PARENT, Member
from towpath.records import models as kept

pytestmark = pytest.mark.browser
PASSWORD = "narrow boats rise slowly"


@pytest.fixture
def at_the_door(county: LiveServer, browser: Browser) -> Iterator[type[Visitor]]:
    """`at_the_door(PARENT)` has opened the page of signing in, at a telephone's width."""
    context = browser.new_context(viewport={"width": 390, "height": 844})

    def arrives(member: Member) -> Visitor:
        return Visitor(member, context.new_page(), county.url).goes_to(reverse("account_login"))

    yield arrives
    context.close()


def code_sent() -> str:
    found = re.search(r"^[\d-]{8,}$", mail.outbox[-1].body, re.MULTILINE)
    assert found
    return found[0]


def test_a_parent_signs_in_with_a_code_after_a_wrong_one_and_one_too_late(
    at_the_door, mailoutbox: list[mail.EmailMessage], settings: Settings
):
    carol = at_the_door(PARENT)
    carol.presses("Continue").sees("There is a problem")
    carol.writes("Email address", PARENT.email).presses("Continue").sees("Check your email")
    carol.writes("Code", "1234 5678").presses("Sign in").sees("That is not the code")

    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    carol.writes("Code", code_sent()).presses("Sign in").sees("Ask for a new code")
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
    carol.writes("Email address", PARENT.email).presses("Send me a code")
    carol.writes("Code", code_sent().replace("-", " "))
    carol.page.get_by_role("button", name="Sign in", exact=True).click()
    carol.sees("Sign out").does_not_see("Check your email")


def test_an_officer_signs_in_with_a_password_and_sets_up_an_app(at_the_door):
    officer = kept.User.objects.get(email=AP_OFFICER.email)
    officer.set_password(PASSWORD)
    officer.save(update_fields=["password"])

    dana = at_the_door(AP_OFFICER)
    dana.writes("Email address", AP_OFFICER.email)
    dana.page.get_by_text("I work for the council and have a password").click()
    dana.writes("Password", PASSWORD).presses("Continue").sees("Set up a second step")
    dana.goes_to("/").sees("Set up a second step")

    dana.follows("Set up an authenticator app").sees("hold the camera to the square")
    dana.page.get_by_text("I cannot use the camera").click()
    secret = dana.page.locator("#key").inner_text()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    dana.writes("Code from the app", code).presses("Continue").sees("Your recovery codes")
    recovery = dana.page.locator("code").first.inner_text()
    dana.page.get_by_role("button", name="I have kept them").click()
    dana.sees("Dana Whitlock")

    dana.page.get_by_role("button", name="Sign out").click()
    dana.goes_to(reverse("account_login")).writes("Email address", AP_OFFICER.email)
    dana.page.get_by_text("I work for the council and have a password").click()
    dana.writes("Password", PASSWORD).presses("Continue").sees("Your second step")
    dana.writes("Code", recovery)
    dana.page.get_by_role("button", name="Sign in", exact=True).click()
    dana.sees("Dana Whitlock").goes_to(reverse("mfa_index")).sees("How you sign in")


def test_an_officer_adds_a_passkey_and_signs_in_with_it(at_the_door):
    officer = kept.User.objects.get(email=AP_OFFICER.email)
    officer.set_password(PASSWORD)
    officer.save(update_fields=["password"])

    dana = at_the_door(AP_OFFICER)
    device = dana.page.context.new_cdp_session(dana.page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    dana.writes("Email address", AP_OFFICER.email)
    dana.page.get_by_text("I work for the council and have a password").click()
    dana.writes("Password", PASSWORD).presses("Continue").follows("Add a passkey")
    dana.writes("Name of the passkey", "Work laptop")
    dana.page.get_by_label("Let this passkey sign me in by itself").check()
    dana.page.get_by_role("button", name="Continue").click()
    dana.page.get_by_role("heading", name="Your recovery codes").wait_for()
    dana.goes_to(reverse("mfa_list_webauthn")).sees("Work laptop")

    dana.page.get_by_role("button", name="Sign out").click()
    dana.goes_to(reverse("account_login"))
    dana.page.get_by_role("button", name="Sign in with a passkey").click()
    dana.page.get_by_text("Dana Whitlock").wait_for()


def test_the_page_of_the_cast_fits_a_telephone(at_the_door):
    anyone = at_the_door(PARENT).goes_to(reverse("cast"))
    anyone.sees("At a school").sees("In the family")
    assert anyone.page.evaluate("document.documentElement.scrollWidth") <= 390
