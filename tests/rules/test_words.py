"""A reason has to say something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath.rules.words import EMPTY, says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", ".", "...", "-", "–", "?", "n/a", "N/A.", "n / a", "N.A.", "none", "None.",
        "xx", "XXXX", "aaa", "x x x", "ok", "tbc", "T.B.C.", "see above", "As above.", "no reason",
        "n/a n/a", "none, none", "12/10", "1", "\n.\n", "not  applicable", "(none)", "yes!",
        "“.”", "nil",
    ],
)  # fmt: skip
def test_ways_past_a_box(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tutor moved away",
        "No tutor until 3 November",
        "Not known to social care",
        "None of the three providers had a place",
        "Parent asked for mornings",
        "No change: still waiting for the consultant",
        "moved",
        "Symud i Gymru",
        "転居のため",
        "Yes, agreed by the SENCO on 12/10",
    ],
)
def test_short_reasons_that_do_say_something(text: str) -> None:
    assert not says_nothing(text)


@given(st.sampled_from(sorted(EMPTY)), st.sampled_from(["", ".", " ", "!!", " - "]))
def test_capitals_and_marks_change_nothing(text: str, marks: str) -> None:
    assert says_nothing(marks + text.title() + marks)
    assert says_nothing(f"{text} {text}" if " " not in text else text.upper())


@given(st.text(alphabet=st.characters(exclude_categories=["L"])))
def test_without_a_letter_there_is_no_reason(text: str) -> None:
    assert says_nothing(text)
