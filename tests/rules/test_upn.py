"""The unique pupil number, against numbers known to be right or wrong."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath.rules import upn
from towpath.rules.upn import Fault

VECTORS = Path(__file__).with_name("cases") / "upn_vectors.csv"


def vectors() -> list[tuple[str, bool, str]]:
    with VECTORS.open(newline="", encoding="utf-8") as lines:
        return [(r["upn"], r["expected"] == "valid", r["why"]) for r in csv.DictReader(lines)]


@pytest.mark.parametrize(("number", "right", "why"), vectors())
def test_known_numbers(number: str, right: bool, why: str) -> None:
    assert (upn.fault(number) is None) is right, why


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("J93699902400", Fault.LENGTH),
        ("J9369990240010", Fault.LENGTH),
        ("", Fault.LENGTH),
        ("X80120000A001", Fault.SHAPE),
        ("J93699902400é", Fault.SHAPE),
        ("J93699902400٣", Fault.SHAPE),
        ("S936999024261", Fault.LETTER),
        ("A93699902426O", Fault.LETTER),
        ("E000200005001", Fault.COUNCIL),
        ("A801200005001", Fault.CHECK),
    ],
)
def test_the_fault_is_named(number: str, wrong: Fault) -> None:
    assert upn.fault(number) is wrong


def test_a_number_copied_with_spaces_and_small_letters_is_tidied() -> None:
    assert upn.tidy(" j936 999 024 001 ") == "J936999024001"
    assert upn.fault(upn.tidy("j936 999 024 001")) is None


def test_a_temporary_number_ends_in_a_letter() -> None:
    assert upn.is_temporary("H93699951963B")
    assert not upn.is_temporary("B801200005001")
    assert not upn.is_temporary("A93699951963B")


@given(st.integers(min_value=201_0000_00000, max_value=999_9999_99999))
def test_every_single_wrong_digit_is_found(number: int) -> None:
    rest = str(number)
    right = upn.check_letter(rest) + rest
    assert upn.fault(right) is None
    for place in range(1, upn.LENGTH):
        other = str((int(right[place]) + 1) % 10)
        assert upn.fault(right[:place] + other + right[place + 1 :]) is not None
