"""Documents kept byte for byte: what kinds there are, what may come in, and under which name.

What a file is, is read from its first bytes: neither its name nor the browser's word decides. No
file is ever unpacked or drawn here, so there is nothing that a bomb could swell.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from towpath.rules.wrong import Wrong

# Kind -> its words. Each has its wall in records/walls.py; a kind without one is read by nobody.
KINDS = {
    "letter": "letter to a person",
    "letter_apart": "letter to a person kept from knowing where the child is",
    "school_letter": "letter to a school",
    "evidence": "evidence with a referral",
}

MB = 1_000_000
CEILING_MB = 20  # what a council may allow at most: a file is held in memory while it comes in

# What may be accepted -> its media type, and the endings its name may have; the first is its own.
TYPES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "pdf": ("application/pdf", ("pdf",)),
    "jpeg": ("image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    "png": ("image/png", ("png",)),
}
# What is known and never accepted -> the endings that say so.
REFUSED: Mapping[str, tuple[str, ...]] = {
    "heic": ("heic", "heif", "avif"),
    "office": ("doc", "docx", "docm", "odt", "rtf", "xls", "xlsx", "xlsm", "ods", "ppt", "pptx"),
    "zip": ("zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "iso"),
    "program": (
        *("exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "sh", "vbs", "js", "jar"),
        *("apk", "app", "dmg", "lnk", "hta"),
    ),
    "web": ("html", "htm", "mht", "mhtml", "svg", "xml", "xhtml"),
}
OTHER = "other"

# The bytes that files begin with. Sources: ISO 32000-1, 7.5.2; ITU-T T.81, B.1.1; W3C PNG, 5.2;
# PKWARE's APPNOTE, 4.3; and of the rest, their makers' own descriptions.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"Rar!\x1a\x07", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"\x1f\x8b", "zip"),
    (b"BZh", "zip"),
    (b"\xfd7zXZ\x00", "zip"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xfe\xed\xfa", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"#!", "program"),
)
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
INSIDE_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis", b"word/", b"xl/")
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
WEB = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype|html|svg|\?xml|script|head|body)", re.I | re.S)
NAME_MOST = 120


@dataclass(frozen=True, slots=True)
class Limits:
    """What a council takes: the size and number of files, the kinds, and its words for the rest."""

    largest_mb: int
    most_files: int
    held_hours: int  # how long a file may wait for its check before somebody is told
    ask: str
    accepted: Mapping[str, str]
    refused: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Sound:
    """A file that may come in: the name it is kept by, and its media type."""

    name: str
    media_type: str


def sniff(content: bytes) -> str:
    """What a file is by its first bytes: a key of TYPES or REFUSED, or "other"."""
    head = content[:1024]
    if head.startswith(PACKED):
        return "office" if any(mark in head for mark in INSIDE_OFFICE) else "zip"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in HEIF_BRANDS else OTHER
    for begins, kind in BEGINNINGS:
        if head.startswith(begins):
            return kind
    return "web" if WEB.match(head) else OTHER


def check(name: str, content: bytes, limits: Limits) -> Sound:
    """The file, if it may come in. Raises Wrong beside `file`, with what to do instead.

    A name may be wrong between two accepted kinds, as telephones have it; one that claims a kind
    that is not accepted is refused, whatever is in the file.
    """
    if not content:
        raise Wrong("file", "This file is empty: look at it, then choose it again")
    check_size(len(content), limits)
    kind = sniff(content)
    claimed = _claimed(name)
    for found in (kind, claimed):
        if found and found not in limits.accepted:
            raise Wrong("file", limits.refused.get(found, limits.refused[OTHER]))
    media_type, endings = TYPES[kind]
    return Sound(shown(name, endings), media_type)


def check_size(size: int, limits: Limits) -> None:
    """Raise Wrong for a file of so many bytes that is too large to take."""
    if size > limits.largest_mb * MB:
        words = f"This file is {_megabytes(size)} MB, and may be {limits.largest_mb} MB at most"
        raise Wrong(
            "file", f"{words}: add a photo of fewer pixels, or the pages that matter, one by one"
        )


def check_number(held: int, limits: Limits) -> None:
    """Raise Wrong where a referral has as many files as it may."""
    if held >= limits.most_files:
        words = f"A referral may have {limits.most_files} files, and this one has them"
        raise Wrong("file", f"{words}: take one back that is no longer wanted, or put two into one")


def shown(name: str, endings: tuple[str, ...]) -> str:
    """The name that a file is kept and downloaded by: no path, nothing that hides or reverses text,
    120 characters at most, and the ending of what it is."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    bare = "".join(letter for letter in bare if unicodedata.category(letter)[0] != "C")
    bare = " ".join(bare.replace('"', "").split()).strip(". ")
    stem, _, ending = bare.rpartition(".")
    if ending.lower() not in endings or not stem:
        stem, ending = bare, endings[0]
    stem = stem[: NAME_MOST - len(ending) - 1].rstrip(". ") or "file"
    return f"{stem}.{ending.lower()}"


def _claimed(name: str) -> str:
    """The kind that a name's ending claims; "" where it claims none that is known."""
    _, dot, ending = name.strip().rstrip(".").lower().rpartition(".")
    known = {kind: endings for kind, (_, endings) in TYPES.items()} | dict(REFUSED)
    return next((kind for kind, endings in known.items() if dot and ending in endings), "")


def _megabytes(size: int) -> str:
    return f"{size / MB:.1f}".removesuffix(".0")
