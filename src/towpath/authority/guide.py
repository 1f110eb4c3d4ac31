"""The guide of a council, as its own and its nation's folders give it."""

from towpath.authority.table import Sheet, Table
from towpath.rules.guide import Guide, Section, StillOwed
from towpath.rules.page import StaleMark

NO_GUIDE = Guide("", "", "", (), StillOwed("", "", (), ""), ())


def read_guide(sheet: Sheet, nations: Sheet) -> Guide:
    """The guide in a sheet, with the stale marks of the council's nation after its own."""
    table = sheet.read()
    if not sheet.is_readable:
        read_marks(nations)
        return NO_GUIDE
    sections = tuple(_read_section(item) for item in table.tables("section"))
    if not sections:
        table.fault("the guide has no section", "add [[section]] with its id and title")
    guide = Guide(
        title=table.text("title"),
        summary=table.text("summary"),
        other_formats=table.text("other_formats"),
        sections=sections,
        still_owed=_read_still_owed(table),
        marks=(*_read_marks(table), *read_marks(nations)),
    )
    table.close()
    return guide


def read_marks(sheet: Sheet) -> tuple[StaleMark, ...]:
    """The stale marks of a sheet that holds nothing else."""
    table = sheet.read()
    marks = _read_marks(table)
    table.close()
    return marks


def _read_section(table: Table) -> Section:
    section = Section(table.text("id"), table.text("title"))
    table.close()
    return section


def _read_still_owed(table: Table) -> StillOwed:
    inner = table.table("still_owed")
    if inner is None:
        mend = "add [still_owed] with title, words, how and source"
        table.fault("nothing says that the council may still owe education", mend)
        return NO_GUIDE.still_owed
    said = StillOwed(
        inner.text("title"), inner.text("words"), inner.texts("how"), inner.text("source")
    )
    if not said.how:
        inner.fault("how is empty", "say in steps how to ask", "how")
    inner.close()
    return said


def _read_marks(table: Table) -> tuple[StaleMark, ...]:
    marks = []
    for item in table.tables("stale"):
        mark = StaleMark(
            id=item.text("id"),
            phrases=item.texts("phrases"),
            since=item.day("since"),
            words=item.text("words"),
            source=item.text("source"),
            reader=item.text("reader", ""),
        )
        if not mark.phrases:
            item.fault("phrases lists nothing", "list the words that have gone stale", "phrases")
        item.close()
        marks.append(mark)
    return tuple(marks)
