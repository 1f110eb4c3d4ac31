"""Whether a reason says anything.

A required box that is filled with "." is worse than an empty one: it looks like a record. This
catches what people type to get past a box. It does not judge a reason that has words in it.
"""

import re
from itertools import groupby

# Compared without capitals and without the marks round and in words: "N/A." is "na" here.
EMPTY = frozenset(
    {
        "above",
        "as above",
        "as before",
        "as below",
        "as discussed",
        "as per above",
        "asdf",
        "asdfgh",
        "blah",
        "done",
        "ditto",
        "fine",
        "just because",
        "na",
        "nil",
        "no",
        "no comment",
        "no comments",
        "no details",
        "no info",
        "no information",
        "no reason",
        "no reason given",
        "none",
        "none given",
        "none known",
        "not applicable",
        "not known",
        "not sure",
        "not given",
        "nothing",
        "nothing to add",
        "nothing to report",
        "ok",
        "okay",
        "other",
        "qwerty",
        "reason",
        "same",
        "same as above",
        "same as before",
        "see above",
        "see below",
        "see notes",
        "tba",
        "tbc",
        "tbd",
        "test",
        "testing",
        "to be confirmed",
        "unknown",
        "yes",
    }
)

INNER_MARKS = re.compile(r"(?<=\w)[./'’](?=\w)|(?<=\w)\s*/\s*(?=\w)")


def says_nothing(text: str) -> bool:
    """True for text that gives no reason: empty, only marks or figures, one letter over and over,
    or one of the usual ways past a box, said once or many times."""
    words = re.findall(r"\w+", INNER_MARKS.sub("", text.lower()))
    letters = "".join(words)
    if not any(c.isalpha() for c in letters) or len(set(letters)) == 1:
        return True
    once = [word for word, _ in groupby(words)]
    return " ".join(once) in EMPTY
