"""The cast of the made-up county: who they are, and their keys.

Keys are made from names, so that a test and a button can name a person without asking the
database. `project/county` writes them; nobody here is real.
"""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "towpath:made-up county")


def key(*words: str) -> UUID:
    """The key of something made up, from its words: the same in every county built."""
    return uuid5(NAMESPACE, "/".join(words))


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast: their part, what they do in it, and the post that lets them."""

    part: str
    name: str
    says: str  # for the page of the cast: what this person comes to do
    duty: str = ""
    school: str = ""
    provider: str = ""
    family: bool = False

    @property
    def id(self) -> UUID:
        """The person's key."""
        return key("person", self.part)

    @property
    def email(self) -> str:
        """An address that can belong to nobody."""
        return f"{self.part.replace('_', '.')}@example.org"


LARKWOOD, ASHDENE = "Larkwood School", "Ashdene Academy"
KESTREL, A2E, PRU = "Kestrel Lane Tuition", "Access to Education", "Millbrook Pupil Referral Unit"
LIFE = "Barlwater Life Skills Service"

CAST: tuple[Member, ...] = (
    Member("senco", "Priya Raman", "refers a pupil of Larkwood School", "senco", LARKWOOD),
    Member("head_teacher", "Tom Okafor", "leads Larkwood School", "head_teacher", LARKWOOD),
    Member("attendance_lead", "Jo Fenn", "keeps the register", "attendance_lead", LARKWOOD),
    Member("safeguarding_lead", "Iris Vale", "keeps children safe", "safeguarding_lead", LARKWOOD),
    Member("other_senco", "Hugh Penrose", "works at another school", "senco", ASHDENE),
    Member(
        "ap_officer",
        "Dana Whitlock",
        "decides what the council owes (find Robin as Dunmore)",
        "ap_officer",
    ),
    Member("other_officer", "Sam Iqbal", "covers and decides as well", "ap_officer"),
    Member("broker", "Lee Marsh", "finds a provider", "broker"),
    Member("evaluator", "Nadia Bell", "evaluates providers' applications", "evaluator"),
    Member("commissioner", "Owen Pryce", "commissions provision", "commissioner"),
    Member("head_of_service", "Ruth Adeyemi", "answers for all of it", "head_of_service"),
    Member("data_officer", "Kit Sato", "sends the returns", "data_officer"),
    Member("finance_officer", "Mo Hale", "pays", "finance_officer"),
    Member("provider_lead", "Grace Holt", "accepts and starts", "provider_lead", "", KESTREL),
    Member("tutor", "Ben Arkwright", "teaches, and records lessons", "tutor", "", KESTREL),
    Member("other_tutor", "Elsie Crane", "teaches other children", "tutor", "", KESTREL),
    Member("a2e_lead", "Amina Yusuf", "leads Access to Education", "a2e_lead", "", A2E),
    Member("pru_head", "Colin Frost", "leads the pupil referral unit", "pru_head", "", PRU),
    Member(
        "life_lead",
        "Joy Penhale",
        "leads the council’s LIFE service: its inbox, steps and waiting list",
        "service_lead",
        "",
        LIFE,
    ),
    Member(
        "ehc_coordination_officer",
        "Fay Lindqvist",
        "looks after EHC plans",
        "ehc_coordination_officer",
    ),
    Member("social_worker", "Marcus Reid", "is the child's social worker", "social_worker"),
    Member("virtual_school_head", "Helen Cho", "leads the Virtual School", "virtual_school_head"),
    Member("parent", "Carol Dunmore", "is Robin's mother", family=True),
    Member("second_parent", "Neil Dunmore", "is kept away by a court", family=True),
    Member("young_person", "Robin Dunmore", "is 14, and out of school", family=True),
    Member("stranger", "Una Vane", "must see nothing", family=True),
)
BY_PART = {member.part: member for member in CAST}

ROBIN = key("child", "robin")
AUTHORITY = key("authority", "surrey")
SCHOOLS = ((LARKWOOD, "secondary", "GU21 6XR"), (ASHDENE, "secondary", "KT19 8AA"))
PROVIDERS = (
    (KESTREL, "independent", ["independent"], "OOT"),
    (A2E, "service", ["a2e"], "OOT"),
    (PRU, "pru", ["pru"], "URN"),
    (LIFE, "service", ["life"], "OTH"),
)
