"""Between signing in and the first page: who has come in far enough to read anything.

Council staff see a whole county's children and a school's staff a whole school's, so they come in
by two proofs of who they are: a password or an emailed code, and then an authenticator app or a
passkey; or by the council's own accounts, where the council asks for the second. Until then, and
for someone whose posts have all ended, no page opens but those of signing in.
"""

from dataclasses import replace

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from towpath.records import models as kept
from towpath.rules import who
from towpath.web import cast, door
from towpath.web.request import Request

COUNCIL_STAFF = who.COUNCIL | who.INVOLVED
PROVE_TWICE = COUNCIL_STAFF | who.SCHOOL
# How allauth notes a proof that is enough by itself, or was the second of two.
SECOND_PROOF = frozenset({"mfa", "socialaccount"})

# allauth's pages that exist here. Its others (sign up, change my address, connect an account) do
# not: an account is made by the council, for someone it knows, at the address it knows.
PAGES = frozenset(
    {
        *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
        *("account_request_login_code", "account_confirm_login_code"),
        *("account_reset_password", "account_reset_password_done"),
        *("account_reset_password_from_key", "account_reset_password_from_key_done"),
        *("mfa_index", "mfa_authenticate", "mfa_reauthenticate"),
        *("mfa_activate_totp", "mfa_deactivate_totp"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
        *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn"),
        *("mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
        *("openid_connect_login", "openid_connect_callback"),
        *("socialaccount_login_cancelled", "socialaccount_login_error"),
    }
)


def ask(request: Request) -> HttpResponse | None:
    """The page to show first, or None when this reader may go on to the door.

    Raises Http404 for a page of allauth's that has no place here. Behind sign-in it must run inside
    the reader's transaction, with `request.reader` set.
    """
    if request.path.startswith(door.SIGN_IN):
        if request.resolver_match is None or request.resolver_match.url_name not in PAGES:
            raise Http404("There is no such page of signing in")
        if request.user.is_authenticated:
            request.frame = replace(request.frame, sign_in="", sign_out=reverse("account_logout"))
        return None
    if not request.user.is_authenticated:
        return None
    if not request.reader.posts and not _is_family(request.reader):
        return render(request, "account/no_post.html", status=403)
    if request.reader.holds(PROVE_TWICE) and not (_as_cast(request) or _proved_twice(request)):
        return redirect("mfa_index")
    return None


def _is_family(reader: who.Reader) -> bool:
    return kept.Person.objects.filter(pk=reader.person_id, family=True).exists()


def _as_cast(request: Request) -> bool:
    """Whether a button of the demonstration opened this session; it ends with the demonstration."""
    opened_by: str = request.session.get(BACKEND_SESSION_KEY, "")
    return opened_by == cast.BACKEND


def _proved_twice(request: Request) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record["method"] in SECOND_PROOF for record in records)
