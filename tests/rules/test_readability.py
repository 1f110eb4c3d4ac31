"""The reading age: by hand, on words and texts short enough to count."""

import pytest

from towpath.rules.readability import reading_age, syllables

# 36 words in 6 sentences, 37 syllables: 0.39 × 6 + 11.8 × 37/36 − 15.59 = −1.1, so the age is 5.
EASY = ["The cat sat on the mat."] * 5 + ["The happy cat sat on mats."]


@pytest.mark.parametrize(
    ("word", "count"),
    [("school", 1), ("referral", 3), ("placed", 1), ("education", 4), ("table", 2), ("I", 1)],
)
def test_syllables_are_counted_by_what_is_heard(word, count):
    assert syllables(word) == count


def test_a_short_sentence_of_short_words_is_read_at_five():
    assert reading_age(EASY) == 5.0


def test_a_list_is_not_one_long_sentence():
    items = ["exclusion from a school", "illness of any kind"] * 6
    assert reading_age(items) < reading_age([" ".join(items)])


def test_too_little_is_not_measured():
    assert reading_age(["Ask the council."]) is None
