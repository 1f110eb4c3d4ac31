"""Which files a council takes: said whole, and never more than can be taken."""

import shutil
from pathlib import Path

import pytest

from towpath import authority

FOLDERS = Path("authorities")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Surrey's folder, to be spoiled, with its nation's beside it."""
    shutil.copytree(FOLDERS, tmp_path / "authorities")
    return tmp_path / "authorities" / "surrey"


@pytest.mark.parametrize(
    ("file", "was", "now", "what"),
    [
        ("surrey/documents.toml", "largest_mb = 10", "largest_mb = 50", "no more than 20"),
        ("surrey/documents.toml", "largest_mb = 10", "largest_mb = 0", "largest_mb is 0"),
        ("surrey/documents.toml", "heic =", "heif =", "the word heif is not known"),
        ("surrey/documents.toml", "other =", "zip2 =", "other is missing"),
        ("surrey/documents.toml", "[accepted]", "[taken]", "there is no [accepted]"),
        ("england/evidence.toml", "[medical]", "[mystical]", "there is no [medical]"),
    ],
)
def test_a_fault_is_told_with_its_line(folder: Path, file: str, was: str, now: str, what: str):
    path = folder.parent / file
    path.write_text(path.read_text("utf-8").replace(was, now, 1), "utf-8")
    faults = authority.check(folder)
    assert any(fault.file == file and what in fault.what for fault in faults), faults


def test_medical_evidence_that_is_a_condition_brings_the_law_with_it():
    from towpath.rules.evidence import gates

    surrey = authority.load(FOLDERS / "surrey")
    gated = [p.id for p in surrey.pathways if gates(p.versions[-1].evidence)]
    assert gated == ["medical-pru"]
    assert "does not wait" in surrey.medical_evidence.words
    assert "section 19" in surrey.medical_evidence.source
