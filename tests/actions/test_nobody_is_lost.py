"""Whatever people do, in whatever order: every child who was referred is somebody's to see to.

Hypothesis lets the cast do anything that is open to them, for weeks. After each deed all that is
open has an owner in post, a next date and a next step; and where nothing is open, an officer said
so. What is refused changes nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import deeds
from people import HEAD_OF_SERVICE, TODAY, as_
from towpath.actions.action import Refused
from towpath.records import models as kept
from towpath.rules import placement as placing
from towpath.rules import referral as referring
from towpath.rules.decision import SECTION_19
from towpath.rules.reason import Reason
from towpath.rules.reintegration import DESTINATION, SUSTAINED
from towpath.rules.review import OUTCOMES as REVIEWS
from towpath.rules.who import OWNERS

Way = tuple[str, Callable[..., object]]


def soon(day: date, days: int = 3) -> date:
    return day + timedelta(days=days)


def of_a_referral(row: kept.Referral, day: date) -> list[Way]:
    """What may be done with an open referral."""
    ways: list[Way] = [("withdraw", partial(deeds.withdraw, row.pk, day=day))]
    if row.state in referring.UNDECIDED:
        ways += [
            (
                f"decide {outcome} {owed}",
                partial(deeds.decide, row.pk, outcome, day=day, section_19=owed, next_on=soon(day)),
            )
            for outcome in deeds.OUTCOMES
            for owed in SECTION_19
        ]
    if row.state == "returned":
        ways.append(("answer", partial(deeds.answer, row.pk, day=day)))
    if row.state == "accepted":
        # More often than its share, or few children would ever be taught.
        ways += 3 * [("offer", partial(deeds.offer, row.pk, day=day))]
    return ways


def of_a_placement(row: kept.Placement, day: date) -> list[Way]:
    """What may be done with an open placement."""
    plan = replace(deeds.PLAN, first_review_on=soon(day, 14))
    ways: dict[str, list[Way]] = {
        "offered": [
            *2 * [("accept", partial(deeds.accept, row.pk, day=day, starts_on=day))],
            ("decline", partial(deeds.decline, row.pk, day=day)),
            ("cancel", partial(deeds.cancel, row.pk, day=day)),
        ],
        "agreed": [
            ("start", partial(deeds.start, row.pk, day=day, plan=plan)),
            ("start_interim", partial(deeds.start_interim, row.pk, day=day)),
            ("cancel", partial(deeds.cancel, row.pk, day=day)),
        ],
        "started": [
            ("teach", partial(deeds.teach, row.pk, day=day, concern="Had not eaten today")),
            ("complete_plan", partial(deeds.complete_plan, row.pk, day=day, plan=plan)),
            ("plan_step", partial(deeds.plan_step, row.pk, day=day, from_on=soon(day))),
            *((f"review {outcome}", partial(hold, row.pk, outcome, day)) for outcome in REVIEWS),
            *(
                (f"end {where}", partial(deeds.end, row.pk, day=day, destination=where))
                for where in DESTINATION
            ),
        ],
        "ended": [(f"check {how}", partial(check, row, how)) for how in SUSTAINED],
    }
    return ways[row.state]


def hold(key, outcome: str, day: date) -> None:
    deeds.review(key, day=day, outcome=outcome, next_on=soon(day, 14))


def check(row: kept.Placement, how: str) -> None:
    """The check is made on its day; time stands still for the rest."""
    deeds.check(row.pk, how, day=row.next_on, next_on=soon(row.next_on))


def ways(day: date) -> list[Way]:
    """Everything that is open to somebody of the cast."""
    with as_(HEAD_OF_SERVICE, day):
        referrals = list(kept.Referral.objects.filter(state__in=referring.OPEN))
        placements = list(kept.Placement.objects.filter(state__in=placing.OPEN))
        duties = list(kept.Duty.objects.filter(closed_at=None))
    found = [way for row in referrals for way in of_a_referral(row, day)]
    found += [way for row in placements for way in of_a_placement(row, day)]
    found += [
        (f"review_duty {owed}", partial(review_duty, row.pk, owed, day))
        for row in duties
        for owed in SECTION_19
    ]
    held = {row.pathway for row in referrals}
    found += [
        (f"send {pathway}", partial(deeds.send, day=day, pathway=pathway))
        for pathway in ("independent", "a2e")
        if pathway not in held
    ]
    return found


def review_duty(key, owed: str, day: date) -> None:
    next_on = None if owed == "not_owed" else soon(day)
    deeds.review_duty(key, owed, day=day, next_on=next_on)


def everything(day: date) -> tuple[int, ...]:
    """What there is to see, by which a refusal is known to have changed nothing."""
    with as_(HEAD_OF_SERVICE, day):
        return (
            kept.Event.objects.count(),
            *kept.Referral.objects.order_by("id").values_list("version", flat=True),
            *kept.Placement.objects.order_by("id").values_list("version", flat=True),
            *kept.Duty.objects.order_by("id").values_list("version", flat=True),
        )


def check_that_nobody_is_lost(day: date) -> None:
    with as_(HEAD_OF_SERVICE, day):
        posts = kept.Post.objects.filter(duty__in=OWNERS, period__contains=day)
        in_post = set(posts.values_list("person_id", flat=True))
        open_rows = [
            *kept.Referral.objects.filter(state__in=referring.OPEN),
            *kept.Placement.objects.filter(state__in=placing.OPEN),
        ]
        for row in open_rows:
            assert row.owner_id in in_post
            assert row.next_on
            assert row.next_step
        duties = list(kept.Duty.objects.filter(closed_at=None))
        for duty in duties:
            assert duty.owner_id in in_post
            assert duty.next_review_on
        concerns = kept.Concern.objects.all()
        assert all(concern.owner_id in in_post and concern.next_on for concern in concerns)
        if not open_rows and not duties:
            check_that_an_officer_said_so()


def check_that_an_officer_said_so() -> None:
    """Since the last referral: nothing is owed, or the return has held."""
    events = kept.Event.objects.order_by("id")
    sent = events.filter(verb="send_referral").last()
    if sent is None:
        return
    later = list(events.filter(id__gt=sent.pk))
    answered = kept.Decision.objects.filter(section_19="not_owed").values_list("pk", flat=True)
    assert any(
        (event.verb, event.reason_code) in {("review_duty", "not_owed"), ("check_return", "yes")}
        or event.about_id in answered
        for event in later
    ), [(event.verb, event.reason_code) for event in later]


BEGINNINGS = (
    deeds.send,
    deeds.an_accepted_referral,
    deeds.an_agreed_place,
    lambda: deeds.start_interim(deeds.an_agreed_place()),
    lambda: deeds.end(deeds.a_started_place()),
)


# Not shrunk: a deed costs dozens of queries, and what was done stands in the failure, in order.
@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_whatever_is_done_every_child_who_was_referred_is_somebodys_to_see_to(data):
    with transaction.atomic():
        day = TODAY
        data.draw(st.sampled_from(BEGINNINGS), label="what has happened")()
        for _ in range(7):
            name, do = data.draw(st.sampled_from(ways(day)), label="deed")
            before = everything(day)
            try:
                do()
            except Refused:
                assert everything(day) == before, name
            check_that_nobody_is_lost(day)
            day = soon(day, data.draw(st.integers(0, 4), label="days later"))
        transaction.set_rollback(True)


def test_a_child_whose_every_referral_was_withdrawn_is_still_somebodys():
    """The shortest way to be lost, told out: the school takes both back before anybody looked."""
    for pathway in ("independent", "a2e"):
        deeds.withdraw(deeds.send(pathway=pathway), reason=Reason("sent_in_error", "Wrong pupil"))
    check_that_nobody_is_lost(TODAY)
    assert deeds.the_duty().answer == "not_yet_known"
