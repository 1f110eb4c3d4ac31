"""The walls as the database keeps them, asked in raw SQL by the app's own login.

The first table below is what the council was promised: who sees what of one child. It is written
out here a second time, apart from the policies, so that the two can disagree.
"""

from datetime import date, timedelta
from itertools import pairwise

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

import scenes
from people import (
    AP_OFFICER,
    BROKER,
    CAST,
    FINANCE_OFFICER,
    OTHER_OFFICER,
    OTHER_SENCO,
    OTHER_TUTOR,
    PARENT,
    PROVIDER_LEAD,
    PRU_HEAD,
    ROBIN,
    SECOND_PARENT,
    SENCO,
    SOCIAL_WORKER,
    STRANGER,
    TODAY,
    TUTOR,
    YOUNG_PERSON,
    Member,
    as_,
    behind_the_walls,
)
from towpath.project.county.cast import since
from towpath.records import models as kept
from towpath.records import walls
from towpath.records.actor import writing
from towpath.records.cast import AUTHORITY, key
from towpath.rules import who

COUNTY = {"ap_officer", "other_officer", "broker", "head_of_service", "data_officer"}
CASE = {
    *("senco", "head_teacher", "attendance_lead", "safeguarding_lead"),
    *("social_worker", "ehc_coordination_officer", "virtual_school_head"),
}
TAUGHT_BY = {"provider_lead", "tutor"}
FAMILY = {"parent", "young_person"}

WHO_SEES: dict[str, set[str]] = {
    "Child": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "Responsible": COUNTY | CASE | FAMILY,
    "Adult": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "Contact": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "Address": COUNTY | CASE | TAUGHT_BY | {"parent"},
    "CourtBar": COUNTY | CASE,
    "Involvement": COUNTY | CASE | FAMILY,
    "Enrolment": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "Referral": COUNTY | CASE | FAMILY,
    "Evidence": COUNTY | CASE,
    "Quarantine": COUNTY | {"senco"},
    "Fact": COUNTY | CASE,
    "Risk": COUNTY | CASE,
    "Amendment": COUNTY | CASE,
    "Approach": COUNTY | CASE | {"parent"},
    "ApproachNote": COUNTY | CASE,
    "Decision": COUNTY | CASE | FAMILY,
    "Explanation": COUNTY | CASE | FAMILY,
    "Finding": COUNTY | CASE,
    "PanelItem": COUNTY | CASE,
    "PanelView": COUNTY,
    "StoodAside": COUNTY,
    "Duty": COUNTY | CASE | FAMILY,
    "Placement": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "BasisChange": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "Brief": COUNTY | CASE | TAUGHT_BY,
    "Ending": COUNTY | CASE | TAUGHT_BY,
    "Objective": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "Wait": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "IntakeStep": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "Funding": COUNTY | CASE | TAUGHT_BY,
    "Lesson": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "Concern": COUNTY | {"safeguarding_lead", "social_worker", "tutor"},
    "ConcernAnswer": COUNTY | {"safeguarding_lead", "social_worker", "tutor"},
    "Session": COUNTY | CASE | FAMILY,
    "Review": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "ReviewAccount": COUNTY | CASE | TAUGHT_BY,
    "ReturnStep": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "ReturnCheck": COUNTY | CASE | TAUGHT_BY | FAMILY,
    "CheckAccount": COUNTY | CASE | TAUGHT_BY,
    "Note": COUNTY,
    "Document": COUNTY | CASE | {"parent"},
    "Letter": COUNTY | {"parent"},
    "Mail": COUNTY,
    "Event": COUNTY | CASE,
    "Opened": COUNTY,
    "Draft": {"senco"},
    "DraftFile": {"senco"},
    "Turned": COUNTY,
}
# Of the council's own business, and of no child; their rows are walked through further down.
OF_THE_COUNCIL = {"Proposal", "PolicyEvent", "Effect", "Feedback", "ReplyAddress"}
ABOUT_A_CHILD = sorted(
    set(walls.WALLS) - {"Person", "Post", "Panel", "Seat", "Capacity"} - OF_THE_COUNCIL
)


