"""The columns whose words 0018 has moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0018_accounts_moved"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="review", name="review_reason_said"),
        migrations.RemoveConstraint(model_name="review", name="review_child_view_said"),
        migrations.RemoveField(model_name="review", name="child_view"),
        migrations.RemoveField(model_name="review", name="reason"),
        migrations.RemoveConstraint(model_name="placement", name="placement_ended_with_reason"),
        migrations.RemoveConstraint(model_name="returncheck", name="return_check_said"),
        migrations.RemoveField(model_name="placement", name="end_reason"),
        migrations.RemoveField(model_name="placement", name="end_reason_code"),
        migrations.RemoveField(model_name="returncheck", name="reason"),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["ended", "checked"]), _negated=True)
                | models.Q(("ended_on__isnull", False)),
                name="placement_ended_on_a_day",
            ),
        ),
    ]
