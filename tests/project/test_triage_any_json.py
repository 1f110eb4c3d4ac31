"""`towpath triage` given any JSON at all: one document, or one line; never a traceback."""

import json
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from towpath.project import triage
from towpath.rules.vocabulary import FACTS

# The first case reads the council's folder, and takes longer than the rest.
UNTIMED = settings(max_examples=60, deadline=None)

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
# A value that some fact takes, beside those that none does, so that some cases are answered.
SAID = st.sampled_from(sorted({value for fact in FACTS.values() for value in fact.values})) | ANY
NAMES = st.sampled_from(sorted(FACTS)) | st.text()
KNOWN = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(fact.values) if fact.values else st.booleans() | st.dates().map(str)
        for name, fact in FACTS.items()
    },
)


def case(facts: object, as_of: object = "2026-10-14") -> dict[str, object]:
    return {"id": "x", "as_of": as_of, "facts": facts}


def run(path: Path, content: object) -> tuple[int, str, str]:
    """What the command returns, prints and says of a file with this content."""
    path.write_text(json.dumps(content), "utf-8")
    out, err = TextIOWrapper(BytesIO(), "utf-8"), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = triage.main([str(path)])
    out.seek(0)
    return code, out.read(), err.getvalue()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("triage") / "cases.json"


def holds(file: Path, content: object) -> None:
    """Assert one document, or else one line that says how to mend it."""
    code, out, err = run(file, content)
    if code == 0:
        assert json.loads(out)["format"] == triage.RESULT
        assert err == ""
    else:
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert err.endswith("\n")
        assert "Mend: " in err


@UNTIMED
@given(facts=ANY | st.dictionaries(NAMES, SAID) | KNOWN)
def test_any_json_as_facts_is_answered_or_refused_in_one_line(file: Path, facts: object):
    holds(file, {"format": triage.FORMAT, "cases": [case(facts)]})


@UNTIMED
@given(as_of=ANY)
def test_any_json_as_the_day_is_answered_or_refused_in_one_line(file: Path, as_of: object):
    holds(file, {"format": triage.FORMAT, "cases": [case({}, as_of)]})


@UNTIMED
@given(cases=ANY)
def test_any_json_as_the_cases_is_answered_or_refused_in_one_line(file: Path, cases: object):
    holds(file, {"format": triage.FORMAT, "cases": cases})


def test_facts_that_are_known_are_answered(file: Path):
    code, out, _ = run(file, {"format": triage.FORMAT, "cases": [case({"on_school_roll": True})]})
    assert (code, len(json.loads(out)["results"])) == (0, 1)
