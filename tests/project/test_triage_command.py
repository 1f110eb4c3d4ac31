"""`towpath triage` and `towpath check`, as somebody at a keyboard meets them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from towpath.project import check, triage

CASES = Path(__file__).parents[1] / "rules" / "cases" / "triage.json"
FORMAT = "towpath triage cases 1"


def write(tmp_path, content):
    path = tmp_path / "cases.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(path)


def one(**case):
    return {"format": FORMAT, "cases": [{"id": "x", "as_of": "2026-10-14", "facts": {}} | case]}


def test_it_prints_one_document_and_nothing_else(capsys):
    assert triage.main([str(CASES)]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert (document["format"], err) == ("towpath triage result 1", "")
    assert len(document["policy_version"]) == 64
    asked = [case["id"] for case in json.loads(CASES.read_text())["cases"]]
    assert [result["id"] for result in document["results"]] == asked
    for result in document["results"]:
        assert len(result["pathways"]) == 12
        for verdict in result["pathways"]:
            assert bool(verdict["missing"]) == (verdict["outcome"] == "needs_information")
            assert all(reason["words"] and reason["source"] for reason in verdict["reasons"])


def test_a_time_limit_shows_the_day_it_opens(tmp_path, capsys):
    facts = {"on_school_roll": False, "came_to_attention_on": "2026-10-05", "medical_evidence": []}
    assert triage.main([write(tmp_path, one(facts=facts)), "--authority", "surrey"]) == 0
    (result,) = json.loads(capsys.readouterr().out)["results"]
    reasons = {(v["pathway"], r["criterion"]): r for v in result["pathways"] for r in v["reasons"]}
    assert reasons["a2e", "missing-education"]["opens_on"] == "2026-10-26"
    assert reasons["medical-pru", "letters"]["curable"] is True
    assert "not_yet" not in reasons["a2e", "unable-to-attend"]


def test_a_day_after_the_county_ends_is_answered_and_doubted(tmp_path, capsys):
    assert triage.main([write(tmp_path, one(as_of="2028-02-29"))]) == 0
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert "East Surrey" in result["doubts"][0]["words"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is not JSON at line 1, column 1"),
        (b"\xff\xfe\x00\x01", "is not text in UTF-8"),
        (b"[" * 100_000, "Mend:"),
        (b'{"format": ' + b"9" * 5000 + b"}", "Mend:"),
        (b'{"a": 1, "a": 2}', '"a" is given twice'),
        ([], "is not its format"),
        ({"format": "towpath triage cases 2", "cases": []}, "is not its format"),
        ({"format": FORMAT}, "no list of cases"),
        ({"format": FORMAT, "cases": [3]}, "case 1: 3 is no case"),
        (one(id=7), "case 1: it has no id"),
        (one(facts=None), 'case "x": it has no facts'),
        (one(as_of=None), "as_of: null is not a date"),
        (one(as_of="2026-02-30"), "30 February 2026 does not exist"),
        (one(facts={"date_of_birth": "2026-02-31"}), "31 February 2026 does not exist"),
        (one(facts={"date_of_birt": "2026-02-01"}), "did you mean date_of_birth?"),
        (one(facts={"ehc_plan": 3}), "write one of in_force"),
        (one(id="a\nb\ud800", facts={"zz": 1}), "is no fact"),
        ({"format": FORMAT, "cases": one()["cases"] * 2}, "the id is used 2 times"),
        ({**one(), "authority": "atlantis"}, "there is no such council"),
        ({**one(), "authority": ["surrey"]}, "there is no such council"),
    ],
)
def test_a_file_it_cannot_use_is_one_line_and_two(tmp_path, capsys, content, message):
    assert triage.main([write(tmp_path, content)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert message in err
    assert "Mend:" in err


@pytest.mark.parametrize("arguments", [[], ["--authority"], ["a", "b"], ["--what"], ["."], ["no"]])
def test_arguments_it_cannot_use_are_one_line_and_two(capsys, arguments):
    assert triage.main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "Mend:" in err


def test_neither_command_starts_django():
    loud = "import sys; from towpath.project import check, triage; print('django' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", loud], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_check_sums_up_a_folder_without_faults(capsys):
    assert check.main([]) == 0
    assert "Surrey County Council: no faults. 12 pathways" in capsys.readouterr().out


def test_check_prints_each_fault_and_its_mend(tmp_path, capsys):
    (tmp_path / "authority.toml").write_text("id = 3\n")
    assert check.main([str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    place = f"{tmp_path.name}/authority.toml:1:"
    assert f"{place} id is not text in quotes. Mend: write text in quotes." in lines
    assert all("Mend: " in line for line in lines)


@pytest.mark.parametrize("words", [["--all"], ["surrey", "--deploy"], ["--deploy", "surrey"]])
def test_check_is_of_folders_or_of_the_installation_and_has_no_other_option(words, capsys):
    assert check.main(words) == 2
    assert capsys.readouterr().err.count("\n") == 1
