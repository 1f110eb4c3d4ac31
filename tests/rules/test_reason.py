"""A reason given: words that say something, tidied, in the place they are kept."""

import pytest

from towpath.rules.reason import given, if_said
from towpath.rules.wrong import Wrong


def test_it_is_kept_without_the_spaces_round_it():
    assert given("reason", "  Back full time since Monday\n") == "Back full time since Monday"


@pytest.mark.parametrize("text", ["", " ", ".", "n/a", "see above", "xx"])
def test_what_says_nothing_is_refused_where_it_was_typed(text: str):
    with pytest.raises(Wrong, match="somebody else could follow") as wrong:
        given("reason", text)
    assert wrong.value.field == "reason"


def test_what_is_too_long_for_its_place_says_how_long_it_may_be():
    assert given("words", "Read " * 60, at_most=300)
    with pytest.raises(Wrong, match="300 characters or fewer: this is 305") as wrong:
        given("words", "Read " * 60 + "again", at_most=300)
    assert wrong.value.field == "words"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), (" . ", ""), ("n/a", ""), ("None", ""), (" To be in school ", "To be in school")],
)
def test_an_optional_text_that_says_nothing_is_none(typed: str, kept: str):
    assert if_said(typed) == kept
