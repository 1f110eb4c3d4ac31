"""Scratch: screenshots of the pages."""
import sys, os
from datetime import date, timedelta
from pathlib import Path
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
sys.path.insert(0, "/work/main/tests"); sys.path.insert(0, "/work/main/tests/web")
import deeds, walk
from people import *
from people import AP_OFFICER, BROKER, PROVIDER_LEAD, TUTOR, SENCO, PARENT, ROBIN, TODAY, behind_the_walls
from towpath.records import models as kept
from towpath.records.cast import AUTHORITY
OUT = Path("/tmp/v_shots/out"); OUT.mkdir(exist_ok=True)
pytestmark = pytest.mark.browser

def test_shots(someone, watch):
    bad = []
    def shot(visitor, name, route=None, *keys, js=True):
        if route:
            visitor.page.goto(visitor.address + reverse(route, args=[ROBIN, *keys]))
        for width in (1280, 360):
            visitor.page.set_viewport_size({"width": width, "height": 800})
            visitor.page.screenshot(path=str(OUT / f"{name}-{width}.png"), full_page=True)
            over = visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0: bad.append(f"{name} at {width}: {over}px too wide")
        found = Axe().run(visitor.page)
        if found.violations_count: bad.append(f"{name}: {found.generate_report()}")
    with behind_the_walls():
        kept.Provider.objects.create(authority_id=AUTHORITY, name="Old Mill Learning", kind="independent", pathways=["independent"], approved=False, made_up=True)
    ref = deeds.an_accepted_referral(hoped_for="A calm start, one tutor, back by spring")
    lee, dana, grace, ben, carol = map(someone, (BROKER, AP_OFFICER, PROVIDER_LEAD, TUTOR, PARENT))
    shot(lee, "offer", "offer_placement", ref)
    lee.presses("Make the offer"); shot(lee, "offer-wrong")
    p = deeds.offer(ref, brief="Calm mornings; ring the mother first.\n\nRisks: leaves the room when it is loud; give him a way out.\n\nWhat works: dogs, engines, reading aloud. Do not mention school at first.")
    shot(grace, "page-offered", "placement", p)
    shot(grace, "accept", "accept_placement", p)
    shot(grace, "decline", "decline_placement", p)
    shot(lee, "cancel", "cancel_placement", p)
    deeds.accept(p)
    shot(grace, "start", "start_placement", p)
    shot(dana, "interim", "start_interim", p)
    deeds.start_interim(p)
    shot(dana, "page-interim", "placement", p)
    shot(grace, "plan", "complete_plan", p)
    deeds.complete_plan(p)
    shot(ben, "lesson", "record_lesson", p)
    ben.page.get_by_label("Cancelled", exact=True).check(); ben.page.get_by_label("Yes", exact=True).check()
    shot(ben, "lesson-open")
    ben.presses("Record the lesson"); shot(ben, "lesson-wrong")
    deeds.teach(p, note="Read for twenty minutes, then made toast. Laughed twice.")
    deeds.review(p)
    s = deeds.plan_step(p, from_on=TODAY)
    deeds.plan_step(p, from_on=TODAY + timedelta(9), words="Lunch with two friends")
    shot(ben, "page-tutor", "placement", p)
    shot(dana, "page-officer", "placement", p)
    shot(carol, "page-parent", "placement", p)
    shot(dana, "review", "hold_review", p)
    shot(dana, "step", "plan_return_step", p)
    shot(dana, "step-told", "record_return_step", s)
    shot(dana, "end", "end_placement", p)
    deeds.end(p, destination="none")
    shot(dana, "page-ended", "placement", p)
    shot(dana, "check-early", "check_return", p)
    with as_(AP_OFFICER):
        d = kept.Duty.objects.filter(closed_at=None).first().pk
    shot(dana, "duty", "review_duty", d)
    watch.moves_to(TODAY + timedelta(weeks=6))
    dana = someone(AP_OFFICER)
    shot(dana, "check", "check_return", p)
    print("\n".join(bad) or "all in order")
    Path("/tmp/v_shots/report.txt").write_text("\n".join(bad) or "all in order")
