"""Finding a child: by either name, both, a date of birth or a UPN; never one out of sight."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from people import AP_OFFICER, ROBIN, as_, behind_the_walls
from scenes import robins_record_is_restricted
from towpath.records import models as kept
from web.walk import signed_in, words


def found(typed: str) -> str:
    return words(signed_in(AP_OFFICER).get("/", {"find": typed}))


@pytest.fixture
def zoe():
    """A child whose names are not plain letters."""
    with behind_the_walls():
        robin = kept.Child.objects.get(pk=ROBIN)
        return kept.Child.objects.create(
            authority_id=robin.authority_id, forename="Zoë Ann", surname="O’Shea",
            name_key="o’shea zoe ann", forename_key="zoe ann",
            date_of_birth=robin.date_of_birth, upn="J936999024001",
        )  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    ["zoë", "ZOE", "zoe an", "o’sh", "Zoë Ann O’Shea", "o’shea zoe", "j936 9990 24001"],
)
def test_a_child_is_found_by_either_name_both_or_the_number(zoe: kept.Child, typed: str):
    said = found(typed)
    assert "Zoë Ann O’Shea" in said
    assert "Robin Dunmore" not in said


def test_what_no_name_can_hold_finds_nothing_and_breaks_nothing():
    assert signed_in(AP_OFFICER).get("/", {"find": "\0"}).status_code == 200


def test_a_child_is_found_by_a_date_of_birth(zoe: kept.Child):
    said = found(f"{zoe.date_of_birth:%d/%m/%Y}")
    assert "Zoë Ann O’Shea" in said
    assert "Robin Dunmore" in said
    assert "No child that you can see" in found("1/1/1999")


def test_a_closed_record_is_not_found_by_anything():
    robins_record_is_restricted()
    for typed in ("robin", "dunmore", "robin dunmore"):
        assert "No child that you can see" in found(typed)


def test_the_children_already_on_record_are_given_their_key(zoe: kept.Child):
    filled = import_module("towpath.records.migrations.0007_forename_key_filled")
    with behind_the_walls():
        kept.Child.objects.update(forename_key="")
        filled.fill(apps, connection.schema_editor())
    with as_(AP_OFFICER):
        keys = set(kept.Child.objects.values_list("forename_key", flat=True))
    assert {"zoe ann", "robin"} <= keys
