"""Evidence: a paper with a referral, what it bears out, and whether it may be opened yet.

It is advice to whoever decides. A paper that is not there never makes a criterion not met: what was
said does, and only that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from towpath.rules.criterion import tests_of
from towpath.rules.pathway import Criterion, Evidence, Standing, Version
from towpath.rules.reason import if_said
from towpath.rules.state import Noun
from towpath.rules.wrong import Wrong

EVIDENCE = Noun(
    "file",
    {
        "held": {"clear": "clean", "find": "infected", "withdraw": "withdrawn"},
        "unchecked": {"withdraw": "withdrawn"},
        "clean": {"withdraw": "withdrawn"},
        "infected": {"withdraw": "withdrawn"},
        "withdrawn": {},
    },
    {
        "held": "being checked for viruses",
        "unchecked": "not checked for viruses",
        "clean": "checked for viruses, and none found",
        "infected": "removed, because a virus was found in it",
        "withdrawn": "taken back",
    },
)
OPENS = ("clean", "unchecked")  # what may be read
COUNTED = ("held", *OPENS)  # what stands with the referral

OTHER = "other"

# How the policy's own evidence counts, in the words of a page.
STANDINGS: Mapping[Standing, str] = {
    "needed": "Asked for. With this there is enough",
    "may_be_asked": "May be asked for. Its absence decides nothing",
    "never_blocks": "Never a reason to wait",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """What is said of a file: which evidence of the pathway it is (or "other", in words), who wrote
    it and on which day, and the facts that it bears out."""

    asked: str
    words: str
    written_by: str
    dated_on: date | None
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """What the law says of a kind of evidence, for whoever makes it a condition."""

    words: str
    source: str


def check(paper: Paper, version: Version | None, today: date) -> Paper:
    """The paper, tidied. Raises Wrong beside the field that is to be mended."""
    known = {item.id for item in version.evidence} if version else set()
    if paper.asked != OTHER and paper.asked not in known:
        raise Wrong("asked", "Say what this is")
    words = if_said(paper.words)
    if paper.asked == OTHER and not words:
        raise Wrong("words", "Say in a few words what this is, such as “speech therapist’s report”")
    if not (written_by := if_said(paper.written_by)):
        raise Wrong("written_by", "Say who wrote it: a name, or a place such as “the GP’s surgery”")
    if paper.dated_on and paper.dated_on > today:
        raise Wrong("dated_on", "The date on it must be today or in the past")
    shows = tuple(name for name in asks(version) if name in paper.shows)
    return Paper(paper.asked, words, written_by, paper.dated_on, shows)


def asks(version: Version | None) -> tuple[str, ...]:
    """The facts that a pathway's criteria rest on, in their order, each once."""
    criteria = version.criteria if version else ()
    return tuple(dict.fromkeys(name for each in criteria for name in rests_on(each)))


def rests_on(criterion: Criterion) -> tuple[str, ...]:
    """The facts that one criterion rests on."""
    return tuple(dict.fromkeys(test.fact for test in tests_of(criterion.condition)))


def gates(asked: Iterable[Evidence]) -> bool:
    """Whether a policy makes a condition of medical evidence, of which the law has its own say."""
    return any(item.medical and item.standing == "needed" for item in asked)
