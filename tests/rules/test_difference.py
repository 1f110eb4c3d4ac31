"""The difference between two texts, as a second person reads it."""

from towpath.rules.difference import difference, new_version


def test_one_changed_line_is_shown_out_and_in_with_two_lines_round_it():
    before = "\n".join("abcdefgh")
    lines = difference(before, before.replace("d", "D"))
    assert [(line.kind, line.words) for line in lines] == [
        *(("same", "b"), ("same", "c")),
        *(("out", "d"), ("in", "D")),
        *(("same", "e"), ("same", "f")),
    ]


def test_what_lies_between_two_changes_is_left_out_and_said_to_be():
    before = "\n".join("abcdefghijkl")
    kinds = [line.kind for line in difference(before, before.replace("a", "A").replace("l", "L"))]
    assert kinds.count("gap") == 1


def test_one_text_has_no_difference():
    assert difference("a\nb", "a\nb\n") == ()


FIRST = 'id = "life"\n\n[[version]]\nage = 19\n'


def test_a_version_that_is_added_is_read_against_the_last():
    assert new_version(FIRST, f"{FIRST}\n[[version]]\nage = 21\n") == ("age = 19", "age = 21")


def test_any_other_change_is_read_against_the_whole_text():
    assert new_version(FIRST, FIRST.replace("19", "21")) is None
    assert new_version(FIRST, f"{FIRST}# a remark\n") is None
