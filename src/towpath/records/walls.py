"""The wall of every table: who may read its rows, and what an action may do to them.

`raise_walls` makes every policy, grant and trigger anew after each migration, so this file is the
whole truth about sight. Two walls stand: the app may only read, child by child; while an action
runs it is the writer, who may insert and change within the authorities the actor acts in.
`tests/house/test_walls.py` compares this with the database, and walks the cast through it in SQL.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from psycopg import sql

from towpath.rules import panel, placement, referral, who

QUEUE = "procrastinate_"  # how the queue's own tables begin
APP, WRITE, OWNER = "towpath_app", "towpath_write", "towpath_owner"


@dataclass(frozen=True, slots=True)
class Wall:
    """One table's wall. `read` is SQL over the row's own columns, never another walled table."""

    read: str
    append_only: bool = False
    # Where not every column may be changed once written: those that may.
    changes: tuple[str, ...] = ()
    # Written by a page rather than an action: the read record, drafts. SQL as in `read`.
    app_insert: str | None = None
    app_change: str | None = None
    # What nobody in particular may delete: rows kept for a time that is over.
    purge: str | None = None


def county(child: str = "child_id") -> str:
    """Those who see every child of their authority, but for the closed."""
    return (
        "(authority_id = any((select my_authorities())::uuid[])"
        f" and {child} not in (select unnest(closed_children())))"
    )


def tied(*ways: str, child: str = "child_id") -> str:
    """Those who see this child in one of these ways."""
    return f"{child} = any((select my_children('{','.join(ways)}'))::uuid[])"


def wrote(column: str) -> str:
    """One's own words about a child: gone too when the child is closed to one."""
    return f"({column} = actor() and child_id not in (select unnest(closed_children())))"


PLACED = "placement_id = any((select my_placements())::uuid[])"
OWN = "person_id = actor()"
# A draft hangs off nothing; the child it is about is a key among its answers.
OWN_DRAFT = f"({OWN} and (answers ->> 'child')::uuid not in (select unnest(closed_children())))"
OWN_DRAFT_FILE = f"({OWN} and about not in (select unnest(closed_children())))"
OLD_DRAFT = f"(actor() is null and saved_at < now() - interval '{referral.DRAFT_DAYS} days')"
# One's own row of a child: gone too when the child is closed to one, but for a distant parent.
OPEN_TO_ME = "child_id not in (select unnest(closed_children()))"
OWN_OF_CHILD = f"({OWN} and ({OPEN_TO_ME} or {tied('distant')}))"
# Where someone lives or is reached: never from one parent to the other, never to a panel, which
# gives its view without; and when confidential only to its own adult and, in a restricted record,
# the named circle.
REACHED = (
    f"(not confidential and ({county()} or {tied('case', 'provider')})) or {OWN_OF_CHILD}"
    " or (confidential and child_id = any((select my_circles())::uuid[]))"
)
# What was done about no child: for whoever did it, and for those who see the whole county.
OF_NO_CHILD = (
    "(child_id is null and (actor_id = actor()"
    " or authority_id = any((select my_authorities())::uuid[])))"
)
ROUND_THE_CHILD = f"{county()} or {tied('case', 'panel')}"
# What a family or a school asked: never from one parent to the other.
APPROACHED = f"{county()} or {tied('case')} or {wrote('asked_by_id')}"
WHEREABOUTS = f"{county()} or {tied('case', 'panel', 'family')}"
TAUGHT = f"{WHEREABOUTS} or {PLACED}"
# What home must not read may be said of home: it is for those who work with the child.
WORKED_WITH = f"{ROUND_THE_CHILD} or {PLACED}"
PANEL = f"{county()} or {tied('panel')}"
# What a provider must know of a child may say how to reach the family.
BRIEFED = f"{county()} or {tied('case')} or ({PLACED} and {tied('provider')})"
# What only those may read who act on a concern, and who raised it.
SAFEGUARDED = f"{county()} or {tied('safeguarding')} or {wrote('raised_by_id')}"
# A letter is its reader's once it has been sent, and a school's copy the school's. A distant parent
# reads those written apart, and none from before.
LETTER = (
    f"{county()} or (state = 'sent' and (({OWN} and {OPEN_TO_ME}) or (apart and {OWN_OF_CHILD})"
    f" or (adult_id is null and {tied('case')})))"
)
# What was sent with a referral is for those round the child; and a parent's own, for them too.
EVIDENCE = f"{ROUND_THE_CHILD} or ({OWN} and {OPEN_TO_ME})"
# What a person was sent may hold their address: the wall of `REACHED`, but for those round them.
DOCUMENT = (
    f"(kind in ('letter', 'letter_apart') and ((not confidential and {county()})"
    f" or ({OWN} and {OPEN_TO_ME})"
    " or (confidential and child_id = any((select my_circles())::uuid[]))))"
    f" or (kind = 'letter_apart' and {OWN_OF_CHILD})"
    f" or (kind = 'school_letter' and ({county()} or {tied('case')}))"
    f" or (kind = 'evidence' and ({EVIDENCE}))"
)
# A concern leaves events that the other professionals round the child may not know of.
EVENTS = (
    f"{county()} or ({tied('case', 'panel')} and about not in ('concern', 'concernanswer'))"
    f" or {tied('safeguarding')} or {wrote('actor_id')} or {OF_NO_CHILD}"
)
ACTING = "authority_id = any((select acting_authorities())::uuid[])"
STAFF = f"{ACTING} and (not family or authority_id = any((select my_authorities())::uuid[]))"
# The council's own business, which is of no child: for those who hold one of its posts.
COUNCIL = "authority_id = any((select my_councils())::uuid[])"
# The public says it, so there is no actor, and who has said it cannot read it back.
FROM_ANYONE = "actor() is null"

