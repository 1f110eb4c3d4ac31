"""Sign-in: a code by email for families and providers; for staff a second factor, or OIDC.

Accounts are made by the council, never by signing up.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    """allauth's questions, with our answers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account: an account is a person the council already knows."""
        return False


class CouncilLogins(DefaultSocialAccountAdapter):
    """A council's own accounts (OIDC): they open only what is already somebody's."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """As above: an unknown council account is told to ask, not let in."""
        return False
