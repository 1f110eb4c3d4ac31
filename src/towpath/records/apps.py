"""The one Django app."""

from django.apps import AppConfig


class Records(AppConfig):
    """All tables are here; there are no signals to connect."""

    name = "towpath.records"
    label = "records"
