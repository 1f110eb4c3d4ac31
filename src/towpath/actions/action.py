"""The frame of every action, so that an action reads as its verb.

In order: already done? · find through the reader's wall · become the writer · lock · stale? · may?
· ask the rules · write · one Event. The first and the last are here for all; the middle is
`Deed.take`; the rest is the action.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID, uuid5

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from procrastinate.contrib.django import app
from psycopg import errors

from towpath.records import models as kept
from towpath.records.actor import writing
from towpath.rules import who
from towpath.rules.calendar import NotCoveredError
from towpath.rules.clock import Clock
from towpath.rules.reason import Reason
from towpath.rules.state import CannotMove
from towpath.rules.wrong import Wrong

Given = ParamSpec("Given")
Kept = TypeVar("Kept")


class Refused(Exception):
    """Why it was not done, in words for the page; `field` is where to mend it, if anywhere."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class NotThere(Refused):
    """Nothing of that key is in the actor's sight, which is all that may be said."""

    def __init__(self) -> None:
        super().__init__("There is nothing here that you can see. It may have been closed to you.")


class NotAllowed(Refused):
    """The actor sees it but may not do this."""


class Busy(Refused):
    """Someone else is changing the same thing at this moment."""

    def __init__(self) -> None:
        super().__init__("Someone is changing this now. Wait a moment, then send it again.")


@dataclass(frozen=True, slots=True)
class Change:
    """What happened since the page was opened."""

    at: datetime
    by: str
    verb: str


class Stale(Refused):
    """The page was opened before something changed; `changes` says what, by whom."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__("This changed while you had it open. Read what changed, then send again.")
        self.changes = changes


@dataclass
class Deed:
    """One person doing one thing: who, under which form's `once`, and when."""

    actor_id: UUID
    once: UUID
    clock: Clock
    verb: str = field(default="", init=False)
    duties: frozenset[str] = field(default=frozenset(), init=False)
    events: int = field(default=0, init=False)
    _changed: set[UUID] = field(default_factory=set, init=False, repr=False)
    _frame: ExitStack = field(default_factory=ExitStack, init=False, repr=False)

    def take(self, table: type[Kept], key: UUID, *, seen: int | None = None) -> Kept:
        """The row, locked and fresh, once the actor is known to see it and to be allowed.

        The child is always locked first, so that two actions on one child wait their turn and
        never for each other. Raises NotThere, Busy, Stale or NotAllowed.
        """
        rows: Any = table._default_manager  # type: ignore[attr-defined] # every table is a model
        own = "id" if table is kept.Child else "child_id"
        child_id = rows.filter(pk=key).values_list(own, flat=True).first()
        if child_id is None:
            raise NotThere
        self.duties = frozenset(_duties(child_id))
        self._frame.enter_context(writing())
        kept.Child.objects.select_for_update(no_key=True).get(pk=child_id)
        row: Any = rows.select_for_update(no_key=True).get(pk=key)
        if seen is not None and row.version != seen:
            raise Stale(_changes(child_id, row.version - seen, table is kept.Concern))
        if not (answer := who.may(self.duties, self.verb)).yes:
            raise NotAllowed(answer.reason)
        return row  # type: ignore[no-any-return]

    def begin(self, duties: frozenset[str]) -> None:
        """Become the writer for what is of no child, or of one not here yet, by the actor's duties.

        Raises NotAllowed.
        """
        self.duties = duties
        if not (answer := who.may(duties, self.verb)).yes:
            raise NotAllowed(answer.reason)
        self._frame.enter_context(writing())

    def change(self, row: Any, **values: Any) -> None:
        """Set these on a row, and its version on, so that open pages know they are stale.

        One deed moves a row's version on once, however often it touches the row.
        """
        row.version += row.pk not in self._changed
        self._changed.add(row.pk)
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=["version", *values])

    def queue(self, job: str, **ids: UUID) -> None:
        """Have a job of `jobs/` done, for this actor, once this deed is kept; if it fails, never.

        Ids only: whoever does it looks again through the same person's eyes. Jobs on the same ids
        wait for one another.
        """
        words = {name: str(key) for name, key in ids.items()}
        ask = app.configure_task(job, lock=" ".join(words.values()))
        ask.defer(actor_id=str(self.actor_id), **words)

    def tell_each(self, said: Mapping[kept.Child, str]) -> None:
        """Write an Event about each of many children that this one deed changed, beside its own."""
        kept.Event.objects.bulk_create(
            kept.Event(
                at=self.clock.now,
                authority_id=child.authority_id,
                child=child,
                actor_id=self.actor_id,
                verb=self.verb,
                about="child",
                about_id=child.pk,
                reason=words,
                once=uuid5(self.once, str(child.pk)),
            )
            for child, words in said.items()
        )

    def done(
        self,
        row: Any,
        *,
        reason: Reason = Reason("", ""),  # noqa: B008 - frozen
        owner_id: UUID | None = None,
        next_on: date | None = None,
        policy: str = "",
        about: Any = None,
    ) -> UUID:
        """Write the Event about `about` (or the row itself) and give back its key."""
        about = row if about is None else about
        kept.Event.objects.create(
            at=self.clock.now,
            authority_id=row.authority_id,
            child_id=row.pk if isinstance(row, kept.Child) else getattr(row, "child_id", None),
            actor_id=self.actor_id,
            verb=self.verb,
            about=about._meta.model_name,
            about_id=about.pk,
            reason_code=reason.code,
            reason=reason.text,
            owner_id=owner_id,
            next_on=next_on,
            policy_sha256=policy,
            once=self.once,
        )
        self.events += 1
        key: UUID = about.pk
        return key


