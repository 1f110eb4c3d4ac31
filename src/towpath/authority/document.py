"""Which files a council takes as evidence, and what the law of its nation says of evidence."""

from collections.abc import Mapping

from towpath.authority.table import Sheet, Table
from towpath.rules.document import CEILING_MB, OTHER, REFUSED, TYPES, Limits
from towpath.rules.evidence import Law


def read_limits(sheet: Sheet) -> Limits:
    """The council's limits, its kinds of file, and what it says of every other kind."""
    table = sheet.read()
    limits = Limits(
        largest_mb=table.number("largest_mb", least=1),
        most_files=table.number("most_files", least=1),
        held_hours=table.number("held_hours", least=1),
        ask=table.text("ask"),
        accepted=_words(table, "accepted", dict.fromkeys(TYPES, False)),
        refused=_words(table, "refused", {kind: kind == OTHER for kind in (*REFUSED, OTHER)}),
        source=table.text("source"),
    )
    if limits.largest_mb > CEILING_MB:
        what = f"largest_mb is {limits.largest_mb}, and no more than {CEILING_MB} can be taken"
        table.fault(what, f"write {CEILING_MB} or less", "largest_mb")
    table.close()
    return limits


def read_law(sheet: Sheet, kind: str) -> Law:
    """What the law says of one kind of evidence."""
    table = sheet.read()
    inner = table.table(kind)
    if inner is None:
        table.fault(f"there is no [{kind}]", "add it, with words and source")
        return Law("", "")
    law = Law(inner.text("words"), inner.text("source"))
    inner.close()
    table.close()
    return law


def _words(table: Table, key: str, kinds: Mapping[str, bool]) -> dict[str, str]:
    """The words of a table by kind of file; those kinds that are True must have theirs."""
    inner = table.table(key)
    if inner is None:
        table.fault(f"there is no [{key}]", f"add it, with words for {', '.join(kinds)}")
        return {}
    inner.offer(*kinds)
    found = {kind: inner.text(kind) for kind, must in kinds.items() if must or kind in inner}
    if not found:
        inner.fault(f"{key} names no kind of file", f"name one of {', '.join(kinds)}")
    inner.close()
    return found
