"""The addresses of our pages. Each has its row in `door.DOORS`."""

from django.urls import path

from towpath.web import cast, child, note
from towpath.web.desk import home

CHILD = "child/<uuid:child_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("demo/cast", cast.cast, name="cast"),
    path("demo/be/<slug:part>", cast.be, name="be"),
    path(CHILD, child.child, name="child"),
    path(CHILD + "note", note.write, name="write_note"),
]
