"""A letter that argues: what was asked and decided, why, on what, what else, and how to disagree.

The policy's words come in as `Words`, the case as `Case`; what an officer may write are the three
free texts of a letter and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Literal
from uuid import UUID

from towpath.rules.age import age_on
from towpath.rules.state import Noun
from towpath.rules.wording import day
from towpath.rules.wrong import Wrong

LETTER = Noun(
    "letter",
    {
        "draft": {"write": "draft", "check": "checked", "withdraw": "withdrawn"},
        "checked": {"write": "draft", "send": "going", "withdraw": "withdrawn"},
        # Handed to the post tray or to the queue of emails. What cannot go comes back.
        "going": {"sent": "sent", "failed": "checked", "withdraw": "withdrawn"},
        "sent": {},
        "withdrawn": {},
    },
    {
        "draft": "drafted, and not yet checked",
        "checked": "checked, and ready to send",
        "going": "on its way",
        "sent": "sent",
        "withdrawn": "withdrawn",
    },
)
UNSENT = ("draft", "checked", "going")
CHANNELS = {"post": "By post", "email": "By email: a link to sign in and read it"}

# What an officer may write, and what each is called on the page and over its paragraph.
FREE = {
    "why": "Why we decided this",
    "alternatives": "What else we considered",
    "next_words": "What happens next",
}

# Whom a letter speaks to: a parent of "your child", the young person, the school of "the pupil".
Reader = Literal["family", "self", "school"]

# What the policy's words may name in braces.
BRACES = frozenset(
    {"child", "pathway", "council", "asked_on", "asker", "decided_on", "because", "owner", "phone"}
    | {"next_on", "others", "address"}
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One way to disagree; `when` is "always" or the fact that must hold, "ehc_plan"."""

    id: str
    words: str
    source: str
    when: str = "always"


@dataclass(frozen=True, slots=True)
class Words:
    """The policy's words of one day: `of` those of the outcome, `every` those of every letter.

    `owed` goes by the answer of section 19.
    """

    of: Mapping[str, str]
    every: Mapping[str, str]
    owed: Mapping[str, str]
    owed_source: str
    grounds: tuple[Ground, ...]
    second_person: bool
    young_person_from: int


