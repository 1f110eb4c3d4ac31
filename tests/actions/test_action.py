"""The frame of every action, shown on the simplest of them: a note of a call."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections

import scenes
from people import (
    AP_OFFICER,
    FINANCE_OFFICER,
    OTHER_OFFICER,
    PARENT,
    ROBIN,
    STRANGER,
    TODAY,
    Member,
    as_,
    clock,
    deed,
)
from towpath.actions import action, note
from towpath.actions.action import Deed, NoEvent, NotAllowed, NotThere, Refused
from towpath.records import models as kept
from towpath.records.actor import AlreadyActing, acting_as


def ring_home(by: Deed, words: str = "Rang the mother; mornings are best"):
    return note.write(
        deed=by,
        child_id=ROBIN,
        kind="call",
        with_whom="Carol Dunmore",
        words=words,
        happened_at=clock().now,
    )


def test_a_call_is_logged_with_one_event_that_says_who_and_when():
    by = deed(AP_OFFICER)
    with as_(AP_OFFICER):
        written = kept.Note.objects.get(pk=ring_home(by))
        (event,) = kept.Event.objects.all()
    assert (written.written_by_id, written.words) == (
        AP_OFFICER.id,
        "Rang the mother; mornings are best",
    )
    assert (event.actor_id, event.verb, event.about, event.about_id, event.child_id) == (
        AP_OFFICER.id,
        "write_note",
        "note",
        written.pk,
        ROBIN,
    )
    assert event.at == by.clock.now


def test_the_same_form_sent_twice_is_done_once_and_answers_the_same():
    by = deed(AP_OFFICER)
    with as_(AP_OFFICER):
        first = ring_home(by)
        assert ring_home(Deed(by.actor_id, by.once, by.clock)) == first
        assert kept.Note.objects.count() == 1


def test_somebody_elses_form_with_the_same_number_is_another_form():
    by = deed(AP_OFFICER)
    with as_(AP_OFFICER):
        ring_home(by)
    with as_(OTHER_OFFICER):
        ring_home(Deed(OTHER_OFFICER.id, by.once, by.clock))
        assert kept.Note.objects.count() == 2


def test_what_one_cannot_see_is_not_there():
    with as_(STRANGER), pytest.raises(NotThere):
        ring_home(deed(STRANGER))


def test_what_one_sees_but_may_not_do_is_refused_with_who_may():
    with as_(PARENT), pytest.raises(NotAllowed, match="AP officer"):
        ring_home(deed(PARENT))


@pytest.mark.parametrize("words", ["", " ", ".", "n/a", "-"])
def test_a_note_that_says_nothing_is_refused_where_it_is_typed(words: str):
    with as_(AP_OFFICER):
        with pytest.raises(Refused) as refused:
            ring_home(deed(AP_OFFICER), words)
        assert refused.value.field == "words"
        assert not kept.Note.objects.exists()
        assert not kept.Event.objects.exists()


def test_a_note_of_a_call_that_has_not_been_is_refused():
    with as_(AP_OFFICER), pytest.raises(Refused, match="has happened") as refused:
        note.write(
            deed=deed(AP_OFFICER),
            child_id=ROBIN,
            kind="call",
            with_whom="",
            words="Will ring",
            happened_at=clock().now + timedelta(hours=1),
        )
    assert refused.value.field == "happened_at"


def test_after_an_action_the_actor_is_the_reader_again_and_sees_no_more():
    with as_(AP_OFFICER):
        ring_home(deed(AP_OFFICER))
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            assert cursor.fetchone() == ("towpath_app",)


def test_after_a_refusal_too():
    with as_(PARENT):
        with pytest.raises(NotAllowed):
            ring_home(deed(PARENT))
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            assert cursor.fetchone() == ("towpath_app",)
        assert not kept.Note.objects.exists()


def test_an_action_that_leaves_no_event_keeps_nothing():
    @action.action("write_note")
    def forget(*, deed: Deed):
        child = deed.take(kept.Child, ROBIN)
        deed.change(child, forename="Nobody")
        return child.pk

    with as_(AP_OFFICER):
        with pytest.raises(NoEvent):
            forget(deed=deed(AP_OFFICER))
        assert kept.Child.objects.get(pk=ROBIN).forename == "Robin"


def test_an_action_without_a_row_in_the_who_may_table_fails_at_import():
    with pytest.raises(KeyError):
        action.action("fly_to_the_moon")


def test_a_transaction_has_one_actor():
    with as_(AP_OFFICER), pytest.raises(AlreadyActing), acting_as(PARENT.id, TODAY):
        pass


def test_the_office_cannot_write_notes_of_children_it_cannot_see():
    with as_(FINANCE_OFFICER), pytest.raises(NotThere):
        ring_home(deed(FINANCE_OFFICER))


def in_threads(*tasks):
    """Run these at once, each on its own connection; what each returned or raised."""
    found: list[object] = [None] * len(tasks)
    start = threading.Barrier(len(tasks))

    def run(place, task):
        start.wait()
        try:
            found[place] = task()
        except Exception as error:
            found[place] = error
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_a_double_click_from_two_windows_is_one_note(county_of_its_own: str):
    once = uuid4()

    def send(member: Member = AP_OFFICER):
        with acting_as(member.id, TODAY):
            return ring_home(Deed(member.id, once, clock()))

    first, second = in_threads(send, send)
    assert first == second
    with acting_as(AP_OFFICER.id, TODAY):
        assert kept.Note.objects.filter(pk=first).count() == kept.Note.objects.count() == 1


def test_two_people_writing_at_once_both_keep_their_words(county_of_its_own: str):
    def send(member: Member):
        def task():
            with acting_as(member.id, TODAY):
                return ring_home(deed(member))

        return task

    found = in_threads(*(send(member) for member in [AP_OFFICER, OTHER_OFFICER] * 4))
    assert len(set(found)) == 8, found
    with acting_as(AP_OFFICER.id, TODAY):
        assert kept.Note.objects.count() == kept.Event.objects.count() == 8


def test_scenes_are_set_behind_the_walls_and_seen_from_before_them():
    scenes.robin_is_referred()
    with as_(AP_OFFICER):
        assert kept.Referral.objects.get().child_id == ROBIN
