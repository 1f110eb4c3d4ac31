"""A Common Transfer File: the XML by which schools hand pupils on, read for what has a place here.

The reader takes elements and text alone. A document type is refused, so no entity can be declared,
and nothing outside the file is ever fetched.

Source: Department for Education, *Common Transfer File* (versions 17 to 25): UPN, Surname,
Forename, DOB, Sex (until 21, Gender), Address, Contacts, in each Pupil.
"""

from xml.parsers import expat

from towpath.web.roll.sheet import MOST, Sheet, Unreadable, refuse_other_kinds

PUPIL = "Pupil"
DEEPEST = 40
LONGEST = 2000  # letters of one element that are kept
# What the records have a place for, by the end of its path within a pupil.
PLAIN = {
    "UPN": "upn",
    "Surname": "surname",
    "Forename": "forename",
    "DOB": "date_of_birth",
    "Sex": "sex",
    "Gender": "sex",
}
LINES = (
    *("SAON", "PAON", "Street", "Locality", "Town", "PostTown"),
    *("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5"),
)
YES = frozenset({"true", "1", "y", "yes"})
Said = list[tuple[tuple[str, ...], str]]


def is_ctf(data: bytes) -> bool:
    """Whether a file looks like XML at all."""
    start = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"")
    return start.startswith((b"<?xml", b"<CTfile", b"<!DOCTYPE", b"<!--"))


def ctf(data: bytes) -> Sheet:
    """The pupils of a Common Transfer File. Raises Unreadable."""
    refuse_other_kinds(data)
    found = _Reader()
    try:
        found.parser.Parse(data, True)
    except expat.ExpatError as error:
        words = f"This XML breaks off or is not whole at line {error.lineno}. Export it again"
        raise Unreadable(words) from None
    except (LookupError, ValueError):
        raise Unreadable("This XML is written in letters that cannot be read. Use UTF-8") from None
    if found.root != "CTfile":
        raise Unreadable("This is XML, and not a Common Transfer File: it does not begin CTfile")
    if not found.pupils:
        raise Unreadable("The Common Transfer File holds no pupil")
    rows = tuple((line, _cells(said)) for line, said in found.pupils)
    part = found.header.get("DocumentQualifier", "").casefold() == "partial"
    return Sheet(rows, found.header.get("SourceSchool/SchoolName", ""), part, found.ignored())


class _Reader:
    """What the parser has come to: the header's texts, and each pupil's with its line."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text
        self.root = ""
        self.path: list[str] = []
        self.words = ""
        self.header: dict[str, str] = {}
        self.pupils: list[tuple[int, Said]] = []
        self.skipped: set[str] = set()

    def ignored(self) -> tuple[str, ...]:
        """What the pupils carry besides."""
        return tuple(sorted(self.skipped))

    def _refuse(self, *_: object) -> None:
        raise Unreadable("This XML has a DOCTYPE, which no Common Transfer File has")

    def _open(self, name: str, _: object) -> None:
        name = name.rpartition(" ")[2]
        self.root = self.root or name
        self.path.append(name)
        self.words = ""
        if len(self.path) > DEEPEST:
            raise Unreadable("This XML is nested deeper than any Common Transfer File")
        if self.path[1:] == ["CTFpupilData", PUPIL]:
            if len(self.pupils) >= MOST:
                raise Unreadable(f"The file has more than {MOST:,} pupils: bring it in as two")
            self.pupils.append((self.parser.CurrentLineNumber, []))

    def _text(self, words: str) -> None:
        if len(self.words) < LONGEST:
            self.words += words

    def _close(self, _: str) -> None:
        at, words = tuple(self.path[1:]), self.words.strip()
        if words and at[:1] == ("Header",):
            self.header["/".join(at[1:])] = words
        elif at[:2] == ("CTFpupilData", PUPIL) and len(at) > 2:
            within = at[2:]
            if within[0] in PLAIN or "Address" in within[0] or within[0] in ("Contacts", "Phones"):
                if words:
                    self.pupils[-1][1].append((within, words))
            else:
                self.skipped.add(within[0][:40])
        if at[:2] == ("CTFpupilData", PUPIL) and at[-1] == "Contact":
            self.pupils[-1][1].append((("Contacts", "Contact"), ""))  # where one contact ends
        self.path.pop()
        self.words = ""


def _cells(said: Said) -> dict[str, str]:
    """One pupil's texts by our columns' names."""
    cells = {PLAIN[at[0]]: words for at, words in said if len(at) == 1 and at[0] in PLAIN}
    home = [(at[-1], words) for at, words in said if "Address" in at[0]]
    cells["lines"] = ", ".join(words for name, words in home if name in LINES)
    cells["postcode"] = next((words for name, words in home if name.lower() == "postcode"), "")
    return cells | _parent(said, cells["postcode"])


def _parent(said: Said, postcode: str) -> dict[str, str]:
    """The first contact who has parental responsibility and lives nowhere else than the pupil."""
    contact: dict[str, str] = {}
    for at, words in said:
        if at[0] != "Contacts":
            continue
        if at == ("Contacts", "Contact"):
            name = f"{contact.get('Forename', '')} {contact.get('Surname', '')}".strip()
            responsible = contact.get("Responsible", "").casefold() in YES
            if name and responsible and contact.get("home", postcode) == postcode:
                return {"parent": name, "parent_phone": contact.get("PhoneNo", "")}
            contact = {}
        elif any("Address" in part for part in at[:-1]):
            if at[-1].lower() == "postcode":
                contact["home"] = words
        else:
            contact.setdefault(at[-1], words)
    return {}
