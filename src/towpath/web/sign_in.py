"""Sign-in: a code by email, or for council staff a password or the council's own accounts.

allauth asks and we answer: who may have which, what its forms say, what it mails. What council
staff must prove besides is in `entrance.py`. Accounts are made by the council, never by signing up;
and whatever is typed, the page that follows is the same whether or not anybody has that address.
"""

import time
from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as current
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkey
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.shortcuts import render

from towpath.records import models as kept
from towpath.records import who as reading
from towpath.records.actor import acting_as
from towpath.web.actor import now
from towpath.web.entrance import COUNCIL_STAFF
from towpath.web.form import Form
from towpath.web.frame import SERVICE
from towpath.web.seal import seal, unseal

EVEN = 0.2  # seconds that asking for a password takes at least
RECENT = 300  # seconds for which a proof just given is not asked for again
WRONG_CODE = "That is not the code. Check it and try again"
TOO_MANY = "Too many tries. Wait a few minutes, then start again"


def is_council_staff(user: kept.User) -> bool:
    """Whether this login's person holds a post of the council's today.

    Asked before anyone has signed in, so it names the person to the walls for its own length.
    """
    with acting_as(user.person_id, now().today):
        return reading.reader(user.person_id).holds(COUNCIL_STAFF)


class Accounts(DefaultAccountAdapter):
    """allauth's questions about accounts, with our answers."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "The password is not right",
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account: an account is a person the council already knows."""
        return False

    def add_message(self, *args: Any, message: str | None = None, **kwargs: Any) -> None:
        """Errors only: our pages say themselves what has been done."""
        if message:
            super().add_message(*args, message=message, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth's, with how many minutes a code lasts."""
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        super().send_mail(template_prefix, email, {**context, "minutes": minutes})

    def send_password_reset_mail(
        self, user: kept.User, email: str, context: dict[str, Any]
    ) -> None:
        """A way to a new password for council staff; the rest are told that they need none."""
        staff = is_council_staff(user)
        self.send_mail(
            f"account/email/{'password_reset_key' if staff else 'no_password'}", email, context
        )

    def set_password(self, user: kept.User, password: str) -> None:
        """Keep the new password, and nothing else: of a login the app may change no more."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def reauthenticate(self, user: kept.User, password: str) -> bool:
        """Whether the password is the user's. allauth's own asks a table of addresses we leave
        empty, so that a code never goes to an address the council has changed."""
        found = self.authenticate(current.request, email=user.email, password=password)
        return bool(found == user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of a proof, signing in included; nor of someone who has so far only
        been sent codes, and can show nothing more."""
        request = current.request
        proofs = get_authentication_records(request, request.user)
        if any(time.time() - proof["at"] < RECENT for proof in proofs):
            return False
        return bool(self.get_reauthentication_methods(request.user))


class CouncilLogins(DefaultSocialAccountAdapter):
    """A council's own accounts (OIDC): they open only what is already council staff's."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """An unknown council account is told whom to ask, not let in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The council vouches for its staff alone: it may not sign in as a parent or a school."""
        if sociallogin.is_existing and not is_council_staff(sociallogin.user):
            raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))


class SecondFactors(DefaultMFAAdapter):
    """allauth's questions about the second step, with our answers."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
    }

    def get_totp_issuer(self) -> str:
        """What an authenticator app calls this account."""
        return SERVICE

    def encrypt(self, text: str) -> str:
        """How the secret of an app, and the seed of recovery codes, are kept."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was kept."""
        return unseal(encrypted_text)

    def generate_authenticator_name(self, user: kept.User, type: str) -> str:  # noqa: A002 - allauth's
        """The name that a new passkey is offered."""
        return "My passkey"


class Labelled(forms.Form):
    """A form of allauth's whose fields have our names, and no hints but our pages' own."""

    labels: ClassVar[Mapping[str, str]] = {}
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.labels.keys() & self.fields.keys():
            self.fields[name].label = self.labels[name]
            self.fields[name].help_text = ""


