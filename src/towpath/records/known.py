"""Facts a referral need not ask for, because the records hold them."""

from towpath.records.child import Address, Child
from towpath.records.policy import places
from towpath.records.school import school_of_roll
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
