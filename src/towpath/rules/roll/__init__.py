"""A school's roll as a file has it: each row read, and set beside the children on record.

A file is somebody else's: what it says is never kept without a person having looked.
"""

from towpath.rules.roll.row import COLUMNS, Pupil, Unread, columns, once_each, plain, read
from towpath.rules.roll.standing import (
    Checked,
    Difference,
    Known,
    Pair,
    differences,
    say_value,
    similar,
    sort,
)

__all__ = [
    "COLUMNS",
    "Checked",
    "Difference",
    "Known",
    "Pair",
    "Pupil",
    "Unread",
    "columns",
    "differences",
    "once_each",
    "plain",
    "read",
    "say_value",
    "similar",
    "sort",
]
