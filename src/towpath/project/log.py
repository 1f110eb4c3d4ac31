"""Log lines as JSON: ids, route, milliseconds; never a name, a fact or free text.

Where a page was refused or failed, the address that asked for it too: whose flood, or whose attack.
"""

import json
import logging

KEPT = ("route", "method", "status", "ms", "queries", "actor")


class Lines(logging.Formatter):
    """One JSON object a line, of the fields in KEPT and of where an error was raised."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line. A traceback gives places and types, never values."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname,
            "from": record.name,
            # The format string without its arguments: arguments may hold what a child's page said.
            "says": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        line.update({key: record.__dict__[key] for key in KEPT if key in record.__dict__})
        if (status := getattr(record, "status_code", None)) is not None:
            line["status"] = status
        if (request := getattr(record, "request", None)) is not None:
            line["visitor"] = request.META.get("REMOTE_ADDR", "")
        if record.exc_info and record.exc_info[0] and record.exc_info[2]:
            line["error"] = record.exc_info[0].__name__
            at = record.exc_info[2]
            while at.tb_next:
                at = at.tb_next
            line["where"] = f"{at.tb_frame.f_code.co_filename.rpartition('/')[2]}:{at.tb_lineno}"
        return json.dumps(line)
