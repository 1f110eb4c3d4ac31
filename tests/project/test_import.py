"""`towpath import`: what a folder changes waits as proposals, and nothing else is proposed."""

import shutil

import pytest
from pytest_django import Settings

from people import BY_PART, as_
from towpath.authority.folder import AUTHORITIES
from towpath.project.propose import propose
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY
from towpath.records.policy import published

COMMISSIONER = BY_PART["commissioner"]


@pytest.fixture
def folder(tmp_path, settings: Settings):
    for name in ("surrey", "england"):
        shutil.copytree(AUTHORITIES / name, tmp_path / name)
    settings.AUTHORITIES = tmp_path
    return tmp_path / "surrey"


def imported() -> list[str]:
    with as_(COMMISSIONER):
        return propose(AUTHORITY, COMMISSIONER.id, "The autumn revision of the folder")


def test_a_folder_that_changes_nothing_proposes_nothing(folder):
    assert imported() == []


def test_a_changed_page_waits_and_is_proposed_once(folder):
    page = folder / "pages" / "about.md"
    page.write_text(page.read_text().replace("What it means", "What AP means"))
    assert imported() == ["pages/about.md"]
    assert imported() == []
    assert "What it means" in published("surrey").page("about").summary
    with as_(COMMISSIONER):
        assert kept.Proposal.objects.get().state == "waiting"
