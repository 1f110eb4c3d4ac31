"""The addresses of our pages. Each has its row in `door.DOORS`."""

from django.urls import path

from towpath.web import (
    add_child,
    cast,
    child,
    duty,
    lesson,
    letter,
    note,
    placement,
    reintegration,
    review,
    stage,
)
from towpath.web.desk import home
from towpath.web.referral import answer, decide, read, write

CHILD = "child/<uuid:child_id>/"
LETTER = CHILD + "letter/<uuid:letter_id>/"
DRAFT = CHILD + "refer/<uuid:draft_id>/"
REFERRAL = CHILD + "referral/<uuid:referral_id>/"
PLACEMENT = CHILD + "placement/<uuid:placement_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("demo/cast", cast.cast, name="cast"),
    path("demo/be/<slug:part>", cast.be, name="be"),
    path("child/add", add_child.add, name="add_child"),
    path(CHILD, child.child, name="child"),
    path(CHILD + "chronology.pdf", child.chronology, name="chronology"),
    path(CHILD + "stage", stage.stage, name="stage"),
    path(CHILD + "refer", write.begin, name="send_referral"),
    path(DRAFT, write.go_on, name="refer_next"),
    path(DRAFT + "question/<slug:name>", write.question, name="refer_question"),
    path(DRAFT + "account", write.account, name="refer_account"),
    path(DRAFT + "check", write.check_answers, name="refer_check"),
    path(DRAFT + "discard", write.discard, name="discard_draft"),
    path(REFERRAL, read.page, name="referral"),
    path(REFERRAL + "decide", decide.decide, name="decide_referral"),
    path(REFERRAL + "answer", answer.answer, name="answer_referral"),
    path(REFERRAL + "withdraw", answer.withdraw, name="withdraw_referral"),
    path(REFERRAL + "offer", placement.offer, name="offer_placement"),
    path(PLACEMENT, placement.placement, name="placement"),
    path(PLACEMENT + "accept", placement.accept, name="accept_placement"),
    path(PLACEMENT + "decline", placement.decline, name="decline_placement"),
    path(PLACEMENT + "cancel", placement.cancel, name="cancel_placement"),
    path(PLACEMENT + "start", placement.start, name="start_placement"),
    path(PLACEMENT + "interim", placement.start_interim, name="start_interim"),
    path(PLACEMENT + "plan", placement.complete_plan, name="complete_plan"),
    path(PLACEMENT + "lesson", lesson.record, name="record_lesson"),
    path(PLACEMENT + "review", review.hold, name="hold_review"),
    path(PLACEMENT + "step", reintegration.plan_step, name="plan_return_step"),
    path(PLACEMENT + "end", reintegration.end, name="end_placement"),
    path(PLACEMENT + "check", reintegration.check, name="check_return"),
    path(CHILD + "step/<uuid:step_id>", reintegration.record_step, name="record_return_step"),
    path(CHILD + "duty/<uuid:duty_id>/review", duty.review, name="review_duty"),
    path("letters", letter.tray, name="letters"),
    path("letters/to-post.zip", letter.to_post, name="letters_to_post"),
    path(REFERRAL + "letters", letter.draft, name="draft_letters"),
    path(LETTER, letter.page, name="letter"),
    path(LETTER + "letter.pdf", letter.paper, name="letter_pdf"),
    path(LETTER + "write", letter.write, name="write_letter"),
    path(LETTER + "check", letter.check, name="check_letter"),
    path(LETTER + "send", letter.send, name="send_letter"),
    path(LETTER + "post", letter.post, name="post_letter"),
    path(LETTER + "withdraw", letter.withdraw, name="withdraw_letter"),
    path(CHILD + "note", note.write, name="write_note"),
]