class SignInForm(Form, Labelled, account.LoginForm):
    """An address alone asks for a code; with a password, it signs in."""

    labels: ClassVar[Mapping[str, str]] = {"login": "Email address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].required = False

    @property
    def council_accounts(self) -> bool:
        """Whether a council's own accounts are taken here."""
        return bool(settings.SOCIALACCOUNT_PROVIDERS)


class AddressForm(Form, Labelled, account.RequestLoginCodeForm):
    """Where to send another code."""

    labels: ClassVar[Mapping[str, str]] = {"email": "Email address"}


class CodeForm(Form, Labelled, account.ConfirmLoginCodeForm):
    """The code from the email.

    allauth counts tries in the session, where those sent at once overwrite one another's count;
    this limit they share.
    """

    labels: ClassVar[Mapping[str, str]] = {"code": "Code"}

    def clean_code(self) -> str:
        """The code, if it is right and not one try too many."""
        session = current.request.session.session_key
        if not ratelimit.consume(current.request, action="try_login_code", key=session):
            raise forms.ValidationError(TOO_MANY)
        code: str = super().clean_code()
        return code


class PasswordResetForm(Form, Labelled, account.ResetPasswordForm):
    """Whose password to set anew."""

    labels: ClassVar[Mapping[str, str]] = {"email": "Email address"}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Mail what there is to say. It takes as long for an address that nobody has: finding out
        whether somebody is council staff is some milliseconds of work, and could be measured."""
        began = time.monotonic()
        email: str = super().save(request, **kwargs)
        time.sleep(max(0, EVEN - (time.monotonic() - began)))
        return email


class NewPasswordForm(Form, Labelled, account.ResetPasswordKeyForm):
    """The new password, twice."""

    labels: ClassVar[Mapping[str, str]] = {
        "password1": "New password",
        "password2": "New password again",
    }


class PasswordForm(Form, Labelled, account.ReauthenticateForm):
    """The password once more, before something that must not be done by a passer-by."""

    labels: ClassVar[Mapping[str, str]] = {"password": "Password"}


class UsedOnce(Form, Labelled, second.AuthenticateForm):
    """The code from the app. It is good for three periods, and for one use in them."""

    labels: ClassVar[Mapping[str, str]] = {"code": "Code"}

    def clean_code(self) -> str:
        """The code, if it is right and has not been used."""
        code: str = super().clean_code()
        used = f"towpath.second-factor.{self.user.pk}.{code}"
        if not cache.add(used, True, timeout=3 * 30):
            raise forms.ValidationError(WRONG_CODE)
        return code


class AgainForm(Form, Labelled, second.ReauthenticateForm):
    """The code from the app, once more."""

    labels: ClassVar[Mapping[str, str]] = {"code": "Code"}


class SetUp(Labelled):
    """A second step being set up: what shows that it works proves, too, who is here."""

    def clean(self) -> dict[str, Any] | None:
        """As it is, noted as a proof when nothing is wrong with it."""
        cleaned = super().clean()
        if not self.errors:
            record_authentication(current.request, self.user, "mfa")
        return cleaned


class AuthenticatorForm(Form, SetUp, totp.ActivateTOTPForm):
    """The first code from a new app: proof that it was set up right."""

    labels: ClassVar[Mapping[str, str]] = {"code": "Code from the app"}


class PasskeyForm(Form, SetUp, passkey.AddWebAuthnForm):
    """A new passkey, under a name its owner will know it by."""

    labels: ClassVar[Mapping[str, str]] = {
        "name": "Name of the passkey",
        "passwordless": "Let this passkey sign me in by itself",
    }


class PasskeyNameForm(Form, Labelled, passkey.EditWebAuthnForm):
    """Another name for a passkey."""

    labels: ClassVar[Mapping[str, str]] = {"name": "Name of the passkey"}
