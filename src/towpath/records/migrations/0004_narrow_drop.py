"""The columns whose words 0003 has moved."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_narrow_move"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="placement", name="placement_brief_said"),
        migrations.RemoveField(model_name="decision", name="triage"),
        migrations.RemoveField(model_name="placement", name="brief"),
        migrations.RemoveField(model_name="referral", name="risks"),
        # The names the columns had are free now.
        migrations.AlterField(
            model_name="brief",
            name="placement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="brief",
                to="records.placement",
            ),
        ),
        migrations.AlterField(
            model_name="risk",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="risks",
                to="records.referral",
            ),
        ),
    ]
