"""The columns whose words 0018 has moved."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0018_accounts_moved"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="review", name="review_reason_said"),
        migrations.RemoveConstraint(model_name="review", name="review_child_view_said"),
        migrations.RemoveField(model_name="review", name="child_view"),
        migrations.RemoveField(model_name="review", name="reason"),
    ]
