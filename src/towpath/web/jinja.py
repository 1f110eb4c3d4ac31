"""The templates' environment: strict about names, with the GOV.UK components and our own words.

In a template, `govuk("button", text="Continue")` is any component of GOV.UK Frontend, `field(form,
"name")` any field of a form, and every function of `wording.FILTERS` a filter.
"""

from typing import Any
from uuid import uuid4

import jinja2
from django.contrib.messages import get_messages
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse

from towpath.web import wording
from towpath.web.component import due, error_summary, field, govuk, link
from towpath.web.frame import SERVICE, frame


def environment(**options: Any) -> jinja2.Environment:
    """The environment of every page. `options` are those of Django's Jinja2 backend; without a
    loader the templates are this package's own."""
    options.setdefault("loader", jinja2.PackageLoader("towpath.web"))
    options |= {
        "autoescape": True,
        # Django's choice prints an unknown name on the page; ours stops.
        "undefined": jinja2.StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = jinja2.Environment(**options)  # noqa: S701 - autoescape is set above
    made.filters |= wording.FILTERS
    made.globals |= {
        "SERVICE": SERVICE,
        "csrf": csrf_input,
        "due": due,
        "error_summary": error_summary,
        "field": field,
        "frame": frame,
        "govuk": govuk,
        "link": link,
        "messages_for": get_messages,
        "new_once": uuid4,
        "static": static,
        "url": _url,
    }
    return made


def _url(name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name: `url("child", child.id)`."""
    return reverse(name, args=args, kwargs=kwargs)
