"""The root addresses: our pages, sign-in, and whether we are alive."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers. Asks the database nothing."""
    return HttpResponse("alive\n", content_type="text/plain")


urlpatterns = [
    path("", include("towpath.web.urls")),
    path("sign-in/", include("allauth.urls")),
    path("health", health, name="health"),
]

handler400 = "towpath.web.error.bad_request"
handler403 = "towpath.web.error.forbidden"
handler404 = "towpath.web.error.not_found"
handler500 = "towpath.web.error.server_error"
