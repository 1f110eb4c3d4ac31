"""The addresses of our pages. Each has its row in `door.DOORS`."""

from django.urls import path

from towpath.web import cast, child, note, stage
from towpath.web.desk import home
from towpath.web.referral import answer, decide, read, write

CHILD = "child/<uuid:child_id>/"
DRAFT = CHILD + "refer/<uuid:draft_id>/"
REFERRAL = CHILD + "referral/<uuid:referral_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("demo/cast", cast.cast, name="cast"),
    path("demo/be/<slug:part>", cast.be, name="be"),
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
    path(CHILD + "note", note.write, name="write_note"),
]
