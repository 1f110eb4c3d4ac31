"""The words of 0001's columns, each into its own table. A moved row keeps the key it stood under."""

from django.db import migrations

MOVE = """
insert into records_risk (id, authority_id, child_id, referral_id, words, said_by_id, said_at)
     select id, authority_id, child_id, id, risks, referred_by_id, sent_at from records_referral;
insert into records_brief (id, authority_id, child_id, placement_id, risks, words)
     select id, authority_id, child_id, id, '', brief from records_placement;
insert into records_finding (id, authority_id, child_id, decision_id, facts, verdict)
     select id, authority_id, child_id, id, coalesce(triage -> 'facts', '{}'),
            coalesce(triage -> 'verdict', '{}') from records_decision;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_narrow"),
    ]

    operations = [
        migrations.RunSQL(MOVE),
    ]