def rows(model: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {walls.table(model)}")
        return cursor.fetchone()[0]


def test_every_table_has_a_wall_or_says_why_it_needs_none():
    models = {model.__name__ for model in apps.get_app_config("records").get_models()}
    assert models == set(walls.WALLS) | set(walls.UNWALLED)
    assert all(walls.UNWALLED.values())


def test_every_table_that_hangs_off_a_child_has_its_keys_copied_by_the_database():
    hanging = {
        model.__name__
        for model in apps.get_app_config("records").get_models()
        if {"child", "authority"} <= {f.name for f in model._meta.fields}
    }
    assert hanging - {"Event", "Responsible"} == set(walls.COPIED)


def test_every_walled_table_has_its_policies_in_the_database_and_each_asks_who_is_there():
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity, p.policyname, coalesce(p.qual, p.with_check)"
            " from pg_class c left join pg_policies p on p.tablename = c.relname"
            " where c.relkind = 'r' and c.relname like 'records\\_%'"
        )
        found = cursor.fetchall()
    walled = {walls.table(model) for model in walls.WALLS}
    assert {table for table, secured, *_ in found if secured} == walled
    asks = ("actor()", "my_", "acting_authorities()")
    deaf = [row for row in found if row[1] and not any(ask in (row[3] or "") for ask in asks)]
    assert deaf == []


def test_at_most_ten_functions_look_behind_the_walls_and_each_says_its_question():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc p join pg_namespace n on n.oid = pronamespace"
            " where prosecdef and nspname = 'public'"
        )
        looking = {name for (name,) in cursor.fetchall()}
    assert len(looking) <= 10
    text = walls.__file__.replace("walls.py", "walls.sql")
    with open(text, encoding="utf-8") as file:
        before = file.read().split("create or replace function ")
    said = {
        part.partition("(")[0]
        for comment, part in pairwise(before)
        if "?" in comment.rpartition("$$;")[2]
    }
    assert looking <= said


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.part)
def test_each_of_the_cast_sees_of_robin_what_was_promised_and_no_more(member: Member):
    scenes.everything_happened_to_robin()
    with as_(member):
        seen = {model for model in ABOUT_A_CHILD if rows(model)}
    assert seen == {model for model, parts in WHO_SEES.items() if member.part in parts}


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.part)
def test_the_councils_own_business_is_for_those_who_hold_one_of_its_posts(member: Member):
    scenes.a_change_is_proposed()
    with as_(member):
        seen = {model for model in OF_THE_COUNCIL if rows(model)}
    assert seen == (OF_THE_COUNCIL if member.duty in who.COUNCIL else set())


def test_how_many_places_a_service_has_is_known_to_all_who_act_for_its_council():
    scenes.life_has_places(8)
    sees = {}
    for member in CAST:
        with as_(member):
            sees[member.part] = rows("Capacity")
    family = {"second_parent", "stranger"}  # no post, and no child: in no council's business
    assert {part for part, count in sees.items() if not count} == family


@pytest.mark.parametrize("state", ["offered", "waiting", "agreed", "declined", "cancelled"])
def test_a_services_lead_sees_the_children_passed_to_them_until_they_say_no(state: str):
    scenes.robin_is_passed_to_life(
        state=state, waiting_since=scenes.NOON, starts_on=TODAY, next_on=TODAY
    )
    theirs = state not in ("declined", "cancelled")
    for member in CAST:
        with as_(member):
            sees = rows("Child") if member.duty in who.PROVIDER else 0
        assert sees == (theirs and member.part == "life_lead"), member.part


def test_whoever_is_signed_in_cannot_leave_feedback_as_the_public():
    with as_(SENCO), pytest.raises(ProgrammingError, match="row-level security"):
        kept.Feedback.objects.create(
            authority_id=AUTHORITY, page="about", helpful=True, at=scenes.NOON
        )


@pytest.mark.parametrize("restricted", [False, True], ids=["open record", "restricted record"])
@pytest.mark.parametrize("member", [STRANGER, SECOND_PARENT], ids=lambda member: member.part)
def test_a_stranger_and_a_barred_parent_read_no_row_about_any_child(
    member: Member, restricted: bool
):
    scenes.everything_happened_to_robin()
    if restricted:
        scenes.robins_record_is_restricted(AP_OFFICER.id)
    with as_(member):
        assert {model: rows(model) for model in ABOUT_A_CHILD if rows(model)} == {}


def test_with_no_actor_there_are_no_rows():
    scenes.everything_happened_to_robin()
    assert {model for model in walls.WALLS if rows(model)} == set()