WALLS: dict[str, Wall] = {
    "Person": Wall(f"id = actor() or ({STAFF})"),
    "Post": Wall(ACTING),
    "Responsible": Wall(WHEREABOUTS),
    "Child": Wall(
        f"{county('id')}"
        f" or {tied('case', 'panel', 'provider', 'ended', 'family', 'distant', child='id')}"
    ),
    "Adult": Wall(f"{county()} or {tied('case', 'panel', 'provider')} or {OWN_OF_CHILD}"),
    "Contact": Wall(REACHED),
    "Address": Wall(REACHED),
    "CourtBar": Wall(ROUND_THE_CHILD),
    "Restriction": Wall(ROUND_THE_CHILD),
    "Circle": Wall(ROUND_THE_CHILD),
    "Involvement": Wall(WHEREABOUTS),
    "Opened": Wall(
        f"{county()} or {OWN_OF_CHILD}",
        append_only=True,
        app_insert=f"{OWN} and ({county()}"
        f" or {tied('case', 'panel', 'provider', 'ended', 'family', 'distant')})",
    ),
    "Enrolment": Wall(f"{WHEREABOUTS} or {tied('provider')}"),
    "Draft": Wall(OWN_DRAFT, app_insert=OWN_DRAFT, app_change=OWN_DRAFT, purge=OLD_DRAFT),
    "DraftFile": Wall(OWN_DRAFT_FILE, app_insert=OWN_DRAFT_FILE, app_change=OWN_DRAFT_FILE),
    "Referral": Wall(WHEREABOUTS),
    "Fact": Wall(ROUND_THE_CHILD, append_only=True),
    "Risk": Wall(ROUND_THE_CHILD, append_only=True),
    "Amendment": Wall(ROUND_THE_CHILD, append_only=True),
    "Approach": Wall(APPROACHED),
    "ApproachNote": Wall(f"{county()} or {tied('case')}", append_only=True),
    "Decision": Wall(WHEREABOUTS, append_only=True),
    "Explanation": Wall(WHEREABOUTS, append_only=True),
    "Finding": Wall(ROUND_THE_CHILD, append_only=True),
    "Panel": Wall(ACTING),
    "Seat": Wall(ACTING),
    "PanelItem": Wall(ROUND_THE_CHILD),
    "PanelView": Wall(f"{wrote('member_id')} or (is_open and ({PANEL}))"),
    "StoodAside": Wall(f"{PANEL} or {wrote('member_id')}", append_only=True),
    "Duty": Wall(WHEREABOUTS),
    "Placement": Wall(f"{WHEREABOUTS} or id = any((select my_placements())::uuid[])"),
    "BasisChange": Wall(TAUGHT, append_only=True),
    "Brief": Wall(BRIEFED, append_only=True),
    "Ending": Wall(WORKED_WITH, append_only=True),
    "Objective": Wall(TAUGHT, append_only=True),
    "Wait": Wall(TAUGHT, append_only=True),
    "IntakeStep": Wall(TAUGHT, append_only=True),
    "Funding": Wall(f"{ROUND_THE_CHILD} or ({PLACED} and {tied('provider')})", append_only=True),
    "Capacity": Wall(ACTING, append_only=True),
    "Lesson": Wall(TAUGHT),
    "Concern": Wall(SAFEGUARDED, changes=("version", "state", "owner_id", "next_on")),
    "ConcernAnswer": Wall(SAFEGUARDED, append_only=True),
    "Session": Wall(WHEREABOUTS),
    "Review": Wall(TAUGHT, append_only=True),
    "ReviewAccount": Wall(WORKED_WITH, append_only=True),
    "ReturnStep": Wall(TAUGHT),
    "ReturnCheck": Wall(TAUGHT, append_only=True),
    "CheckAccount": Wall(WORKED_WITH, append_only=True),
    "Note": Wall(f"{county()} or {wrote('written_by_id')}", append_only=True),
    "Document": Wall(DOCUMENT, append_only=True),
    "Evidence": Wall(EVIDENCE),
    # For whoever checks it: on behalf of who added it, or of an officer who asks again.
    "Quarantine": Wall(f"{county()} or {wrote('added_by_id')}", changes=("content",)),
    "Letter": Wall(LETTER),
    "Mail": Wall(county()),
    "Event": Wall(EVENTS, append_only=True),
    "Proposal": Wall(COUNCIL),
    "PolicyEvent": Wall(COUNCIL, append_only=True),
    "Effect": Wall(COUNCIL, append_only=True),
    "Turned": Wall(county(), append_only=True),
    "Feedback": Wall(COUNCIL, append_only=True, app_insert=FROM_ANYONE),
    "ReplyAddress": Wall(COUNCIL, append_only=True, app_insert=FROM_ANYONE),
}

