"""The page of the cast: a button each in the demo, and not there beside real data."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from people import (
    AP_OFFICER,
    CAST,
    Member,
    behind_the_walls,
)
from towpath.records import models as kept
from towpath.web import cast
from web.login import CHILD, SIGN_IN, words_of


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
