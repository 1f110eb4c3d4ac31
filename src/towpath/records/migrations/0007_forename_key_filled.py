"""The forenames of children already on record, as they are kept for finding."""

import unicodedata
from typing import Any
from uuid import UUID

from django.db import migrations

AT_ONCE = 2000


def fill(apps: Any, schema_editor: Any) -> None:
    """Every child's key, some at a time. The words of `records.child.plain`, as they were then."""
    children = apps.get_model("records", "Child").objects.order_by("pk").only("id", "forename")
    last = UUID(int=0)
    while found := list(children.filter(pk__gt=last)[:AT_ONCE]):
        for child in found:
            child.forename_key = _plain(child.forename)
        children.bulk_update(found, ["forename_key"])
        last = found[-1].pk


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


class Migration(migrations.Migration):
    dependencies = (("records", "0006_forename_key"),)

    operations = (migrations.RunPython(fill, migrations.RunPython.noop),)