# Tables that say nothing about a person: each with why it needs no wall.
UNWALLED: dict[str, str] = {
    "Authority": "a council's name",
    "School": "public facts of a school",
    "Provider": "public facts of a provider",
    "PublishedPolicy": "the guide's own words, public by purpose",
    "User": "a login and nothing else; sign-in comes before there is an actor",
}

# Of those, what an action adds to and nothing changes.
ADDED_TO = frozenset({"PublishedPolicy"})

# Where each row's authority and child are copied from: (its own column, the table it hangs off).
COPIED: dict[str, tuple[str, str]] = {
    "Adult": ("child_id", "Child"),
    "Contact": ("adult_id", "Adult"),
    "Address": ("child_id", "Child"),
    "CourtBar": ("child_id", "Child"),
    "Restriction": ("child_id", "Child"),
    "Circle": ("restriction_id", "Restriction"),
    "Involvement": ("child_id", "Child"),
    "Opened": ("child_id", "Child"),
    "Enrolment": ("child_id", "Child"),
    "Referral": ("child_id", "Child"),
    "Fact": ("referral_id", "Referral"),
    "Risk": ("referral_id", "Referral"),
    "Amendment": ("referral_id", "Referral"),
    "Approach": ("child_id", "Child"),
    "ApproachNote": ("approach_id", "Approach"),
    "Decision": ("referral_id", "Referral"),
    "Explanation": ("decision_id", "Decision"),
    "Finding": ("decision_id", "Decision"),
    "PanelItem": ("referral_id", "Referral"),
    "PanelView": ("item_id", "PanelItem"),
    "StoodAside": ("item_id", "PanelItem"),
    "Duty": ("child_id", "Child"),
    "Placement": ("child_id", "Child"),
    "BasisChange": ("placement_id", "Placement"),
    "Brief": ("placement_id", "Placement"),
    "Ending": ("placement_id", "Placement"),
    "Objective": ("placement_id", "Placement"),
    "Wait": ("placement_id", "Placement"),
    "IntakeStep": ("placement_id", "Placement"),
    "Funding": ("placement_id", "Placement"),
    "Lesson": ("placement_id", "Placement"),
    "Concern": ("placement_id", "Placement"),
    "ConcernAnswer": ("concern_id", "Concern"),
    "Session": ("child_id", "Child"),
    "Review": ("placement_id", "Placement"),
    "ReviewAccount": ("placement_id", "Placement"),
    "ReturnStep": ("placement_id", "Placement"),
    "ReturnCheck": ("placement_id", "Placement"),
    "CheckAccount": ("placement_id", "Placement"),
    "Note": ("child_id", "Child"),
    "Turned": ("referral_id", "Referral"),
    "Document": ("child_id", "Child"),
    "Evidence": ("referral_id", "Referral"),
    "Quarantine": ("evidence_id", "Evidence"),
    "Letter": ("decision_id", "Decision"),
    "Mail": ("letter_id", "Letter"),
}


def table(model: str) -> str:
    """The table of one of our models."""
    return str(apps.get_model("records", model)._meta.db_table)


