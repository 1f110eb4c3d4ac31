"""The watch of every page in a test."""

from datetime import UTC, date, datetime


class Watch:
    """The watch of every page in a test: it stands still until the story moves on."""

    def __init__(self) -> None:
        self.moves_to(date(2026, 10, 14))

    def moves_to(self, day: date, hour: int = 9) -> None:
        """It is now this hour (UTC) of that day."""
        self.at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
