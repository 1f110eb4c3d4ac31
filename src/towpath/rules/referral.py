"""A referral's way: sent, decided, placed, concluded; or ended on the way, never silently."""

from datetime import date

from towpath.rules.state import Noun
from towpath.rules.wording import day as say
from towpath.rules.words import says_nothing
from towpath.rules.wrong import Wrong

REFERRAL = Noun(
    "referral",
    {
        "sent": {
            "accept": "accepted",
            "not_accept": "not_accepted",
            "signpost": "signposted",
            "return_for_information": "returned",
            "withdraw": "withdrawn",
        },
        "returned": {
            "answer": "sent",
            # An officer need not wait for the answer: asking for more never stops a clock.
            "accept": "accepted",
            "not_accept": "not_accepted",
            "signpost": "signposted",
            "withdraw": "withdrawn",
        },
        "accepted": {"place": "placed", "advise": "concluded", "withdraw": "withdrawn"},
        # A place that ended with nothing after it is sought again, under the same referral.
        "placed": {"conclude": "concluded", "seek_again": "accepted"},
        "concluded": {},
        "not_accepted": {},
        "signposted": {},
        "withdrawn": {},
    },
    {
        "sent": "sent, and waits for a decision",
        "returned": "returned for information",
        "accepted": "accepted, and a place is being arranged",
        "placed": "placed",
        "concluded": "concluded",
        "not_accepted": "not accepted",
        "signposted": "signposted to another service",
        "withdrawn": "withdrawn",
    },
)

UNDECIDED = ("sent", "returned")
OPEN = ("sent", "returned", "accepted", "placed")
ENDED = tuple(state for state in REFERRAL.states if state not in OPEN)

# Facts of the record and of who acts: no referrer may say them otherwise.
KNOWN = ("date_of_birth", "referrer", "referrer_team")

WITHDRAW = {
    "back_in_school": "the child is back in school",
    "moved": "the family has moved",
    "other_route": "another route has been agreed",
    "parent_asked": "the parent or young person asked for it",
    "sent_in_error": "it was sent in error",
}
# How a referral ends to a pathway that gives advice and no place.
CONCLUDE = {
    "advised": "advice was given, and the school goes on with it",
    "no_longer": "no more is needed",
    "other_pathway": "another pathway is needed, and has been begun",
}
PARENT_VIEW = {
    "agrees": "The parent or young person agrees",
    "objects": "The parent or young person objects",
    "told": "They have been told, and have not yet said",
    "not_told": "They have not been told yet",
}

# How a family is told of a referral.
INFORMED = {
    "meeting": "At a meeting",
    "phone": "By telephone",
    "written": "By letter, email or text",
    "asked_us": "They asked for it themselves",
}
DRAFT_DAYS = 30  # a draft is kept so long after its last saving


def check_view(view: str, said: str, informed_on: date | None, how: str) -> None:
    """Raise Wrong where it is not said how the family was told; why they object; or why not.

    No answer stops a referral: what a council owes does not wait for consent.
    """
    if view == "not_told" and says_nothing(said):
        words = "Say why they have not been told, and when they will be"
        raise Wrong("parent_view_text", words)
    if view == "objects" and says_nothing(said):
        raise Wrong("parent_view_text", "Say why they object, in their own words")
    if view != "not_told" and informed_on is None:
        raise Wrong("informed_on", "Enter the day on which they were told")
    if view != "not_told" and how not in INFORMED:
        raise Wrong("informed_how", "Choose how they were told")


# Who arranges the education on each basis: a school's own arrangement is not the council's.
ARRANGED_BY = {
    "s19": "council",
    "s29a": "school",
    "s100": "school",
    "s61": "council",
    "s42": "council",
    "school_arranged": "school",
}

# On what ground the council or school would arrange education; apart from the type of provision.
LEGAL_BASIS = {
    "s19": "section 19 of the Education Act 1996: the council, for a child who would otherwise"
    " not receive suitable education",
    "s29a": "section 29A of the Education Act 2002: the school directs the pupil off site",
    "s100": "section 100 of the Education and Inspections Act 2006: the school, after a suspension"
    " too long to leave the pupil without education",
    "s61": "section 61 of the Children and Families Act 2014: special educational provision"
    " otherwise than in a school",
    "s42": "section 42 of the Children and Families Act 2014: provision named in the EHC plan",
    "school_arranged": "arranged by the school with the parents' agreement",
}
# What each means for the school that refers, where it chooses.
BASIS_MEANS = {
    "s19": "The council arranges it. For a child whom illness, exclusion or anything else keeps"
    " from suitable education.",
    "s29a": "The school sends its own pupil elsewhere for a time to improve behaviour. It tells the"
    " parents, arranges it, and keeps the pupil on its roll.",
    "s100": "The school has suspended its pupil for longer than the law lets it leave them without"
    " education, and arranges it full time.",
    "s61": "The council arranges what a child with special educational needs needs, because no"
    " school would suit.",
    "s42": "The council secures what the child's EHC plan says.",
    "school_arranged": "The school and the parents have agreed it. The school arranges it, and"
    " still answers for the pupil's education and safety.",
}


def still_asked(withdrawn_on: date) -> str:
    """Why the question of what is owed stays: the family reads this, not who withdrew."""
    asked = "whether the council owes education is still to be decided"
    return f"The referral was withdrawn on {say(withdrawn_on)}, before anybody decided: {asked}"
