"""The first page: for someone signed in, their desk; for anyone else, what this is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from towpath.rules import who
from towpath.web.desk import council, family, provider, school
from towpath.web.request import Request

# The first of these whose duties the reader holds gives the desk.
DESKS = (
    (who.COUNTY, council.desk),
    (who.PROVIDER, provider.desk),
    (who.SCHOOL, school.desk),
    (who.INVOLVED, family.desk),
    (who.OFFICE, council.office),
)


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """The reader's desk."""
    if not request.user.is_authenticated:
        return render(request, "desk/welcome.html")
    for duties, desk in DESKS:
        if request.reader.holds(duties):
            return desk(request)
    return family.desk(request)
