"""Django's client signs in as the demonstration's buttons do: `client.force_login(user)`."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _the_demonstration(settings: Settings) -> None:
    """What is true only outside it says so: `settings.DEMO = False`."""
    settings.DEMO = True
