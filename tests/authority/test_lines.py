"""Where values stand in TOML of every shape."""

import tomllib

import pytest

from towpath.authority.folder import AUTHORITIES
from towpath.authority.lines import find_lines, line_of

TEXT = '''# a council
id = "x" # a comment with ] and "
"quoted key".'inner' = 1

[[version]]
page = """
one \\""" ] }
two""""
list = [
  1, # one
  { a = [ { b = "c" } ], d = 2 },
]

  [[version.limit]]
  id = 'it''
'''.replace("'it''", "'it'")


def test_each_value_has_its_line():
    tomllib.loads(TEXT)
    lines = find_lines(TEXT)
    assert lines["id",] == 2
    assert lines["quoted key", "inner"] == 3
    assert lines["version", 0] == 5
    assert lines["version", 0, "page"] == 6
    assert lines["version", 0, "list", 0] == 10
    assert lines["version", 0, "list", 1, "a", 0, "b"] == 11
    assert lines["version", 0, "list", 1, "d"] == 11
    assert lines["version", 0, "limit", 0, "id"] == 15


def test_what_is_not_there_has_the_line_of_what_holds_it():
    assert line_of(("version", 0, "list", 1, "zzz"), find_lines(TEXT)) == 11
    assert line_of(("nothing",), find_lines(TEXT)) == 1


def paths(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from paths(inner, (*path, place))


@pytest.mark.parametrize("file", sorted(AUTHORITIES.rglob("*.toml")), ids=lambda f: f.stem)
def test_every_value_of_every_council_has_a_line(file):
    text = file.read_text()
    lines, written = find_lines(text), text.splitlines()
    for path in paths(tomllib.loads(text)):
        if path and isinstance(path[-1], str):
            assert path[-1] in written[lines[path] - 1]
