"""What the public may not leave in a text about a page, and what they may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath.rules.personal import personal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to me at carol@example.org please", "an email address"),
        ("His number is H801200001001", "a unique pupil number (UPN)"),
        ("Ring 07700 900 123 after four", "a telephone number"),
        ("We live near GU2 7XH", "a postcode"),
        ("QQ 12 34 56 C is mine", "a National Insurance number"),
        ("She was born on 3/4/2014", "a date, such as a date of birth"),
        ("Case 12345678 was closed", "a long number"),
        ("Mrs Dunmore told us nothing", "a person’s name"),
        ("my son Robin has no place", "a child’s name"),
    ],
)
def test_what_has_the_shape_of_somebodys_details_is_named(text: str, found: str):
    assert found in personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "The page does not say who may refer in year 9",
        "I was told 15 days, and this says 20",
        "My son is ill and the page is about exclusion",
        "What does section 19 of the Education Act 1996 mean?",
    ],
)
def test_what_is_of_nobody_is_let_through(text: str):
    assert personal(text) == ()


@given(st.text(max_size=300), st.text(max_size=300))
def test_an_address_is_found_wherever_it_stands(before: str, after: str):
    assert "an email address" in personal(f"{before} carol@example.org {after}")
