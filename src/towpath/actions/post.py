"""Posts: ended when nothing is left in their holder's hands, and covered while they are away."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from towpath.actions.action import Deed, NotThere, action
from towpath.records import models as kept
from towpath.records.owner import left_with, posts_at, stand_ins
from towpath.records.referral import owners
from towpath.records.row import ended
from towpath.rules.reason import Reason, given
from towpath.rules.wrong import Wrong

LONGEST_COVER = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Cover:
    """Who stands in for a post's holder, from the first day to the last."""

    person_id: UUID
    since: date
    until: date


@action("end_post")
def end(*, deed: Deed, post_id: UUID, reason: str) -> UUID:
    """End a post from this moment. Refused while its holder would leave a child without an owner,
    a tutor, or anybody in a restricted record's circle who could own what is next."""
    post = _take(deed, post_id)
    text = given("reason", reason)
    if post.person_id == deed.actor_id:
        raise Wrong("", "This is your own post: somebody else ends it, so that someone still can")
    if left := left_with(post):
        words = f"{post.person.name} still has {left}: hand over first, then end the post"
        raise Wrong("", words)
    _keep_circles_owned(post)
    post.period = ended(post.period, deed.clock.today)
    post.save(update_fields=["period"])
    return deed.done(post, reason=Reason("", text))


@action("cover_post")
def cover(*, deed: Deed, post_id: UUID, cover: Cover, reason: str) -> UUID:
    """Name who stands in for a post's holder for a time: they see what the holder sees by it."""
    post = _take(deed, post_id)
    text = given("reason", reason)
    if post.covers_id:
        raise Wrong("", "This is cover already: name who covers the post itself")
    if cover.person_id not in {key for key, _ in stand_ins(post)}:
        raise Wrong("person", "Choose somebody else who does the same kind of work today")
    if cover.since < deed.clock.today:
        raise Wrong("since", "The first day must be today or later")
    if not cover.since <= cover.until <= cover.since + LONGEST_COVER:
        raise Wrong("until", "The last day must not be before the first, and within a year of it")
    period = DateRange(cover.since, cover.until + timedelta(days=1))
    named = kept.Post.objects.filter(covers=post, person_id=cover.person_id)
    if named.filter(period__overlap=period).exists():
        raise Wrong("person", "They are named already for part of this time: change the days")
    standing_in = kept.Post.objects.create(
        authority_id=post.authority_id,
        person_id=cover.person_id,
        duty=post.duty,
        school_id=post.school_id,
        provider_id=post.provider_id,
        covers=post,
        period=period,
    )
    return deed.done(
        standing_in, reason=Reason("", text), owner_id=cover.person_id, next_on=cover.until
    )


def _take(deed: Deed, post_id: UUID) -> kept.Post:
    """A post of today, locked, once the actor is known to run it.

    The council's posts are run from the council, a provider's by its own lead.
    """
    today = kept.Today()
    post = kept.Post.objects.filter(pk=post_id, school=None, period__contains=today).first()
    if post is None:
        raise NotThere
    own = posts_at(post.authority_id, post.provider_id).filter(person_id=deed.actor_id)
    deed.begin(frozenset(own.values_list("duty", flat=True)))
    held = kept.Post.objects.select_for_update(no_key=True).filter(period__contains=today)
    if (locked := held.filter(pk=post_id).first()) is None:
        raise NotThere
    return locked


def _keep_circles_owned(post: kept.Post) -> None:
    """Refuse to take the last who could own a restricted record's next step out of its circle."""
    restricted = kept.Restriction.objects.filter(
        circle__person_id=post.person_id, period__contains=kept.Today()
    )
    for restriction in restricted.select_related("child"):
        able = owners(restriction.child)
        if able.filter(pk=post.pk).exists() and not able.exclude(pk=post.pk).exists():
            raise Wrong(
                "",
                f"{post.person.name} is the last of a restricted record’s circle who could own "
                "what is next: they must add an officer to it first",
            )
