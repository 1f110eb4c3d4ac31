"""The facts a pathway may ask about, in the order they are asked, and how they can quarrel."""

from towpath.rules.fact import Contradiction, Fact, FactError, Value, nearest, show

_DECLARED = (
    Fact(
        "date_of_birth",
        "birth",
        question="What is the pupil's date of birth?",
        family="What is your child's date of birth?",
        hint="For example, 20 5 2014",
    ),
    Fact(
        "lives_in_authority",
        "yes_no",
        question="Does the pupil live in the council's area?",
        family="Do you live in the council's area?",
        hint="Where the pupil lives, which may not be where the school is.",
        nothing=False,
    ),
    Fact(
        "moved_into_authority_on",
        "event",
        question="When did the pupil move into the council's area?",
        family="When did your child move into the council's area?",
        hint="Leave the date out if they have always lived here, and say so.",
    ),
    Fact(
        "on_school_roll",
        "yes_no",
        question="Is the pupil on the roll of a school?",
        family="Is your child registered at a school?",
        hint="A pupil stays on roll until the school lawfully takes the name off, "
        "even while they do not attend.",
        nothing=False,
    ),
    Fact(
        "school_type",
        "choice",
        question="What kind of school is the pupil on roll at?",
        family="What kind of school is your child registered at?",
        labels=(
            ("mainstream", "Mainstream school or academy"),
            ("special", "Special school"),
            ("pru", "Pupil referral unit or AP academy"),
            ("independent", "Independent school"),
        ),
    ),
    Fact(
        "agreed_school_place",
        "yes_no",
        question="Has a school place been agreed for the pupil?",
        family="Has your child been given a school place?",
        hint="A place that a named school or the council has agreed, even if it has not begun.",
        nothing=False,
    ),
    Fact(
        "came_to_attention_on",
        "event",
        question="When did the council first learn that the pupil has no school place?",
        family="When did you, or anyone, first tell the council that your child has no school "
        "place?",
        hint="Asked for pupils missing education. If the council does not know yet, say so.",
    ),
    Fact(
        "electively_home_educated",
        "yes_no",
        question="Have the parents chosen to educate the pupil at home?",
        family="Have you chosen to educate your child at home yourself?",
        hint="By choice, with the parents making the arrangements. Teaching at home that the "
        "council or the school arranges is not home education.",
        nothing=False,
    ),
    Fact(
        "permanently_excluded_on",
        "event",
        question="When was the pupil permanently excluded?",
        family="When was your child permanently excluded?",
        hint="Only an exclusion still in force. Once the pupil has been admitted elsewhere, it "
        "is over. A suspension is not a permanent exclusion.",
    ),
    Fact(
        "at_risk_of_exclusion",
        "yes_no",
        question="Is the pupil at risk of permanent exclusion?",
        family="Has the school said that your child may be permanently excluded?",
        nothing=False,
    ),
    Fact(
        "attendance",
        "choice",
        question="How much is the pupil in school now?",
        family="How much is your child in school now?",
        labels=(
            ("full_time", "Full time"),
            ("part_time", "Part time"),
            ("none", "Not at all"),
        ),
        nothing="none",
    ),
    Fact(
        "unable_to_attend",
        "choice",
        question="Is the pupil unable to attend school?",
        family="Is your child unable to go to school?",
        hint="A permanent exclusion by itself is not “another reason”: it is asked about "
        "separately.",
        labels=(
            ("illness", "Yes, because of illness, physical or mental"),
            ("other", "Yes, for another reason"),
            ("no", "No, they are able to attend"),
        ),
        nothing="no",
    ),
    Fact(
        "unable_to_attend_any_setting",
        "yes_no",
        question="Is the pupil unable to attend any setting at all, mainstream or specialist?",
        family="Is your child unable to go to any school or college at all, of any kind?",
        hint="Of any kind: a special school, unit or college as much as a mainstream school.",
        nothing=False,
    ),
    Fact(
        "medical_evidence",
        "choices",
        question="Which letters from a doctor do you already have?",
        family="Which letters from a doctor do you already have?",
        hint="Choose all you have. If you have none, say none: a letter can follow.",
        labels=(
            ("gp_letter", "A letter from the GP"),
            ("consultant_letter", "A letter from a hospital or clinic consultant"),
        ),
        nothing=(),
    ),
    Fact(
        "medical_evidence_says_mainstream_not_appropriate",
        "yes_no",
        question="Does a letter say that mainstream school is not appropriate at present?",
        family="Does a letter say that mainstream school is not right for your child at present?",
        after="medical_evidence",
        when=("gp_letter", "consultant_letter"),
        nothing=False,
    ),
    Fact(
        "ehc_plan",
        "choice",
        question="Does the pupil have an education, health and care (EHC) plan?",
        family="Does your child have an education, health and care (EHC) plan?",
        labels=(
            ("in_force", "Yes, a final plan is in force"),
            ("being_assessed", "Not yet: an assessment is under way"),
            ("none", "No"),
        ),
        nothing="none",
    ),
    Fact(
        "ehc_plan_names",
        "choice",
        question="What does the EHC plan name in section I?",
        family="What does the last part of the plan, section I, name?",
        hint="The school or type of school that the plan names.",
        labels=(
            ("mainstream", "A mainstream school"),
            ("specialist", "Specialist provision: a special school, unit or type of one"),
            ("other", "Something else"),
            ("nothing", "Nothing"),
        ),
        after="ehc_plan",
        when=("in_force",),
        nothing="nothing",
    ),
    Fact(
        "needs",
        "choices",
        question="Which special educational needs has the pupil?",
        family="What does your child need extra help with?",
        hint="Choose all that apply: this is taken as the whole list. If there are none, say none.",
        labels=(
            ("SEMH", "Social, emotional and mental health"),
            ("ASD", "Autism"),
            ("SLCN", "Speech, language and communication"),
            ("SPLD", "A specific learning difficulty, such as dyslexia"),
            ("MLD", "Moderate learning difficulty"),
            ("SLD", "Severe learning difficulty"),
            ("PMLD", "Profound and multiple learning difficulty"),
            ("HI", "Hearing impairment"),
            ("VI", "Vision impairment"),
            ("MSI", "Multi-sensory impairment"),
            ("PD", "Physical disability"),
            ("DS", "Down’s syndrome"),
            ("OTH", "Another difficulty"),
            ("NSA", "SEN support, type of need not yet assessed"),
        ),
        nothing=(),
    ),
    Fact(
        "identified_send_need",
        "yes_no",
        question="Has a special educational need or disability been identified?",
        family="Has anyone found that your child has a special educational need or disability?",
        hint="By the school, the council or a health professional. A plan is not needed for this.",
        nothing=False,
    ),
    Fact(
        "looked_after",
        "yes_no",
        question="Is the pupil looked after by a council?",
        family="Is your child looked after by a council?",
        nothing=False,
    ),
    Fact(
        "awaiting_school_offer",
        "yes_no",
        question="Is the pupil waiting for the offer of a school place?",
        family="Is your child waiting for the offer of a school place?",
        after="looked_after",
        when=(True,),
        nothing=False,
    ),
    Fact(
        "family_or_placement_breakdown_likely",
        "yes_no",
        question="Are the pupil's difficulties likely to lead to family or placement breakdown?",
        family="Are things so hard that your child may not be able to go on living where they do?",
        hint="Significant mental health, emotional, behavioural, social and educational "
        "difficulties.",
        nothing=False,
    ),
    Fact(
        "tier4_or_out_of_county_with_return_plan",
        "yes_no",
        question="Is the pupil a patient in Tier 4 or out-of-county provision, with a plan to "
        "return?",
        family="Is your child in a specialist hospital, or placed out of the county, with a plan "
        "to come home?",
        nothing=False,
    ),
    Fact(
        "psychiatric_emergency",
        "yes_no",
        question="Has the pupil presented as a psychiatric emergency needing assessment for "
        "Tier 4 admission?",
        family="Has your child been seen as an emergency because of their mental health?",
        nothing=False,
    ),
    Fact(
        "engaged_with_camhs_or_childrens_service",
        "yes_no",
        question="Is the pupil engaging with CAMHS or with children's services?",
        family="Is your child seeing mental health services (CAMHS) or children's services?",
        nothing=False,
    ),
    Fact(
        "named_consultant_or_social_worker",
        "yes_no",
        question="Is there a designated consultant or a case-holding social worker?",
        family="Does your child have a named consultant or social worker?",
        nothing=False,
    ),
    Fact(
        "care_experienced",
        "yes_no",
        question="Is the pupil, or were they, in care?",
        family="Is your child, or were they, in care?",
        nothing=False,
    ),
    Fact(
        "youth_justice",
        "yes_no",
        question="Is the pupil involved with youth justice?",
        family="Is your child involved with youth justice?",
        nothing=False,
    ),
    Fact(
        "neet",
        "yes_no",
        question="Is the young person not in education, employment or training?",
        family="Is your child out of education, work and training?",
        nothing=False,
    ),
    Fact(
        "referrer",
        "choice",
        question="Who is making the referral?",
        family="Who are you?",
        labels=(
            ("school", "The pupil's school"),
            ("council", "The council"),
            ("social_worker", "A social worker"),
            ("ehc_coordination_officer", "An EHC plan coordination officer"),
            ("organisation", "Another organisation"),
            ("parent", "A parent or carer"),
            ("young_person", "The young person"),
            ("health", "A health professional"),
            ("provider", "A provider of education"),
        ),
    ),
    Fact(
        "referrer_team",
        "choice",
        question="Which team is the social worker in?",
        family="Which team is the social worker in?",
        labels=(
            ("assessment", "Assessment"),
            ("child_in_need", "Child in Need"),
            ("child_protection", "Child Protection and Care Proceedings"),
            ("looked_after", "Looked After Children"),
            ("fostering", "Fostering"),
            ("other", "Another team"),
        ),
        after="referrer",
        when=("social_worker",),
        open=True,
    ),
)