def test_one_parent_never_reads_anothers_address_or_telephone():
    with behind_the_walls():
        kept.CourtBar.objects.update(period=(date(2025, 3, 3), date(2025, 3, 4)))
    with as_(SECOND_PARENT):
        assert rows("Child") == 1
        assert rows("Address") == 0
        assert {c.person_id for c in kept.Contact.objects.all()} == {SECOND_PARENT.id}


def test_a_parent_kept_from_the_whereabouts_sees_the_child_and_no_record_of_a_place():
    scenes.everything_happened_to_robin()
    with behind_the_walls():
        kept.CourtBar.objects.update(scope="whereabouts")
    with as_(SECOND_PARENT):
        seen = {model for model in ABOUT_A_CHILD if rows(model)}
    assert seen == {"Child", "Adult", "Contact"}


def test_a_refuge_is_known_to_its_own_adult_and_the_named_circle_alone():
    scenes.a_confidential_address()
    scenes.robins_record_is_restricted(PARENT.id, SOCIAL_WORKER.id)
    sees = {}
    for member in (PARENT, SOCIAL_WORKER, AP_OFFICER, SENCO, TUTOR):
        with as_(member):
            sees[member.part] = kept.Address.objects.filter(confidential=True).exists()
    assert [part for part, seen in sees.items() if seen] == ["parent", "social_worker"]


def test_a_restricted_record_is_closed_to_everyone_outside_its_circle_whatever_they_wrote():
    scenes.everything_happened_to_robin()
    scenes.robins_record_is_restricted(OTHER_OFFICER.id, PARENT.id)
    sees = set()
    for member in CAST:
        with as_(member):
            if any(rows(model) for model in ABOUT_A_CHILD):
                sees.add(member.part)
    assert sees == {"other_officer", "parent"}


def test_a_senco_who_leaves_sees_her_pupils_no_longer_and_the_one_who_covers_does():
    with behind_the_walls():
        kept.Post.objects.filter(pk=key("post", "senco")).update(period=(None, TODAY))
        kept.Post.objects.create(
            authority_id=AUTHORITY,
            person_id=OTHER_SENCO.id,
            duty="senco",
            school_id=key("school", "Larkwood School"),
            covers_id=key("post", "senco"),
            period=since(TODAY),
        )
    with as_(SENCO):
        assert rows("Child") == 0
    with as_(OTHER_SENCO, TODAY - timedelta(days=1)):
        assert rows("Child") == 0
    with as_(OTHER_SENCO):
        assert rows("Child") == 1


def test_a_tutor_who_covers_sees_the_children_of_the_tutor_on_leave():
    scenes.robin_is_placed()
    with as_(OTHER_TUTOR):
        assert rows("Child") == 0
    with behind_the_walls():
        kept.Post.objects.create(
            authority_id=AUTHORITY,
            person_id=OTHER_TUTOR.id,
            duty="tutor",
            provider_id=key("provider", "Kestrel Lane Tuition"),
            covers_id=key("post", "tutor"),
            period=(TODAY, TODAY + timedelta(days=14)),
        )
    with as_(OTHER_TUTOR):
        assert (rows("Child"), rows("Placement")) == (1, 1)
    with as_(OTHER_TUTOR, TODAY + timedelta(days=14)):
        assert rows("Child") == 0


def test_a_provider_loses_sight_when_the_placement_ends():
    placement_id = scenes.robin_is_placed()
    with behind_the_walls():
        kept.Placement.objects.filter(pk=placement_id).update(state="ended", ended_on=TODAY)
    with as_(TUTOR):
        assert (rows("Child"), rows("Placement"), rows("Lesson")) == (0, 0, 0)


def test_for_some_days_a_provider_still_sees_what_it_may_record_and_not_where_the_child_is():
    placement_id = scenes.robin_is_placed()
    with behind_the_walls():
        kept.Placement.objects.filter(pk=placement_id).update(
            state="ended", ended_on=TODAY, marks_until=TODAY
        )
    for member in (TUTOR, PROVIDER_LEAD):
        with as_(member):
            seen = {model for model in ABOUT_A_CHILD if rows(model)}
            assert seen == {"Child", "Placement"}, member.part
            with connection.cursor() as cursor:
                cursor.execute("select my_duties(%s)", [ROBIN])
                assert cursor.fetchone() == (["former_provider"],)
        with as_(member, TODAY + timedelta(days=1)):
            assert (rows("Child"), rows("Placement"), rows("Lesson")) == (0, 0, 0)
    with as_(OTHER_TUTOR):
        assert (rows("Child"), rows("Placement")) == (0, 0)


