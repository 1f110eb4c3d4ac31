"""The addresses of mail and of a council's directory, and what is said of wrong ones."""

import pytest

from towpath.project.directory import origins, providers
from towpath.project.environment import Misconfigured
from towpath.project.mail import mail

OIDC = {"server_url": "https://login.example.org/tenant", "client_id": "towpath", "secret": "s"}


def test_mail_goes_to_the_console_until_an_address_is_given():
    assert mail("console:").backend.endswith("console.EmailBackend")
    sent = mail("smtp://ap%40example.org:p%2Fw@mail.example.org?from=no-reply@example.org")
    assert (sent.host, sent.port, sent.tls) == ("mail.example.org", 587, True)
    assert (sent.login, sent.password) == ("ap@example.org", "p/w")
    assert sent.sender == "no-reply@example.org"


@pytest.mark.parametrize(
    "url", ["", "smtp:", "smtp://mail.example.org", "smtps://mail.example.org?from=a@example.org"]
)
def test_an_address_of_mail_that_cannot_be_used_is_refused_with_one_that_can(url: str):
    with pytest.raises(Misconfigured, match=r"TOWPATH_EMAIL_URL.*smtp://login:password@"):
        mail(url)


def test_a_directory_is_all_three_variables_or_none():
    assert (providers({}), origins({})) == ({}, ())
    (council,) = providers(OIDC)["openid_connect"]["APPS"]
    assert council["settings"]["server_url"] == OIDC["server_url"]
    assert origins(OIDC) == ("https://login.example.org",)


@pytest.mark.parametrize("missing", OIDC)
def test_a_directory_half_set_says_what_is_missing(missing: str):
    half = {name: value for name, value in OIDC.items() if name != missing}
    with pytest.raises(Misconfigured, match=f"TOWPATH_OIDC_{missing.upper()}"):
        providers(half)


def test_a_directory_without_tls_is_refused():
    with pytest.raises(Misconfigured, match="https"):
        providers({**OIDC, "server_url": "http://login.example.org"})
