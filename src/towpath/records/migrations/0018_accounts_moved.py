"""The words of columns that a family may read, each into its own table, under its row's key."""

from django.db import migrations

MOVE = """
insert into records_reviewaccount
            (id, authority_id, child_id, placement_id, review_id, reason, child_view)
     select id, authority_id, child_id, placement_id, id, reason, child_view from records_review;
insert into records_ending (id, authority_id, child_id, placement_id, reason_code, reason)
     select id, authority_id, child_id, id, end_reason_code, end_reason from records_placement
      where end_reason <> '';
insert into records_checkaccount (id, authority_id, child_id, placement_id, return_check_id, reason)
     select id, authority_id, child_id, placement_id, id, reason from records_returncheck;
-- What is owed had taken an officer's words from there, before the family that reads it.
update records_duty set reason = 'The placement ended: what is owed now is looked at again'
 where reason like 'The placement ended with nothing after it: %';
update records_duty set reason = 'The referral was withdrawn before anybody decided'
 where reason like 'The referral was withdrawn before anybody decided: %';
update records_duty d set reason = 'It was asked how things went after the placement'
  from records_returncheck c where c.child_id = d.child_id and c.reason = d.reason;
update records_duty d set outcome = 'It was asked how things went after the placement'
  from records_returncheck c where c.child_id = d.child_id and c.reason = d.outcome;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_accounts"),
    ]

    operations = [
        migrations.RunSQL(MOVE),
    ]
