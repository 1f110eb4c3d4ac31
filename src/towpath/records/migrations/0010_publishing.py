"""What is published becomes general: pathways, pages, clocks; what waits, its effect; feedback."""

import django.db.models.deletion
import towpath.records.row
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_concern"),
    ]

    operations = [
        migrations.CreateModel(
            name="Effect",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=towpath.records.row.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("counted_at", models.DateTimeField()),
                ("considered", models.PositiveIntegerField()),
                ("live", models.PositiveIntegerField()),
                ("past", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=towpath.records.row.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("page", models.CharField(max_length=60)),
                ("helpful", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PolicyEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=towpath.records.row.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=40)),
                ("reason", models.TextField(blank=True)),
                ("once", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=towpath.records.row.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=40)),
                ("text", models.TextField()),
                ("based_on", models.CharField(blank=True, max_length=64)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("why", models.TextField()),
                ("proposed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReplyAddress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=towpath.records.row.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
            ],
        ),
        migrations.CreateModel(
            name="Turned",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=towpath.records.row.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("live", models.BooleanField()),
                ("before", models.CharField(max_length=20)),
                ("after", models.CharField(max_length=20)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="publishedpolicy",
            name="policy_once",
        ),
        migrations.RenameField(
            model_name="publishedpolicy",
            old_name="pathway",
            new_name="name",
        ),
        migrations.AddField(
            model_name="publishedpolicy",
            name="approver",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="publishedpolicy",
            name="kind",
            field=models.CharField(default="pathway", max_length=10),
        ),
        migrations.AddIndex(
            model_name="publishedpolicy",
            index=models.Index(fields=["authority", "published_at"], name="policy_of_council"),
        ),
        migrations.AddIndex(
            model_name="publishedpolicy",
            index=models.Index(fields=["sha256"], name="policy_by_hash"),
        ),
        migrations.AddConstraint(
            model_name="publishedpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("pathway", "page", "clocks"))), name="policy_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "^\\s*$"), _negated=True), name="policy_said"
            ),
        ),
        migrations.AddField(
            model_name="effect",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.authority",
            ),
        ),
        migrations.AddField(
            model_name="effect",
            name="counted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.authority",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.authority",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.authority",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="checked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="records.proposal",
            ),
        ),
        migrations.AddField(
            model_name="effect",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="effects",
                to="records.proposal",
            ),
        ),
        migrations.AddField(
            model_name="replyaddress",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.authority",
            ),
        ),
        migrations.AddField(
            model_name="replyaddress",
            name="feedback",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reply",
                to="records.feedback",
            ),
        ),
        migrations.AddField(
            model_name="turned",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.authority",
            ),
        ),
        migrations.AddField(
            model_name="turned",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.child"
            ),
        ),
        migrations.AddField(
            model_name="turned",
            name="effect",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="turned",
                to="records.effect",
            ),
        ),
        migrations.AddField(
            model_name="turned",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.referral"
            ),
        ),
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(fields=["authority", "page", "at"], name="feedback_of_page"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["authority", "state"], name="proposal_waiting"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("pathway", "page", "clocks"))),
                name="proposal_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("waiting", "checked", "published", "turned_down"))
                ),
                name="proposal_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__regex", "^\\s*$"), _negated=True),
                name="proposal_why_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None),
                    models.Q(("checked_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="proposal_checked_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None), ("state__in", ("checked", "published")), _negated=True
                ),
                name="proposal_published_after_a_check",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyevent",
            constraint=models.UniqueConstraint(fields=("actor", "once"), name="policy_event_once"),
        ),
        migrations.AddConstraint(
            model_name="policyevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("verb__regex", "^\\s*$"), _negated=True),
                name="policy_event_verb_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="replyaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(("email__regex", "^\\s*$"), _negated=True),
                name="reply_address_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="turned",
            constraint=models.UniqueConstraint(fields=("effect", "referral"), name="turned_once"),
        ),
    ]