class NoEvent(Exception):
    """An action ended without exactly one Event: a fault in its code, and nothing was kept."""


def action(
    verb: str, of: str = "child"
) -> Callable[[Callable[Given, UUID]], Callable[Given, UUID]]:
    """Frame a function that takes `deed` and keyword arguments and returns a key.

    `of` says whose record its one event stands in: a child's, or the council's policy.

    Sent twice under one `once`, it does the thing once and gives the first key again. All its
    refusals are `Refused`, with words; whatever it raises, nothing of it is kept.
    """
    who.MAY[verb]  # a verb without a row in the who-may table fails here, at import

    def frame(do: Callable[Given, UUID]) -> Callable[Given, UUID]:
        @wraps(do)
        def framed(*args: Given.args, **kwargs: Given.kwargs) -> UUID:
            deed: Any = kwargs["deed"]
            deed.verb, deed.events = verb, 0
            deed._changed.clear()
            try:
                with ExitStack() as deed._frame:
                    # A savepoint: whatever fails, the page can still be shown.
                    deed._frame.enter_context(transaction.atomic())
                    if (first := _already(deed, of)) is not None:
                        return first
                    key = do(*args, **kwargs)
                    if deed.events != 1:
                        raise NoEvent(f"{verb} wrote {deed.events} events, not one")
                    return key
            except Wrong as wrong:
                raise Refused(wrong.words, wrong.field) from None
            except (CannotMove, NotCoveredError) as cannot:
                raise Refused(f"{cannot}") from None
            except OperationalError as error:
                if isinstance(error.__cause__, errors.LockNotAvailable):
                    raise Busy from None
                raise

        framed.verb = verb  # type: ignore[attr-defined] # for the test of the house
        return framed

    return frame


def _already(deed: Deed, of: str) -> UUID | None:
    """The key an earlier sending of the same form gave. A second sending waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"{deed.actor_id} {deed.once}"],
        )
    if of == "policy":
        done = kept.PolicyEvent.objects.filter(actor_id=deed.actor_id, once=deed.once)
        return done.values_list("proposal_id", flat=True).first()
    return (
        kept.Event.objects.filter(actor_id=deed.actor_id, once=deed.once)
        .values_list("about_id", flat=True)
        .first()
    )


def _duties(child_id: UUID) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select my_duties(%s)", [child_id])
        (duties,) = cursor.fetchone()
    return list(duties)


# Deeds that move on no version that somebody may have open.
ADD_ONLY = (
    *("write_note", "record_lesson", "correct_lesson", "strike_lesson", "raise_concern"),
    *("explain_decision", "ask_for_help", "say_wrong", "ask_advice"),
)


def _changes(child_id: UUID, behind: int, is_concern: bool) -> tuple[Change, ...]:
    """The last deeds on this child, as many as the page is behind, and three at the most.

    Of the child, because a row changes by deeds about others: a referral by its decision. What is
    done about a concern is told to readers of a concern alone: the writer's wall is wider than
    theirs. A panel that is called off is so for all its cases, in one event of its own.
    """
    off = kept.PanelItem.objects.filter(child_id=child_id, state="called_off").values("panel")
    of_child = Q(child_id=child_id) | Q(verb="call_off_panel", about_id__in=off)
    events = kept.Event.objects.filter(of_child).exclude(verb__in=ADD_ONLY)
    about_concern = Q(verb="answer_concern")
    events = events.filter(about_concern if is_concern else ~about_concern)
    newest = events.order_by("-at", "-id").select_related("actor")[: min(max(behind, 1), 3)]
    return tuple(Change(event.at, event.actor.name, event.verb) for event in newest)
