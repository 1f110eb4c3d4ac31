"""A change of policy on its way: proposed, checked by a second person, published or turned down."""

from datetime import date
from typing import Final

from towpath.rules.pathway import Pathway
from towpath.rules.state import Noun
from towpath.rules.wrong import Wrong

# What can be published, and what one of them is called on a page.
KINDS: Final = {"pathway": "pathway", "page": "page", "clocks": "clocks"}

PROPOSAL = Noun(
    "proposal",
    {
        "waiting": {"check": "checked", "turn_down": "turned_down"},
        "checked": {"publish": "published", "turn_down": "turned_down"},
        "published": {},
        "turned_down": {},
    },
    {
        "waiting": "waiting for a second person",
        "checked": "checked, and not published yet",
        "published": "published",
        "turned_down": "turned down",
    },
)
OPEN: Final = ("waiting", "checked")

ENDINGS: Final = {"pathway": ("pathways/", ".toml"), "page": ("pages/", ".md")}
CLOCKS: Final = "clocks.toml"


def path_of(kind: str, name: str) -> str:
    """Where a text stands in a council's folder: ("page", "about") -> pages/about.md."""
    if kind == "clocks":
        return CLOCKS
    under, ending = ENDINGS[kind]
    return f"{under}{name}{ending}"


def named(path: str) -> tuple[str, str]:
    """The kind and name of a text by its place in the folder: the other way round."""
    for kind, (under, ending) in ENDINGS.items():
        if path.startswith(under):
            return kind, path.removeprefix(under).removesuffix(ending)
    return "clocks", "clocks"


def check_second(proposer: object, checker: object) -> None:
    """Raise Wrong where somebody checks what they proposed themselves."""
    if proposer == checker:
        raise Wrong("", "You proposed this, so somebody else checks it: nobody publishes alone")


def check_effect(kind: str, is_counted: bool) -> None:
    """Raise Wrong where a pathway would be published before anybody saw what it does."""
    if kind == "pathway" and not is_counted:
        raise Wrong("", "See the effect first: which referrals would come out differently")


def check_basis(based_on: str, newest: str) -> None:
    """Raise Wrong where another change was published since this one was written."""
    if based_on != newest:
        raise Wrong("", "Another change was published since: turn this down and propose it anew")


def check_history(now: Pathway, then: Pathway, today: date) -> None:
    """Raise Wrong where a version that has been in force was edited: decisions point to it."""
    kept = set(map(repr, then.versions))
    for version in now.versions:
        if version.valid_from <= today and repr(version) not in kept:
            words = f"The version of {version.valid_from} has been in force: leave it as it stands"
            raise Wrong(
                "text", f"{words}, and add a [[version]] below it with the day of the change"
            )