FACTS = {fact.name: fact for fact in _DECLARED}
ORDER = {name: place for place, name in enumerate(FACTS)}


def parse(name: str, raw: object) -> Value:
    """The value of one fact as it was written. Raises FactError: what is wrong, how to mend it."""
    if name not in FACTS:
        close = nearest(name, tuple(FACTS))
        raise FactError(f"{show(name)} is no fact that can be known", close or "take it out")
    return FACTS[name].read(raw)


CONTRADICTIONS = (
    Contradiction(
        "ehc_plan_names",
        ("mainstream", "specialist", "other"),
        "ehc_plan",
        ("none", "being_assessed"),
        "a plan that is not in force names nothing",
    ),
    Contradiction(
        "medical_evidence_says_mainstream_not_appropriate",
        (True,),
        "medical_evidence",
        ((),),
        "a letter is said to say something, and there is no letter",
    ),
    Contradiction(
        "electively_home_educated",
        (True,),
        "on_school_roll",
        (True,),
        "a pupil on roll is not yet educated at home by choice; "
        "at a special school the council consents first",
    ),
    Contradiction(
        "on_school_roll",
        (False,),
        "school_type",
        FACTS["school_type"].values,
        "a kind of school is given for a pupil on no roll",
    ),
    Contradiction(
        "attendance",
        ("full_time",),
        "unable_to_attend",
        ("illness", "other"),
        "a pupil who attends full time is not unable to attend",
    ),
    Contradiction(
        "unable_to_attend_any_setting",
        (True,),
        "unable_to_attend",
        ("no",),
        "a pupil able to attend school is not unable to attend any setting",
    ),
    Contradiction(
        "agreed_school_place",
        (True,),
        "awaiting_school_offer",
        (True,),
        "a place is agreed, and an offer is awaited",
    ),
    Contradiction(
        "identified_send_need",
        (False,),
        "ehc_plan",
        ("in_force",),
        "a plan in force is for an identified need",
    ),
)
