"""A school's desk: its pupils, who acts next for each, and what is still being written."""

from django.http import HttpResponse
from django.shortcuts import render

from towpath.records import desk as kept
from towpath.records.approach import to_answer
from towpath.records.concern import to_act
from towpath.rules.who import SAFEGUARDING, SCHOOL
from towpath.web.actor import now
from towpath.web.desk.council import pathway_names
from towpath.web.desk.trouble import trouble
from towpath.web.request import Request


def desk(request: Request) -> HttpResponse:
    """Every pupil on roll, those with something open first; and drafts to go back to."""
    schools = {post.school_id for post in request.reader.posts if post.duty in SCHOOL}
    pupils = kept.pupils({school for school in schools if school})
    begins = request.GET.get("find", "").strip().casefold()
    if begins:
        pupils = [pupil for pupil in pupils if begins in pupil.name.casefold()]
    names = {pupil.child_id: pupil.name for pupil in pupils}
    return render(
        request,
        "desk/school.html",
        {
            "troubles": trouble(request),
            "concerns": to_act() if request.reader.holds(SAFEGUARDING) else [],
            "asked": to_answer(),
            "live": [pupil for pupil in pupils if pupil.next_on],
            "others": [pupil for pupil in pupils if not pupil.next_on],
            "drafts": [(d, names[d.child_id]) for d in kept.drafts() if d.child_id in names],
            "refers": request.reader.holds(frozenset({"senco", "head_teacher"})),
            "begins": request.GET.get("find", ""),
            "today": now().today,
            "pathways": pathway_names(request),
        },
    )
