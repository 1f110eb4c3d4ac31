"""How a family is asked, where the words of the vocabulary will not do.

The vocabulary's own `family` question asks a parent who has been asked to a child's record; here
nobody is known, and no day is typed. `about` ends the sentence "It depends on …".
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """A question in a family's words. `question` is empty where the vocabulary's own will do."""

    about: str
    question: str = ""
    hint: str = ""


ASKING: Mapping[str, Asking] = {
    "age": Asking(
        "your child’s age",
        "How old is your child?",
        "Their age today. We do not ask for a date of birth.",
    ),
    "year_group": Asking(
        "your child’s school year",
        "Which school year is your child in?",
        "The year for their age, even if they are taught with another.",
    ),
    "date_of_birth": Asking("your child’s exact date of birth, which the finder does not ask"),
    "lives_in_authority": Asking(
        "whether you live in the council’s area",
        hint="Where your child lives, which may not be where the school is.",
    ),
    "moved_into_authority_on": Asking(
        "whether your child moved into the council’s area",
        "Has your child moved into the council’s area?",
        "If they have always lived here, answer no.",
    ),
    "on_school_roll": Asking(
        "whether your child is registered at a school",
        hint="Your child stays registered until the school takes their name off its roll, even "
        "while they do not go in.",
    ),
    "school_type": Asking("the kind of school your child is registered at"),
    "agreed_school_place": Asking(
        "whether a school place has been agreed",
        hint="A place that a named school or the council has agreed, even if it has not begun.",
    ),
    "came_to_attention_on": Asking(
        "when the council first knew that your child has no school place",
        "Has anyone told the council that your child has no school place?",
        "You, a school, a doctor or anyone else. If your child has a school place, answer no.",
    ),
    "electively_home_educated": Asking(
        "whether you have chosen to educate your child at home",
        hint="By your own free choice, making the arrangements yourself. Teaching at home that the "
        "council or the school arranges is not home education.",
    ),
    "permanently_excluded_on": Asking(
        "whether your child has been permanently excluded",
        "Has your child been permanently excluded?",
        "A suspension is not a permanent exclusion. If your child has since been admitted to "
        "another school, answer no.",
    ),
    "at_risk_of_exclusion": Asking("whether your child may be permanently excluded"),
    "attendance": Asking("how much your child is in school"),
    "unable_to_attend": Asking(
        "whether your child is unable to go to school",
        hint="Illness is of the body or the mind, such as anxiety. A permanent exclusion by itself "
        "is not “another reason”: it is asked about separately.",
    ),
    "unable_to_attend_any_setting": Asking(
        "whether your child is unable to go to any school or college",
        hint="Of any kind: a special school, a unit or a college as much as a mainstream school.",
    ),
    "medical_evidence": Asking(
        "which letters from a doctor you have",
        hint="Choose all you have. If you have none, say none: a letter can follow.",
    ),
    "medical_evidence_says_mainstream_not_appropriate": Asking(
        "whether a letter says that mainstream school is not right at present"
    ),
    "ehc_plan": Asking("whether your child has an education, health and care (EHC) plan"),
    "ehc_plan_names": Asking(
        "what the EHC plan names in section I",
        hint="The school, or the type of school, that the plan names.",
    ),
    "needs": Asking(
        "what your child needs extra help with",
        hint="Choose all that apply. If there are none, say none.",
    ),
    "identified_send_need": Asking(
        "whether anyone has found a special educational need or disability",
        hint="The school, the council or a health professional. It need not be in a plan.",
    ),
    "looked_after": Asking("whether your child is looked after by a council"),
    "awaiting_school_offer": Asking("whether your child is waiting for a school place"),
    "family_or_placement_breakdown_likely": Asking(
        "whether your child may not be able to go on living where they do"
    ),
    "tier4_or_out_of_county_with_return_plan": Asking(
        "whether your child is in a specialist hospital or placed out of the county"
    ),
    "psychiatric_emergency": Asking(
        "whether your child has been seen as an emergency because of their mental health"
    ),
    "engaged_with_camhs_or_childrens_service": Asking(
        "whether your child is seeing mental health or children’s services"
    ),
    "named_consultant_or_social_worker": Asking(
        "whether your child has a named consultant or social worker"
    ),
    "care_experienced": Asking("whether your child is or was in care"),
    "youth_justice": Asking("whether your child is involved with youth justice"),
    "neet": Asking("whether your child is out of education, work and training"),
}

# Who may refer, inside a sentence: "Ask … to refer".
REFERRERS: Mapping[str, str] = {
    "school": "your child’s school",
    "council": "the council",
    "social_worker": "your child’s social worker",
    "ehc_coordination_officer": "your EHC plan coordination officer",
    "organisation": "an organisation that works with your child",
    "parent": "you, as the parent or carer",
    "young_person": "the young person",
    "health": "a health professional who knows your child",
    "provider": "a provider of education",
}
