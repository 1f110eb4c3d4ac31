"""What need not be asked, because the records hold it."""

from dataclasses import dataclass

from towpath.records.child import Address, Child
from towpath.records.policy import places
from towpath.records.school import School, school_of_roll
from towpath.records.who import Today


def known_facts(child: Child) -> dict[str, object]:
    """What is on record today of the pathways' facts: to be read and corrected, never retyped."""
    facts: dict[str, object] = {}
    if school_of_roll(child.pk):
        facts["on_school_roll"] = True
    homes = Address.objects.filter(child=child, period__contains=Today())
    postcodes = set(homes.values_list("postcode", flat=True))
    if len(postcodes) == 1:
        facts["lives_in_authority"] = places(child.authority_id).find(postcodes.pop()) == "inside"
    return facts


@dataclass(frozen=True, slots=True)
class Base:
    """From where a child's distances are counted: home, or (`school` named) the school of roll."""

    postcode: str
    school: str = ""


def base(child: Child) -> Base | None:
    """The one home that the reader may know of, else the school; None where neither is known.

    A home that is closed to the reader is no home here, and neither is that of an adult the child
    does not live with. Three queries at the most.
    """
    homes = Address.objects.filter(child=child, period__contains=Today())
    lived_in = homes.exclude(adult__lives_with_child=False).values_list("postcode", flat=True)
    if len(postcodes := set(lived_in)) == 1:
        return Base(postcodes.pop())
    if (school_id := school_of_roll(child.pk)) is None:
        return None
    school = School.objects.get(pk=school_id)
    return Base(school.postcode, school.name)
