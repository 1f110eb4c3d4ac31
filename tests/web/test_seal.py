"""What a copy of the database does not give away: how council staff prove that it is they."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as periods
from cryptography.fernet import InvalidToken
from django.db import connection
from pytest_django import Settings

from people import AP_OFFICER
from towpath.records import models as kept
from towpath.web.seal import seal, unseal

LEAKED = "a-key-that-someone-wrote-on-a-whiteboard-" + "0123456789"


def has_an_app() -> tuple[str, Authenticator]:
    """The secret in Dana's app, and what is kept of it."""
    secret = generate_totp_secret()
    kept_of_it = TOTP.activate(kept.User.objects.get(email=AP_OFFICER.email), secret).instance
    return secret, kept_of_it


def shown_by_the_app(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(periods()))))


def test_the_secret_of_an_app_is_not_what_the_database_holds():
    secret, app = has_an_app()
    codes = RecoveryCodes.activate(app.user)
    seed = unseal(codes.instance.data["seed"])
    with connection.cursor() as cursor:
        cursor.execute("select data::text from mfa_authenticator where user_id = %s", [app.user_id])
        held = [row for (row,) in cursor.fetchall()]
    assert len(held) == 2
    assert not [row for row in held if secret in row or seed in row]
    assert TOTP(app).validate_code(shown_by_the_app(secret))
    assert codes.get_unused_codes()


def test_the_same_secret_is_never_sealed_alike_and_cannot_be_changed():
    assert seal("narrow") != seal("narrow")
    sealed = seal("narrow")
    assert unseal(sealed) == "narrow"
    with pytest.raises(InvalidToken):
        unseal(sealed[:-2] + ("A" if sealed[-2] != "A" else "B") + sealed[-1])


def test_a_leaked_key_is_changed_without_locking_anyone_out(settings: Settings):
    settings.SECRET_KEY = LEAKED
    secret, app = has_an_app()
    settings.SECRET_KEY = LEAKED[::-1]
    with pytest.raises(InvalidToken):
        TOTP(app).validate_code(shown_by_the_app(secret))
    settings.SECRET_KEY_FALLBACKS = [LEAKED]
    assert TOTP(app).validate_code(shown_by_the_app(secret))
