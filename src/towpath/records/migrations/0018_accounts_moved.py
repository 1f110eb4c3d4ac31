"""The words of columns that a family may read, each into its own table, under its row's key."""

from django.db import migrations

MOVE = """
insert into records_reviewaccount
            (id, authority_id, child_id, placement_id, review_id, reason, child_view)
     select id, authority_id, child_id, placement_id, id, reason, child_view from records_review;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_accounts"),
    ]

    operations = [
        migrations.RunSQL(MOVE),
    ]
