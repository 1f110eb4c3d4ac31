"""Who is involved with one child: a social worker and their team, an EHC coordination officer."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from towpath.actions.action import Deed, NotThere, action
from towpath.records import models as kept
from towpath.records.person import TEAMS, closed
from towpath.records.row import ended
from towpath.rules.adult import not_to_come
from towpath.rules.reason import Reason, given
from towpath.rules.who import INVOLVED
from towpath.rules.wrong import Wrong


@action("involve")
def involve(
    *, deed: Deed, child_id: UUID, seen: int, post_id: UUID, team: str, since: date
) -> UUID:
    """Name somebody, by the post they hold, as involved with this child: they then see the case."""
    child = deed.take(kept.Child, child_id, seen=seen)
    not_to_come("since", since, deed.clock.today)
    posts = kept.Post.objects.filter(
        authority_id=child.authority_id,
        duty__in=sorted(INVOLVED),
        period__contains=deed.clock.today,
    )
    post = posts.filter(pk=post_id).first()
    if post is None:
        raise Wrong("post", "Choose somebody who holds such a post today")
    _check_team(post.duty, team)
    restriction = closed(child_id)
    if restriction and post.person_id not in dict(restriction.circle):
        raise Wrong("post", "This record is restricted: add them to its circle first")
    named = kept.Involvement.objects.filter(child=child, person=post.person, duty=post.duty)
    if named.filter(period__overlap=DateRange(since, None)).exists():
        raise Wrong("post", "They are named already for part of this time: change the day")
    row = kept.Involvement.objects.create(
        authority_id=child.authority_id,
        child_id=child.pk,
        person=post.person,
        duty=post.duty,
        team=team,
        period=DateRange(since, None),
    )
    deed.change(child)
    return deed.done(child, about=row)


@action("end_involvement")
def end(*, deed: Deed, child_id: UUID, involvement_id: UUID, seen: int, reason: str) -> UUID:
    """End somebody's involvement from today: they no longer see the case by it."""
    child = deed.take(kept.Child, child_id, seen=seen)
    held = kept.Involvement.objects.filter(child=child, period__contains=deed.clock.today)
    row = held.filter(pk=involvement_id).first()
    if row is None:
        raise NotThere
    text = given("reason", reason)
    row.period = ended(row.period, deed.clock.today)
    row.save(update_fields=["period"])
    deed.change(child)
    return deed.done(child, about=row, reason=Reason("", text))


def _check_team(duty: str, team: str) -> None:
    if duty == "social_worker" and team not in TEAMS:
        raise Wrong("team", "Select the social worker’s team: some pathways ask for it")
    if duty != "social_worker" and team:
        raise Wrong("team", "Only a social worker has one of these teams: leave it out")
