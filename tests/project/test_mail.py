"""Where mail goes, from one address; and what becomes of it where GOV.UK Notify is not there."""

from socket import socket

import pytest

from towpath.outside.mail import Unsent, send
from towpath.project.environment import Misconfigured
from towpath.project.mail import mail

KEY = "council-" + "-".join(["00000000-0000-0000-0000-000000000000"] * 2)
NOTIFY = f"notify:{KEY}?template=11111111-1111-1111-1111-111111111111"


def test_mail_goes_to_the_console_unless_it_is_told_otherwise():
    assert mail("console:").backend.endswith("console.EmailBackend")


def test_an_smtp_address_gives_host_login_and_sender():
    found = mail("smtp://ann:p%40ss@mail.example.org:2525?from=no-reply@example.org&tls=no")
    assert (found.host, found.port, found.tls) == ("mail.example.org", 2525, False)
    assert (found.login, found.password, found.sender) == ("ann", "p@ss", "no-reply@example.org")


def test_a_notify_address_gives_key_and_template():
    found = mail(NOTIFY)
    assert found.backend == "towpath.outside.notify.Notify"
    assert (found.notify_key, found.notify_template[:4]) == (KEY, "1111")


@pytest.mark.parametrize("url", ["", "notify:", "notify:key", "smtp://host", "pigeon:coop"])
def test_an_address_that_cannot_be_used_says_how_to_write_it(url: str):
    with pytest.raises(Misconfigured, match="TOWPATH_EMAIL_URL"):
        mail(url)


def test_a_notify_that_is_not_there_is_tried_again(settings):
    with socket() as closed:  # bound, and nobody listens
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = mail(NOTIFY).backend
        settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = KEY, "1111"
        settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(Unsent, match="did not take it") as unsent:
            send(to="ann@example.org", subject="A letter", body="Sign in", key="1")
    assert unsent.value.again
