"""The pathway of placements already on record, from the referral that each was offered for."""

from typing import Any

from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """Every placement of a referral; one that hangs off none keeps an empty pathway."""
    placements = apps.get_model("records", "Placement").objects
    referrals = apps.get_model("records", "Referral").objects
    of = referrals.filter(pk=models.OuterRef("referral_id")).values("pathway")[:1]
    unsaid = placements.filter(pathway="", referral__isnull=False)
    unsaid.update(pathway=models.Subquery(of))


class Migration(migrations.Migration):
    dependencies = (("records", "0014_intake"),)

    operations = (migrations.RunPython(fill, migrations.RunPython.noop),)
