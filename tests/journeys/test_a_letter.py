"""From the decision to the mother's screen: a letter is written, checked, emailed and read."""

import os
import subprocess
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.db import connection

import deeds
from journeys.conftest import Visitor
from people import AP_OFFICER, PARENT, SECOND_PARENT, Member

pytestmark = pytest.mark.browser


def the_worker_works() -> str:
    """What `towpath work` prints when it does all that is queued, in a process of its own."""
    name = str(connection.settings_dict["NAME"])
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    done = subprocess.run(
        [sys.executable, "-c", "from towpath.project.work import work; work(until_empty=True)"],
        env={**os.environ, "DATABASE_URL": url, "TOWPATH_EMAIL_URL": "console:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


def test_a_letter_reaches_the_mother_by_a_link_and_nobody_else(
    someone: Callable[[Member], Visitor],
):
    deeds.a_decision("not_accept")
    dana = someone(AP_OFFICER)
    dana.sees("Letters that have not gone").follows("To Carol Dunmore")
    dana.sees("We have not accepted the request for")
    dana.follows("Write").writes("Why we decided this", "The plan began on Monday: it needs time")
    dana.presses("Save").sees("saved as a draft").sees("it needs time")
    dana.presses("It is right").sees("It can be sent now")
    dana.presses("Send").sees("There is a problem")
    dana.chooses("By email: a link to sign in and read it").presses("Send").sees("on its way")

    email = the_worker_works()
    assert "A decision letter is ready for you to read" in email
    assert PARENT.email in email
    assert "Robin" not in email
    assert "A decision letter" not in the_worker_works()  # it is not sent again

    dana.goes_to("/letters").does_not_see("To Carol Dunmore").sees("To Larkwood School")
    carol = someone(PARENT)
    carol.sees("Letters to you")
    with carol.page.expect_download() as download:
        carol.page.get_by_role("link", name="Letter of").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    someone(SECOND_PARENT).sees("no child here that you can see")
