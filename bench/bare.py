"""The plain thing beside Towpath's pages: Django with no middleware, a hello and a list.

The list is one query for 25 rows of a table without a wall, and a template without a layout. It
reads the same PostgreSQL, by the same login and with the same settings of the connection.
"""

import os
from typing import Any, ClassVar

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from jinja2 import DictLoader, Environment

from towpath.project.environment import database

ROWS = 25
LIST = """<!DOCTYPE html>
<html lang="en">
<title>The next to look at</title>
<h1>The next to look at</h1>
<table>
<tr><th>Child</th><th>Next date</th><th>What is next</th><th>Pathway</th><th>School</th></tr>
{% for row in rows %}
<tr><td><a href="/{{ row[0] }}">{{ row[1] }}</a></td>
{% for cell in row[2:] %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}
</table>
</html>
"""

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": database(os.environ["DATABASE_URL"])},
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "OPTIONS": {"environment": f"{__name__}.environment"},
        }
    ],
)
application = get_wsgi_application()

from django.db import models  # noqa: E402 - a model can be made only where Django is set up


class Row(models.Model):
    """A row of the plain list, as `county` makes it."""

    objects: ClassVar[models.Manager["Row"]] = models.Manager()

    child = models.TextField()
    next_on = models.DateField()
    next_step = models.TextField()
    pathway = models.TextField()
    school = models.TextField()

    class Meta:
        app_label = "bench"
        db_table = "bench_list"
        managed = False


def environment(**options: Any) -> Environment:
    """Jinja, with the one template."""
    return Environment(autoescape=True, loader=DictLoader({"list.html": LIST}))


def hello(request: HttpRequest) -> HttpResponse:
    """The least that Django can answer."""
    return HttpResponse("hello\n", content_type="text/plain")


def show(request: HttpRequest) -> HttpResponse:
    """The first rows by next date."""
    rows = Row.objects.order_by("next_on", "id").values_list()[:ROWS]
    return render(request, "list.html", {"rows": rows})


urlpatterns = [path("hello", hello), path("list", show)]