@dataclass(frozen=True, slots=True)
class Found:
    """What triage had shown of one criterion, in the policy's words and by its source; `join` is
    how it stands to the others."""

    result: str
    join: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Told:
    """One fact that was weighed: the question, the answer, who gave it and when."""

    question: str
    answer: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Case:
    """All that a letter is made of. `apart`: to somebody whom a court keeps from knowing where the
    child is, so that no place, provider, school or pathway may be named."""

    council: str
    child: str
    apart: bool
    pathway: str
    asker: str
    asked_on: date
    decided_on: date
    because: str
    section_19: str
    owner: str
    phone: str
    next_on: date
    ehc_plan: bool
    no_criteria: str = ""
    found: tuple[Found, ...] = ()
    told: tuple[Told, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: its words, what is said of them, and where they are from."""

    words: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its paragraphs, and the rows below them."""

    heading: str
    paragraphs: tuple[str, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter but for whom it goes to: its title and its sections, in order."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Grown:
    """An adult round the child, or the young person: what decides whether they are written to."""

    id: UUID
    is_child: bool
    responsible: bool  # holds parental responsibility
    gets_letters: bool
    barred: str  # "", "whereabouts" or "everything"


@dataclass(frozen=True, slots=True)
class To:
    """Somebody to be written to; `apart` as in a Case."""

    id: UUID
    apart: bool


FOUND = {"met": "Met", "not_met": "Not met", "unknown": "Not known"}
BAR = {"met": "Does not stand in the way", "not_met": "Stands in the way", "unknown": "Not known"}
ANY = "one of several, of which any one is enough"


def written_to(adults: Iterable[Grown], born: date, today: date, words: Words) -> list[To]:
    """Who gets a letter of their own: each adult with parental responsibility who gets letters,
    and the young person from the policy's age. Nobody whom a court keeps from everything."""
    of_age = age_on(born, today) >= words.young_person_from
    return [
        To(adult.id, adult.barred == "whereabouts")
        for adult in adults
        if adult.gets_letters
        and adult.barred != "everything"
        and (of_age if adult.is_child else adult.responsible)
    ]


def first_words(case: Case, words: Words, why: str) -> dict[str, str]:
    """The free texts as a letter is drafted; `why` is the decision's own text, which may name a
    school and so is left out of a letter apart."""
    every = words.every
    kind = "apart" if case.apart else "some" if case.others else "none"
    return {
        "why": "" if case.apart else why,
        "alternatives": _fill(every[f"alternatives_{kind}"], case),
        "next_words": _fill(words.of["next"], case),
    }


def assemble(case: Case, words: Words, free: Mapping[str, str]) -> Letter:
    """The letter: the policy's words filled in from the case, and the officer's own between."""
    of, every = words.of, words.every
    end = "_apart" if case.apart else ""
    criteria = case.no_criteria or (_fill(every["criteria"], case) if case.found else "")
    evidence = every["evidence" if case.told else "no_evidence"]
    grounds = [g for g in words.grounds if g.when == "always" or case.ehc_plan]
    ring = every["ring" if case.phone else "ring_without_phone"]
    sections = [
        Section("What was asked", (_fill(every[f"asked{end}"], case),)),
        Section("What we decided", (_fill(of[f"decided{end}"], case),)),
        Section(FREE["why"], _paragraphs(free["why"])),
        Section("The criteria, and what we found", _paragraphs(criteria), _criteria(case)),
        Section("What we weighed", (_fill(evidence, case),), _evidence(case)),
        Section(FREE["alternatives"], _paragraphs(free["alternatives"])),
        Section(
            "Does the council owe education?",
            (_fill(words.owed[case.section_19], case), f"Source: {words.owed_source}."),
        ),
        Section(FREE["next_words"], (*_paragraphs(free["next_words"]), _fill(every["next"], case))),
        Section("If you disagree", (), tuple(Row(_fill(g.words, case), "", "") for g in grounds)),
        Section("Who to ring", (_fill(ring, case),)),
    ]
    if case.apart:  # what was said, and a pathway's own criteria, tell where a child is
        sections = [s for s in sections if s.heading not in (_CRITERIA, _WEIGHED)]
    shown = tuple(s for s in sections if s.paragraphs or s.rows)
    return Letter(_fill(of[f"title{end}"], case), shown)


_CRITERIA, _WEIGHED = "The criteria, and what we found", "What we weighed"


def mail(case: Case, words: Words, address: str) -> tuple[str, str]:
    """(subject, body) of the email that says a letter is there: nothing in it is about a child."""
    body = words.every["mail_body"].format(
        address=address, next_on=day(case.next_on), council=case.council
    )
    return words.every["mail_subject"], body


def check_told(texts: Mapping[str, str], secrets: Iterable[str]) -> None:
    """Raise Wrong where a text of a letter apart names what its reader may not know."""
    for field, text in texts.items():
        for secret in secrets:
            if secret.casefold() in text.casefold():
                words = "A court keeps this person from knowing where the child is"
                raise Wrong(field, f"{words}: take out “{secret}”")


def check_checker(checker: UUID, writer: UUID, words: Words) -> None:
    """Raise Wrong where the policy wants a second person, and this is the first."""
    if words.second_person and checker == writer:
        raise Wrong("", "Somebody else than who wrote the letter must check it: ask a colleague")


def braces(words: str) -> tuple[str, ...]:
    """The names in braces. Raises ValueError for a brace left open."""
    return tuple(name for _, name, _, _ in Formatter().parse(words) if name is not None)


def _fill(words: str, case: Case) -> str:
    others = ", ".join(case.others)
    return words.format(
        child=case.child,
        pathway=case.pathway,
        council=case.council,
        asked_on=day(case.asked_on),
        asker=case.asker,
        decided_on=day(case.decided_on),
        because=case.because,
        owner=case.owner,
        phone=case.phone,
        next_on=day(case.next_on),
        others=others,
    )


def _criteria(case: Case) -> tuple[Row, ...]:
    return tuple(Row(found.words, _answer(found), found.source) for found in case.found)


def _answer(found: Found) -> str:
    if found.join == "none_of":
        return BAR[found.result]
    return FOUND[found.result] + (f": {ANY}" if found.join == "any_of" else "")


def _evidence(case: Case) -> tuple[Row, ...]:
    return tuple(Row(t.question, t.answer, f"{t.by}, {day(t.on)}") for t in case.told)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())
