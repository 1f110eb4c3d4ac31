"""What the shipped fonts can draw, and how the rest is written instead.

An archived PDF may not hold a letter without its shape. So a character that no font here has is
written as its name in square brackets, "[grinning face]": it can be seen, and it is read aloud.
A font file laid into `fonts/` is used, and counted here, without a line of code.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")

# These only steer how text is drawn: soft hyphens, joins, sides, styles. Without them the words
# stand in the order in which they were typed, and nobody can turn them round on paper.
STEERING = frozenset(
    chain(
        (0xAD, 0x200B, 0xFEFF),
        range(0x202A, 0x202F),
        range(0x2060, 0x2070),
        range(0xFE00, 0xFE10),
        range(0xE0000, 0xE1000),
    )
)


def drawable(text: str) -> str:
    """The text in characters that can be drawn; a tab is a space, every line end a line feed."""
    return "\n".join(line.translate(_WRITING) for line in text.splitlines())


@cache
def covered() -> frozenset[int]:
    """The code points that some shipped font has a shape for. Those above U+FFFF are not looked
    for: there are emoji, old scripts and rare Chinese, of which no font here has any."""
    points = {point for font in sorted(FONTS.glob("*.[ot]tf")) for point in _points(font)}
    return frozenset(p for p in points if unicodedata.category(chr(p)) not in ("Cc", "Co"))


class _Writing(dict[int, str]):
    """How each code point is written, found out when it is first met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        if point in STEERING:
            written = ""
        elif point in covered():
            written = character
        else:
            written = f"[{unicodedata.name(character, '').lower() or f'U+{point:04X}'}]"
        self[point] = written
        return written


_WRITING = _Writing({ord("\t"): " "})


def _points(font: Path) -> Iterator[int]:
    """The code points of one font, from the segments of its character map.

    Source: the OpenType specification, "cmap", format 4, which every Unicode font carries.
    """
    data = font.read_bytes()
    at = _map(font.name, data)
    count = _shorts(data, at + 6, 1)[0] // 2
    ends, starts = _shorts(data, at + 14, count), _shorts(data, at + 16 + 2 * count, count)
    deltas = _shorts(data, at + 16 + 4 * count, count)
    ranges = at + 16 + 6 * count
    for i, offset in enumerate(_shorts(data, ranges, count)):
        points = range(starts[i], min(ends[i], 0xFFFE) + 1)
        if offset:
            glyphs = _shorts(data, ranges + 2 * i + offset, len(points))
            yield from (point for point, glyph in zip(points, glyphs, strict=True) if glyph)
        else:
            yield from (point for point in points if (point + deltas[i]) & 0xFFFF)


def _map(name: str, data: bytes) -> int:
    """Where the font's character map of format 4 begins."""
    tables = range(12, 12 + 16 * _shorts(data, 4, 1)[0], 16)
    start = next(_long(data, at + 8) for at in tables if data[at : at + 4] == b"cmap")
    for record in range(start + 4, start + 4 + 8 * _shorts(data, start + 2, 1)[0], 8):
        at = start + _long(data, record + 4)
        if _shorts(data, at, 1) == (4,):
            return at
    raise ValueError(f"{name} has no character map of format 4: ship another file of this font")


def _shorts(data: bytes, at: int, count: int) -> tuple[int, ...]:
    return struct.unpack_from(f">{count}H", data, at)


def _long(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