def raise_walls(cursor: Any) -> None:
    """Make every function, policy, grant and trigger anew. The connection must be the owner's."""
    groups = {
        "referral_open": sql.Literal(list(referral.OPEN)),
        "seen_by_provider": sql.Literal(list(placement.SEEN_BY_PROVIDER)),
        "panel_waiting": sql.Literal(list(panel.WAITING)),
        "safeguarding": sql.Literal(sorted(who.SAFEGUARDING)),
        "county": sql.Literal(sorted(who.COUNTY)),
        "council": sql.Literal(sorted(who.COUNCIL)),
    }
    text = Path(__file__).with_name("walls.sql").read_text("utf-8")
    # A brace that is SQL's own array literal, not one of ours.
    cursor.execute(sql.SQL(text.replace("'{}'", "'{{}}'")).format(**groups))
    _grant(cursor)
    for model, wall in WALLS.items():
        _raise(cursor, table(model), wall)
    for model, (column, parent) in COPIED.items():
        child = "id" if parent == "Child" else "child_id"
        cursor.execute(
            f"create or replace trigger copy_keys before insert or update on {table(model)} "
            f"for each row execute function copy_keys('{column}', '{table(parent)}', '{child}')"
        )


def _grant(cursor: Any) -> None:
    """Nothing to anyone, then to each role what it needs; libraries' tables are the app's."""
    ours = {table(model): model for model in (*WALLS, *UNWALLED)}
    cursor.execute(
        "select tablename from pg_tables where schemaname = 'public' and tableowner = %s", [OWNER]
    )
    tables = [row[0] for row in cursor.fetchall()]
    cursor.execute(
        f"revoke all on all tables in schema public from {APP}, {WRITE};"
        f"grant usage on schema public to {APP}, {WRITE};"
        f"grant usage, select on all sequences in schema public to {APP}, {WRITE}"
    )
    for name in tables:
        if name not in ours:
            may = "select" if name == "django_migrations" else "select, insert, update, delete"
            # An action queues its jobs as the writer; a job is run by the app.
            queues = "select, insert" if name.startswith(QUEUE) else "select"
            cursor.execute(f'grant {may} on "{name}" to {APP}')
            cursor.execute(f'grant {queues} on "{name}" to {WRITE}')
            continue
        cursor.execute(f"grant select on {name} to {APP}, {WRITE}")
        if ours[name] in ADDED_TO:
            cursor.execute(f"grant insert on {name} to {WRITE}")
        if (wall := WALLS.get(ours[name])) is not None:
            columns = f" ({', '.join(wall.changes)})" if wall.changes else ""
            change = "insert" if wall.append_only else f"insert, update{columns}"
            cursor.execute(f"grant {change} on {name} to {WRITE}")
            if wall.app_insert:
                cursor.execute(f"grant insert on {name} to {APP}")
            if wall.app_change:
                cursor.execute(f"grant update, delete on {name} to {APP}")
    # Signing in notes when, and a person may change their own password.
    cursor.execute(f"grant update (last_login, password) on {table('User')} to {APP}")


def _raise(cursor: Any, name: str, wall: Wall) -> None:
    """One table's policies. The writer's are by authority; the app's child by child."""
    cursor.execute("select policyname from pg_policies where tablename = %s", [name])
    for (policy,) in cursor.fetchall():
        cursor.execute(f'drop policy "{policy}" on {name}')
    acting = "authority_id = any((select acting_authorities())::uuid[])"
    if "authority_id" not in {f.column for f in _columns(name)}:
        acting = OWN
    policies = [
        f"create policy read on {name} for select to {APP} using ({wall.read})",
        f"create policy write_read on {name} for select to {WRITE} using ({acting})",
        f"create policy write_insert on {name} for insert to {WRITE} with check ({acting})",
        f"create policy write_change on {name} for update to {WRITE} using ({acting})"
        f" with check ({acting})",
    ]
    if wall.app_insert:
        policies.append(
            f"create policy app_insert on {name} for insert to {APP} with check ({wall.app_insert})"
        )
    if wall.app_change:
        policies += [
            f"create policy app_change on {name} for update to {APP} using ({wall.app_change})",
            f"create policy app_delete on {name} for delete to {APP} using ({wall.app_change})",
        ]
    if wall.purge:
        policies.append(f"create policy purge on {name} for delete to {APP} using ({wall.purge})")
    cursor.execute(f"alter table {name} enable row level security; " + "; ".join(policies))


def _columns(name: str) -> list[Any]:
    model = next(m for m in apps.get_app_config("records").get_models() if m._meta.db_table == name)
    return list(model._meta.concrete_fields)
