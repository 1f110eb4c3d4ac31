"""Migrations 0001 to 0015 as they leave the tables, in one step: what a new database is made by.

A database that is part of the way goes on with the fifteen. They leave the same tables (a test
compares them), and took three times as long.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import towpath.records.row
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("records", "0001_house"),
        ("records", "0002_narrow"),
        ("records", "0003_narrow_move"),
        ("records", "0004_narrow_drop"),
        ("records", "0005_panel"),
        ("records", "0006_forename_key"),
        ("records", "0007_forename_key_filled"),
        ("records", "0008_fact_source"),
        ("records", "0009_concern"),
        ("records", "0010_publishing"),
        ("records", "0011_letters"),
        ("records", "0012_panel_changed"),
        ("records", "0013_lessons_and_bases"),
        ("records", "0014_intake"),
        ("records", "0015_placement_pathway"),
    ]

    initial = True

    dependencies = []

    operations = [
        # Periods that must not overlap compare keys and ranges together.
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="Authority",
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
                ("code", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("made_up", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^\\s*$"), _negated=True),
                        name="authority_named",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Child",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="records.authority",
                    ),
                ),
                (
                    "upn",
                    models.CharField(max_length=13, null=True, verbose_name="unique pupil number"),
                ),
                ("forename", models.CharField(max_length=80)),
                ("surname", models.CharField(max_length=80)),
                ("name_key", models.CharField(max_length=170)),
                ("forename_key", models.CharField(default="", max_length=80)),
                ("date_of_birth", models.DateField()),
                ("sex", models.CharField(default="U", max_length=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "name_key"], name="child_by_name"),
                    models.Index(fields=["name_key", "id"], name="child_by_surname"),
                    models.Index(fields=["forename_key", "id"], name="child_by_forename"),
                    models.Index(fields=["date_of_birth"], name="child_by_birth"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("forename__regex", "^\\s*$"), _negated=True),
                        name="child_forename",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("surname__regex", "^\\s*$"), _negated=True),
                        name="child_surname",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ("F", "M", "U"))), name="child_sex"
                    ),
                    models.UniqueConstraint(fields=("authority", "upn"), name="child_upn"),
                ],
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                ("page", models.CharField(max_length=60)),
                ("helpful", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "page", "at"], name="feedback_of_page")
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("family", models.BooleanField(default=False)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^\\s*$"), _negated=True),
                        name="person_named",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Adult",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="records.person",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("relationship", models.CharField(max_length=20)),
                ("parental_responsibility", models.BooleanField(default=False)),
                ("lives_with_child", models.BooleanField(default=False)),
                ("gets_letters", models.BooleanField(default=True)),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^\\s*$"), _negated=True),
                        name="adult_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relationship__in",
                                (
                                    "mother",
                                    "father",
                                    "carer",
                                    "guardian",
                                    "corporate_parent",
                                    "self",
                                    "other",
                                ),
                            )
                        ),
                        name="adult_relationship",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Address",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "adult",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addresses",
                        to="records.adult",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("lines", models.TextField()),
                ("postcode", models.CharField(max_length=8)),
                ("postcode_key", models.CharField(max_length=8)),
                ("confidential", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=120)),
                ("verified_on", models.DateField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lines__regex", "^\\s*$"), _negated=True),
                        name="address_lines",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__regex", "^\\s*$"), _negated=True),
                        name="address_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "adult",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="records.adult",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("confidential", models.BooleanField(default=False)),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CourtBar",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("scope", models.CharField(max_length=12)),
                ("order", models.CharField(max_length=200)),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ("everything", "whereabouts"))),
                        name="court_bar_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("order__regex", "^\\s*$"), _negated=True),
                        name="court_bar_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("child", "="), ("person", "="), ("period", "&&")],
                        name="court_bar_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=80)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("confidential", models.BooleanField(default=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("letter", "letter_apart", "school_letter"))
                        ),
                        name="document_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^\\s*$"), _negated=True),
                        name="document_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("pathway", models.CharField(max_length=40)),
                ("answers", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="records.child",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("verb", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=30)),
                ("about_id", models.UUIDField()),
                ("reason_code", models.CharField(blank=True, max_length=30)),
                ("reason", models.TextField(blank=True)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("next_on", models.DateField(null=True)),
                ("policy_sha256", models.CharField(blank=True, max_length=64)),
                ("once", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["child", "at"], name="event_of_child")],
                "constraints": [
                    models.UniqueConstraint(fields=("actor", "once"), name="event_once"),
                    models.CheckConstraint(
                        condition=models.Q(("verb__regex", "^\\s*$"), _negated=True),
                        name="event_verb_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements",
                        to="records.person",
                    ),
                ),
                ("duty", models.CharField(max_length=30)),
                ("team", models.CharField(blank=True, max_length=40)),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "duty__in",
                                (
                                    "ehc_coordination_officer",
                                    "social_worker",
                                    "virtual_school_head",
                                ),
                            )
                        ),
                        name="involvement_duty",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("child", "="),
                            ("person", "="),
                            ("duty", "="),
                            ("period", "&&"),
                        ],
                        name="involvement_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("with_whom", models.CharField(blank=True, max_length=120)),
                ("words", models.TextField()),
                ("happened_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["child", "happened_at"], name="note_of_child")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("call", "email", "visit", "meeting", "note"))
                        ),
                        name="note_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="note_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opened",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("page", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["child", "at"], name="opened_of_child")],
            },
        ),
        migrations.CreateModel(
            name="Panel",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("meets_at", models.DateTimeField()),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("state", models.CharField(default="planned", max_length=10)),
                ("called_off_at", models.DateTimeField(null=True)),
                (
                    "called_off_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("called_off_why", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "meets_at"], name="panel_ahead")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^\\s*$"), _negated=True),
                        name="panel_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("planned", "called_off"))),
                        name="panel_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("called_off_at", None),
                                ("called_off_by", None),
                                ("called_off_why", ""),
                                ("state", "planned"),
                            ),
                            models.Q(
                                ("called_off_at__isnull", False),
                                ("called_off_by__isnull", False),
                                ("called_off_why__regex", "\\S"),
                                ("state", "called_off"),
                            ),
                            _connector="OR",
                        ),
                        name="panel_called_off",
                    ),
                ],
            },
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=40)),
                ("text", models.TextField()),
                ("based_on", models.CharField(blank=True, max_length=64)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("why", models.TextField()),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["authority", "state"], name="proposal_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("pathway", "page", "clocks"))),
                        name="proposal_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("waiting", "checked", "published", "turned_down"))
                        ),
                        name="proposal_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why__regex", "^\\s*$"), _negated=True),
                        name="proposal_why_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by", None),
                            models.Q(("checked_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_checked_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by", None),
                            ("state__in", ("checked", "published")),
                            _negated=True,
                        ),
                        name="proposal_published_after_a_check",
                    ),
                ],
            },
        ),
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="effects",
                        to="records.proposal",
                    ),
                ),
                (
                    "counted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="records.proposal",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("verb", models.CharField(max_length=40)),
                ("reason", models.TextField(blank=True)),
                ("once", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("actor", "once"), name="policy_event_once"),
                    models.CheckConstraint(
                        condition=models.Q(("verb__regex", "^\\s*$"), _negated=True),
                        name="policy_event_verb_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Provider",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="providers",
                        to="records.authority",
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("kind", models.CharField(max_length=12)),
                ("pathways", models.JSONField(default=list)),
                ("setting_type", models.CharField(default="OTH", max_length=6)),
                ("approved", models.BooleanField(default=False)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("made_up", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^\\s*$"), _negated=True),
                        name="provider_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("independent", "service", "pru", "medical_pru", "school"))
                        ),
                        name="provider_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Capacity",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacities",
                        to="records.provider",
                    ),
                ),
                ("places", models.PositiveIntegerField()),
                ("from_on", models.DateField()),
                ("source", models.CharField(max_length=300)),
                ("reason", models.TextField()),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["provider", "from_on", "set_at"], name="capacity_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__regex", "^\\s*$"), _negated=True),
                        name="capacity_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="capacity_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedPolicy",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="records.authority",
                    ),
                ),
                ("kind", models.CharField(default="pathway", max_length=10)),
                ("name", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("valid_from", models.DateField()),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("approved_by", models.CharField(max_length=120)),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "published_at"], name="policy_of_council"),
                    models.Index(fields=["sha256"], name="policy_by_hash"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("pathway", "page", "clocks"))),
                        name="policy_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "^\\s*$"), _negated=True),
                        name="policy_said",
                    ),
                ],
            },
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "feedback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply",
                        to="records.feedback",
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email__regex", "^\\s*$"), _negated=True),
                        name="reply_address_said",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsible",
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
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsible",
                        to="records.child",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("child", "="), ("period", "&&")], name="responsible_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                ("reason_code", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason_code__in",
                                (
                                    "adoption",
                                    "domestic_abuse",
                                    "protected_person",
                                    "staff_family",
                                    "other",
                                ),
                            )
                        ),
                        name="restriction_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="restriction_said",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("child", "="), ("period", "&&")], name="restriction_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Circle",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "restriction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circle",
                        to="records.restriction",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("restriction", "person"), name="circle_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="School",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schools",
                        to="records.authority",
                    ),
                ),
                ("urn", models.CharField(max_length=8, null=True)),
                ("name", models.CharField(max_length=160)),
                ("phase", models.CharField(max_length=12)),
                ("postcode", models.CharField(max_length=8)),
                ("district", models.CharField(blank=True, max_length=60)),
                ("made_up", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^\\s*$"), _negated=True),
                        name="school_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                ("primary", "secondary", "all_through", "special", "other"),
                            )
                        ),
                        name="school_phase",
                    ),
                    models.UniqueConstraint(fields=("authority", "urn"), name="school_urn"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="records.school",
                    ),
                ),
                ("main", models.BooleanField(default=True)),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "indexes": [models.Index(fields=["school", "child"], name="enrolment_of_school")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("child", "="), ("school", "="), ("period", "&&")],
                        name="enrolment_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="records.person",
                    ),
                ),
                ("duty", models.CharField(max_length=30)),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="records.school",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="records.provider",
                    ),
                ),
                (
                    "covers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covered_by",
                        to="records.post",
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "duty__in",
                                (
                                    "a2e_lead",
                                    "ap_officer",
                                    "attendance_lead",
                                    "broker",
                                    "commissioner",
                                    "data_officer",
                                    "ehc_coordination_officer",
                                    "evaluator",
                                    "finance_officer",
                                    "head_of_service",
                                    "head_teacher",
                                    "provider_lead",
                                    "pru_head",
                                    "safeguarding_lead",
                                    "senco",
                                    "service_lead",
                                    "social_worker",
                                    "tutor",
                                    "virtual_school_head",
                                ),
                            )
                        ),
                        name="post_duty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "duty__in",
                                    [
                                        "attendance_lead",
                                        "head_teacher",
                                        "safeguarding_lead",
                                        "senco",
                                    ],
                                ),
                                ("provider", None),
                                ("school__isnull", False),
                            ),
                            models.Q(
                                (
                                    "duty__in",
                                    [
                                        "a2e_lead",
                                        "provider_lead",
                                        "pru_head",
                                        "service_lead",
                                        "tutor",
                                    ],
                                ),
                                ("provider__isnull", False),
                                ("school", None),
                            ),
                            models.Q(
                                (
                                    "duty__in",
                                    [
                                        "ap_officer",
                                        "broker",
                                        "commissioner",
                                        "data_officer",
                                        "ehc_coordination_officer",
                                        "evaluator",
                                        "finance_officer",
                                        "head_of_service",
                                        "social_worker",
                                        "virtual_school_head",
                                    ],
                                ),
                                ("provider", None),
                                ("school", None),
                            ),
                            _connector="OR",
                        ),
                        name="post_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                ("pathway", models.CharField(max_length=40)),
                ("policy_sha256", models.CharField(max_length=64)),
                ("legal_basis", models.CharField(max_length=16)),
                ("state", models.CharField(default="sent", max_length=14)),
                (
                    "referred_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("referrer", models.CharField(max_length=30)),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="records.school",
                    ),
                ),
                ("about", models.TextField()),
                ("hoped_for", models.TextField(blank=True)),
                ("parent_view", models.CharField(max_length=20)),
                ("parent_view_text", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField()),
                ("asked_for", models.JSONField(default=list)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("next_on", models.DateField(null=True)),
                ("next_step", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "next_on", "id"], name="referral_caseload"),
                    models.Index(
                        condition=models.Q(
                            ("state__in", ("sent", "returned", "accepted", "placed"))
                        ),
                        fields=["next_on", "id"],
                        name="referral_open_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "sent",
                                    "returned",
                                    "accepted",
                                    "placed",
                                    "concluded",
                                    "not_accepted",
                                    "signposted",
                                    "withdrawn",
                                ),
                            )
                        ),
                        name="referral_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "legal_basis__in",
                                ("s19", "s29a", "s100", "s61", "s42", "school_arranged"),
                            )
                        ),
                        name="referral_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_on__isnull", False),
                            ("state__in", ("concluded", "not_accepted", "signposted", "withdrawn")),
                            _connector="OR",
                        ),
                        name="referral_next_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("sent", "returned", "accepted", "placed"))
                        ),
                        fields=("child", "pathway"),
                        name="referral_live_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="records.referral",
                    ),
                ),
                ("outcome", models.CharField(max_length=24)),
                ("reason_code", models.CharField(max_length=30)),
                ("reason", models.TextField()),
                ("section_19", models.CharField(max_length=14)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("next_on", models.DateField()),
                ("policy_sha256", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["child", "decided_at"], name="decision_of_child")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                ("accept", "not_accept", "signpost", "return_for_information"),
                            )
                        ),
                        name="decision_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason_code__in",
                                (
                                    "advice_only",
                                    "criteria_met",
                                    "criteria_not_met",
                                    "evidence_missing",
                                    "exceptional",
                                    "facts_missing",
                                    "health",
                                    "interim",
                                    "may_not_refer",
                                    "other_pathway",
                                    "other_service",
                                    "parent_view_missing",
                                    "school_can_meet_need",
                                ),
                            )
                        ),
                        name="decision_reason_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("section_19__in", ("owed", "partly", "not_owed", "not_yet_known"))
                        ),
                        name="decision_section_19",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="decision_reason_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="records.referral",
                    ),
                ),
                ("answer", models.CharField(max_length=14)),
                ("reason", models.TextField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("next_review_on", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "next_review_on"], name="duty_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ("owed", "partly", "not_yet_known"))),
                        name="duty_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="duty_reason_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("next_review_on__isnull", False)),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("outcome__regex", "^\\s*$"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="duty_next_review",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("child",),
                        name="duty_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanation",
                        to="records.decision",
                    ),
                ),
                ("words", models.TextField()),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="explanation_said",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="records.referral",
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("value", models.JSONField(null=True)),
                ("source", models.CharField(default="said", max_length=8)),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["referral", "name", "said_at"], name="fact_of_referral")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ("said", "record", "unknown"))),
                        name="fact_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "unknown"), _negated=True),
                            ("value__isnull", True),
                            _connector="OR",
                        ),
                        name="fact_unknown_says_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding",
                        to="records.decision",
                    ),
                ),
                ("facts", models.JSONField()),
                ("verdict", models.JSONField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="records.decision",
                    ),
                ),
                (
                    "adult",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="records.adult",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="records.school",
                    ),
                ),
                ("apart", models.BooleanField(default=False)),
                ("state", models.CharField(default="draft", max_length=9)),
                ("why", models.TextField(blank=True)),
                ("alternatives", models.TextField(blank=True)),
                ("next_words", models.TextField(blank=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("due_on", models.DateField()),
                ("channel", models.CharField(blank=True, max_length=5)),
                (
                    "document",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter",
                        to="records.document",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("left_on", models.DateField(null=True)),
                ("trouble", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("draft", "checked", "going"))),
                        fields=["owner", "due_on"],
                        name="letter_unsent",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "checked", "going", "sent", "withdrawn"))
                        ),
                        name="letter_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ("", "post", "email"))),
                        name="letter_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adult", None), ("school__isnull", False)),
                            models.Q(("adult__isnull", False), ("school", None)),
                            _connector="OR",
                        ),
                        name="letter_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            models.Q(
                                ("document__isnull", False),
                                ("left_on__isnull", False),
                                ("sent_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="letter_sent_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("decision", "adult", "school"),
                        name="letter_live_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="records.letter",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("queued_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("trouble", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("waiting", "trying", "sent", "failed"))),
                        name="mail_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject__regex", "^\\s*$"), _negated=True),
                        name="mail_subject_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body__regex", "^\\s*$"), _negated=True),
                        name="mail_body_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelItem",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="records.panel",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_items",
                        to="records.referral",
                    ),
                ),
                ("state", models.CharField(default="listed", max_length=10)),
                ("why", models.TextField()),
                (
                    "listed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("listed_at", models.DateTimeField()),
                ("without", models.TextField(blank=True)),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_item",
                        to="records.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ("listed", "opened", "decided", "taken_off", "called_off"),
                            )
                        ),
                        name="panel_item_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why__regex", "^\\s*$"), _negated=True),
                        name="panel_item_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("listed", "opened"))),
                        fields=("referral",),
                        name="panel_item_waiting_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelView",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="records.panelitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("recommends", models.CharField(max_length=24)),
                ("reason", models.TextField()),
                ("given_at", models.DateTimeField()),
                ("is_open", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "recommends__in",
                                ("accept", "not_accept", "signpost", "return_for_information"),
                            )
                        ),
                        name="panel_view_recommends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="panel_view_reason",
                    ),
                    models.UniqueConstraint(fields=("item", "member"), name="panel_view_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="records.referral",
                    ),
                ),
                ("pathway", models.CharField(blank=True, max_length=40)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="records.provider",
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("state", models.CharField(default="offered", max_length=10)),
                ("legal_basis", models.CharField(max_length=16)),
                ("arranged_by", models.CharField(default="council", max_length=8)),
                ("census_reason", models.CharField(max_length=20)),
                ("setting_type", models.CharField(max_length=6)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("next_on", models.DateField(null=True)),
                ("next_step", models.CharField(blank=True, max_length=200)),
                ("offered_at", models.DateTimeField()),
                (
                    "held_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("waiting_since", models.DateTimeField(null=True)),
                ("starts_on", models.DateField(null=True)),
                ("planned_minutes", models.PositiveIntegerField(null=True)),
                ("intended_next_step", models.CharField(blank=True, max_length=16)),
                (
                    "interim_approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("interim_reason", models.TextField(blank=True)),
                ("plan_due_on", models.DateField(null=True)),
                ("plan_completed_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("marks_until", models.DateField(null=True)),
                ("end_reason_code", models.CharField(blank=True, max_length=30)),
                ("end_reason", models.TextField(blank=True)),
                ("destination", models.CharField(blank=True, max_length=16)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["provider", "state"], name="placement_of_provider"),
                    models.Index(
                        condition=models.Q(("marks_until__isnull", False)),
                        fields=["provider", "marks_until"],
                        name="placement_marks_until",
                    ),
                    models.Index(fields=["owner", "next_on"], name="placement_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "offered",
                                    "waiting",
                                    "agreed",
                                    "started",
                                    "ended",
                                    "checked",
                                    "declined",
                                    "cancelled",
                                ),
                            )
                        ),
                        name="placement_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "legal_basis__in",
                                ("s19", "s29a", "s100", "s61", "s42", "school_arranged"),
                            )
                        ),
                        name="placement_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("arranged_by__in", ("council", "school", "parent"))),
                        name="placement_arranged_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "census_reason__in",
                                (
                                    "ehc_plan",
                                    "permanent_exclusion",
                                    "mental_health",
                                    "physical_health",
                                    "pregnancy_childcare",
                                    "new_arrival",
                                    "behaviour",
                                    "other",
                                ),
                            )
                        ),
                        name="placement_census_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("setting_type__in", ("URN", "UKPRN", "OOT", "NFE", "WBP", "OTH"))
                        ),
                        name="placement_setting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_on__isnull", False),
                            models.Q(
                                ("state__in", ("offered", "waiting", "agreed", "started", "ended")),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="placement_next_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waiting"), _negated=True),
                            ("waiting_since__isnull", False),
                            _connector="OR",
                        ),
                        name="placement_waiting_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "started"), _negated=True),
                            models.Q(
                                ("plan_completed_on__isnull", False), ("starts_on__isnull", False)
                            ),
                            models.Q(
                                ("interim_approved_by__isnull", False),
                                ("plan_due_on__isnull", False),
                                ("starts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="placement_started_with_plan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["ended", "checked"]), _negated=True),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("end_reason__regex", "^\\s*$"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="placement_ended_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BasisChange",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.placement",
                    ),
                ),
                ("was", models.CharField(max_length=16)),
                ("became", models.CharField(max_length=16)),
                ("reason", models.TextField()),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("corrected_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("was__in", ("s19", "s29a", "s100", "s61", "s42", "school_arranged"))
                        ),
                        name="basischange_was",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("became__in", ("s19", "s29a", "s100", "s61", "s42", "school_arranged"))
                        ),
                        name="basischange_became",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="basischange_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Brief",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brief",
                        to="records.placement",
                    ),
                ),
                ("risks", models.TextField(blank=True)),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="brief_said",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeStep",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.placement",
                    ),
                ),
                ("step", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60)),
                ("outcome", models.CharField(max_length=10)),
                ("on", models.DateField()),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("words", models.TextField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["placement", "recorded_at"], name="intake_step_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("done", "not_needed", "not_done"))),
                        name="intake_step_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="intake_step_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Funding",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.placement",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.intakestep",
                    ),
                ),
                ("payer", models.CharField(max_length=10)),
                ("how", models.CharField(max_length=10)),
                ("basis", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("payer__in", ("school", "council", "other"))),
                        name="funding_payer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ("direct", "recharged"))), name="funding_how"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis__regex", "^\\s*$"), _negated=True),
                        name="funding_basis_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="records.placement",
                    ),
                ),
                (
                    "tutor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("outcome", models.CharField(max_length=16)),
                ("cancelled_by", models.CharField(blank=True, max_length=8)),
                ("mode", models.CharField(default="face_to_face", max_length=12)),
                ("note", models.TextField(blank=True)),
                ("why_then", models.TextField(blank=True)),
                (
                    "superseded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.lesson",
                    ),
                ),
                ("struck_at", models.DateTimeField(null=True)),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("struck_reason", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["child", "starts_at"], name="lesson_of_child")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ("delivered", "did_not_attend", "cancelled"))
                        ),
                        name="lesson_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelled_by__in", ("", "tutor", "family", "school", "council"))
                        ),
                        name="lesson_cancelled_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ("face_to_face", "online"))),
                        name="lesson_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "cancelled"), ("cancelled_by", ""), _connector="XOR"
                        ),
                        name="lesson_cancelled_says_whom",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at", None), ("superseded_by", None)),
                        fields=("placement", "starts_at"),
                        name="lesson_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at", None),
                            models.Q(
                                ("struck_by__isnull", False),
                                models.Q(("struck_reason__regex", "^\\s*$"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="lesson_struck_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.placement",
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="records.lesson",
                    ),
                ),
                ("words", models.TextField()),
                ("done_so_far", models.TextField(blank=True)),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("state", models.CharField(default="raised", max_length=8)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("next_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_on__isnull", False)),
                        fields=["next_on"],
                        name="concern_due",
                    ),
                    models.Index(fields=["child"], name="concern_of_child"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="concern_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("raised", "taken", "closed"))),
                        name="concern_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "closed"), ("next_on__isnull", False), _connector="XOR"
                        ),
                        name="concern_next_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernAnswer",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="records.concern",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("words", models.TextField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                ("next_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="concern_answer_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                (
                                    "taken",
                                    "social_care",
                                    "police",
                                    "designated_officer",
                                    "social_worker",
                                    "support",
                                    "known",
                                    "no_further_action",
                                ),
                            )
                        ),
                        name="concern_answer_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", "taken"), _negated=True),
                            ("next_on__isnull", False),
                            _connector="OR",
                        ),
                        name="concern_answer_next_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="records.placement",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("baseline", models.CharField(max_length=300)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="objective_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("baseline__regex", "^\\s*$"), _negated=True),
                        name="objective_baseline_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnCheck",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_checks",
                        to="records.placement",
                    ),
                ),
                ("due_on", models.DateField()),
                ("checked_on", models.DateField()),
                ("sustained", models.CharField(max_length=12)),
                ("reason", models.TextField()),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sustained__in", ("yes", "in_part", "no"))),
                        name="return_check_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="return_check_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnStep",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_steps",
                        to="records.placement",
                    ),
                ),
                ("from_on", models.DateField()),
                ("words", models.CharField(max_length=300)),
                ("minutes_in_school", models.PositiveIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("outcome", models.CharField(default="planned", max_length=12)),
                ("outcome_words", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="return_step_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("planned", "done", "not_done"))),
                        name="return_step_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="records.placement",
                    ),
                ),
                ("due_on", models.DateField()),
                ("held_on", models.DateField()),
                ("outcome", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                ("child_view", models.TextField()),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("next_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ("continue", "change", "step_back", "end"))
                        ),
                        name="review_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="review_reason_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("child_view__regex", "^\\s*$"), _negated=True),
                        name="review_child_view_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Risk",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="records.referral",
                    ),
                ),
                ("words", models.TextField()),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["referral", "said_at"], name="risk_of_referral")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "^\\s*$"), _negated=True),
                        name="risk_said",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="records.panel",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("left_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("panel", "person"), name="seat_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                ("on", models.DateField()),
                ("half", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=2)),
                ("why", models.CharField(max_length=300)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("half__in", ("am", "pm"))), name="session_half"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why__regex", "^\\s*$"), _negated=True),
                        name="session_why_said",
                    ),
                    models.UniqueConstraint(fields=("child", "on", "half"), name="session_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoodAside",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stood_aside",
                        to="records.panelitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("interest", models.TextField()),
                ("declared_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("interest__regex", "^\\s*$"), _negated=True),
                        name="stood_aside_said",
                    ),
                    models.UniqueConstraint(fields=("item", "member"), name="stood_aside_once"),
                ],
            },
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "effect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turned",
                        to="records.effect",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.referral",
                    ),
                ),
                ("live", models.BooleanField()),
                ("before", models.CharField(max_length=20)),
                ("after", models.CharField(max_length=20)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("effect", "referral"), name="turned_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="email address"),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="login",
                        to="records.person",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Wait",
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
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.authority",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.child",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.placement",
                    ),
                ),
                ("reason_code", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                ("meanwhile", models.TextField()),
                ("look_on", models.DateField()),
                (
                    "put_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.person",
                    ),
                ),
                ("put_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["placement", "put_at"], name="wait_of_placement")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason_code__in",
                                ("no_place", "group", "staffing", "step", "family", "other"),
                            )
                        ),
                        name="wait_reason_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                        name="wait_reason_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("meanwhile__regex", "^\\s*$"), _negated=True),
                        name="wait_meanwhile_said",
                    ),
                ],
            },
        ),
    ]
