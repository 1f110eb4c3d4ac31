"""What every table shares: a key that sorts by time, and a version that makes a page stale."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from uuid_utils.compat import uuid7

Value = TypeVar("Value")


def new_id() -> UUID:
    """A UUIDv7: unique anywhere, and later rows sort later."""
    return uuid7()


class Row(models.Model):
    """A table with our key. Constraints and walls are in the database; nothing is done on save."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class Versioned(Row):
    """A row that a form shows and an action changes: `version` is what the form saw."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class OfChild(Row):
    """A row that hangs off a child. Both keys are copies for the walls: a trigger writes them."""

    authority = models.ForeignKey("records.Authority", models.PROTECT, related_name="+")
    child = models.ForeignKey("records.Child", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def promised(value: Value | None) -> Value:
    """What the table's own constraints promise is there, in the state the row is in."""
    if value is None:
        raise LookupError("a value that a constraint of the table promises is not there")
    return value


def keys(row: Any) -> dict[str, UUID]:
    """The two copies that a row hanging off `row` carries: `Decision(**keys(referral), …)`."""
    return {"authority_id": row.authority_id, "child_id": row.child_id}


def ended(period: Any, on: date) -> DateRange:
    """A period that stops being true on a day, or, where it had not begun by then, never was."""
    return DateRange(period.lower, on if period.lower is None else max(period.lower, on))


def one_of(name: str, field: str, values: tuple[str, ...]) -> models.CheckConstraint:
    """A check constraint that holds the set of a coded column."""
    return models.CheckConstraint(name=name, condition=models.Q(**{f"{field}__in": values}))


def said(name: str, field: str) -> models.CheckConstraint:
    """A check constraint that a text is not empty."""
    return models.CheckConstraint(name=name, condition=~models.Q(**{f"{field}__regex": r"^\s*$"}))


def apart(name: str, *keys: str) -> Any:
    """An exclusion constraint: no two rows with the same keys whose periods overlap."""
    from django.contrib.postgres.constraints import ExclusionConstraint
    from django.contrib.postgres.fields import RangeOperators

    same: list[tuple[str, str]] = [(key, RangeOperators.EQUAL) for key in keys]
    return ExclusionConstraint(name=name, expressions=[*same, ("period", RangeOperators.OVERLAPS)])