# What a panel's member reads of a child whose case is before it: nothing by which the family is
# reached, no concern, and no note.
PANEL_READS = {
    *("Child", "Responsible", "Adult", "CourtBar", "Involvement", "Enrolment"),
    *("Referral", "Fact", "Risk", "Amendment", "Decision", "Explanation", "Finding"),
    *("Evidence", "Document"),  # the papers that a view is given on
    *("PanelItem", "PanelView", "StoodAside", "Duty", "Placement", "BasisChange"),
    *(
        "Ending",
        "CheckAccount",
        "Wait",
        "IntakeStep",
        "Funding",
        "Objective",
        "Lesson",
        "Session",
        "Review",
    ),
    *("ReviewAccount", "ReturnStep", "ReturnCheck", "Event"),
}


def colin_sits_on_the_panel(state: str = "listed", left: bool = False) -> None:
    """Colin Frost, of another service, sits on the panel that Robin's case is before."""
    with behind_the_walls():
        kept.PanelItem.objects.update(state=state, decision=None)
        kept.Seat.objects.create(
            authority_id=AUTHORITY,
            panel=kept.Panel.objects.get(),
            person_id=PRU_HEAD.id,
            left_at=scenes.NOON if left else None,
        )


def test_a_panels_member_reads_the_case_and_not_how_the_family_is_reached():
    scenes.everything_happened_to_robin()
    with as_(SENCO):
        assert min(rows(model) for model in ("Contact", "Address", "Brief")) > 0
    colin_sits_on_the_panel()
    with as_(PRU_HEAD):
        assert {model for model in ABOUT_A_CHILD if rows(model)} == PANEL_READS
        with connection.cursor() as cursor:
            for column, table in (
                ("phone || email", "contact"),
                ("lines || postcode", "address"),
                ("words || risks", "brief"),
            ):
                cursor.execute(f"select {column} from records_{table}")
                assert cursor.fetchall() == [], table


def test_a_member_of_the_panel_who_works_with_the_child_still_reads_how_the_family_is_reached():
    scenes.everything_happened_to_robin()
    colin_sits_on_the_panel()
    with behind_the_walls():
        kept.Seat.objects.create(
            authority_id=AUTHORITY, panel=kept.Panel.objects.get(), person_id=SENCO.id
        )
    with as_(SENCO):
        assert min(rows("Contact"), rows("Address"), rows("PanelView")) > 0


@pytest.mark.parametrize(
    ("state", "left"), [("taken_off", False), ("called_off", False), ("listed", True)]
)
def test_once_a_case_is_off_the_agenda_or_a_seat_is_left_the_panel_sees_it_no_more(
    state: str, left: bool
):
    scenes.everything_happened_to_robin()
    colin_sits_on_the_panel(state, left)
    with as_(PRU_HEAD):
        assert {model for model in ABOUT_A_CHILD if rows(model)} == set()


def test_a_concern_leaves_no_trace_with_the_other_professionals_round_the_child():
    scenes.everything_happened_to_robin()
    with behind_the_walls():
        for about in ("concern", "concernanswer"):
            kept.Event.objects.create(
                at=scenes.NOON, **scenes.OF_ROBIN, actor_id=TUTOR.id, verb="raise_concern",
                about=about, about_id=ROBIN, once=key(about),
            )  # fmt: skip
    sees = {}
    for member in CAST:
        with as_(member), connection.cursor() as cursor:
            cursor.execute("select count(*) from records_event where about like 'concern%'")
            (sees[member.part],) = cursor.fetchone()
    those_who_act = COUNTY | {"safeguarding_lead", "social_worker", "tutor"}
    assert {part for part, count in sees.items() if count} == those_who_act


def test_a_safeguarding_lead_and_a_social_worker_see_a_concern_while_the_child_is_theirs():
    scenes.everything_happened_to_robin()
    lead = next(member for member in CAST if member.part == "safeguarding_lead")
    with behind_the_walls():
        kept.Enrolment.objects.update(period=(date(2020, 9, 1), TODAY))
        kept.Involvement.objects.update(period=(date(2020, 9, 1), TODAY))
    for member in (lead, SOCIAL_WORKER):
        with as_(member, TODAY - timedelta(days=1)):
            assert (rows("Concern"), rows("ConcernAnswer")) == (1, 1)
        with as_(member):
            assert (rows("Concern"), rows("ConcernAnswer")) == (0, 0)


