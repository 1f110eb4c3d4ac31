"""The watch that every page reads: the one place that knows what time it is."""

from datetime import datetime

from django.utils import timezone


def instant() -> datetime:
    """Now, aware and in UTC."""
    return timezone.now()