def test_the_words_of_a_concern_stay_as_they_were_said():
    scenes.everything_happened_to_robin()
    with (
        as_(AP_OFFICER),
        pytest.raises(ProgrammingError) as refused,
        transaction.atomic(),
        writing(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update records_concern set words = 'Nothing to see'")
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_nobody_but_an_action_writes():
    with as_(AP_OFFICER), pytest.raises(ProgrammingError), transaction.atomic():
        kept.Child.objects.update(forename="Nobody")


def test_the_app_may_write_nothing_outside_an_action_but_the_named_few():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, string_agg(distinct may, ',' order by may)"
            " from pg_class, unnest(array['INSERT','UPDATE','DELETE','TRUNCATE']) may"
            " where relkind = 'r' and relname like 'records\\_%'"
            " and (has_table_privilege('towpath_app', oid, may) or"
            "  (may in ('INSERT', 'UPDATE') and has_any_column_privilege('towpath_app', oid, may)))"
            " group by relname"
        )
        may = dict(cursor.fetchall())
    assert may == {
        "records_draft": "DELETE,INSERT,UPDATE",
        "records_draftfile": "DELETE,INSERT,UPDATE",
        "records_feedback": "INSERT",
        "records_replyaddress": "INSERT",
        "records_opened": "INSERT",
        "records_user": "UPDATE",
    }


def test_history_is_only_ever_added_to():
    scenes.everything_happened_to_robin()
    for model in (name for name, wall in walls.WALLS.items() if wall.append_only):
        with (
            as_(AP_OFFICER),
            pytest.raises(ProgrammingError) as refused,
            transaction.atomic(),
            writing(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update {walls.table(model)} set id = id")
        assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege), model


def test_an_action_cannot_write_for_an_authority_its_actor_does_not_act_in():
    with behind_the_walls():
        elsewhere = kept.Authority.objects.create(code="elsewhere", name="Elsewhere").pk
    with (
        as_(BROKER),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        writing(),
    ):
        kept.Child.objects.create(
            authority_id=elsewhere,
            forename="A",
            surname="B",
            name_key="b a",
            date_of_birth=date(2014, 1, 1),
        )


def test_the_copies_are_the_databases_whatever_the_writer_says():
    placement_id = scenes.robin_is_placed()
    with behind_the_walls():
        other = kept.Child.objects.create(
            authority_id=AUTHORITY,
            forename="Mia",
            surname="Castell",
            name_key="castell mia",
            date_of_birth=date(2014, 1, 1),
        )
        lie = kept.Objective.objects.create(
            authority_id=AUTHORITY,
            child_id=other.pk,
            placement_id=placement_id,
            words="Swim",
            baseline="Does not",
        )
        lie.refresh_from_db()
    assert lie.child_id == ROBIN


# Words that are said of a family, or of another child, and never to the family.
NOT_FOR_HOME = [
    ("reviewaccount", "child_view || reason"),
    ("ending", "reason_code || reason"),
    ("checkaccount", "reason"),
]


@pytest.mark.parametrize(("table", "words"), NOT_FOR_HOME)
def test_what_a_family_must_not_read_is_read_by_those_who_work_with_the_child(
    table: str, words: str
):
    scenes.everything_happened_to_robin()
    read = {}
    for member in CAST:
        with as_(member), connection.cursor() as cursor:
            cursor.execute(f"select {words} from records_{table}")
            read[member.part] = bool(cursor.fetchall())
    assert {part for part, any_read in read.items() if any_read} == COUNTY | CASE | TAUGHT_BY


def test_the_office_sees_no_child_and_the_young_person_no_concern():
    scenes.everything_happened_to_robin()
    with as_(FINANCE_OFFICER):
        assert not any(rows(model) for model in ABOUT_A_CHILD)
    narrow = ("Concern", "Note", "Fact", "Risk", "Amendment", "Finding", "Brief")
    with as_(YOUNG_PERSON):
        assert [name for name in narrow if rows(name)] == []
