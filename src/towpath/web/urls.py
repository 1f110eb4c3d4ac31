"""The addresses of our pages. Each has its row in `door.DOORS`."""

from django.urls import path

from towpath.web import (
    add_child,
    adult,
    basis,
    cast,
    child,
    concern,
    duty,
    involvement,
    lesson,
    letter,
    note,
    owner,
    panel,
    person,
    placement,
    post,
    reintegration,
    restriction,
    review,
    stage,
    tutor,
)
from towpath.web.approach import answer as approach
from towpath.web.approach import ask
from towpath.web.desk import home
from towpath.web.evidence import draft as draft_file
from towpath.web.evidence import page as evidence
from towpath.web.finder import carry, results
from towpath.web.finder import question as finder
from towpath.web.guide import feedback as guide_feedback
from towpath.web.guide import leaflet as guide_leaflet
from towpath.web.guide import page as guide
from towpath.web.intake import answer as intake
from towpath.web.intake import place
from towpath.web.publishing import change
from towpath.web.publishing import desk as publishing
from towpath.web.referral import account, amend, answer, decide, explain, read, task, write
from towpath.web.roll import choice
from towpath.web.roll import page as roll

FINDER = "guide/<slug:council>/finder/"
CHILD = "child/<uuid:child_id>/"
EVIDENCE = CHILD + "evidence/<uuid:evidence_id>/"
LETTER = CHILD + "letter/<uuid:letter_id>/"
DRAFT = CHILD + "refer/<uuid:draft_id>/"
REFERRAL = CHILD + "referral/<uuid:referral_id>/"
ITEM = CHILD + "panel/<uuid:item_id>/"
APPROACH = CHILD + "asked/<uuid:approach_id>/"
PLACEMENT = CHILD + "placement/<uuid:placement_id>/"
PEOPLE = CHILD + "people/"
POST = "team/<uuid:post_id>/"
ADULT = PEOPLE + "<uuid:adult_id>/"
GUIDE = "guide/<slug:code>/"

urlpatterns = [
    path("", home.home, name="home"),
    path(FINDER, finder.start, name="finder"),
    path(FINDER + "results", results.results, name="finder_results"),
    path(FINDER + "summary", results.summary, name="finder_summary"),
    path(FINDER + "summary.pdf", results.paper, name="finder_paper"),
    path(FINDER + "refer", carry.refer, name="finder_refer"),
    path(FINDER + "<slug:name>", finder.question, name="finder_question"),
    path("guide/", guide.guides, name="guides"),
    path(GUIDE, guide.contents, name="guide"),
    path(GUIDE + "pathway/<slug:name>", guide.pathway, name="guide_pathway"),
    path(GUIDE + "pathway/<slug:name>.pdf", guide_leaflet.leaflet, name="guide_leaflet"),
    path(GUIDE + "<slug:name>", guide.page, name="guide_page"),
    path(GUIDE + "<slug:name>/feedback", guide_feedback.feedback, name="guide_feedback"),
    path(GUIDE + "<slug:name>/in/<slug:tongue>", guide.variant, name="guide_variant"),
    path("pages/", publishing.pages, name="pages"),
    path("pages/<slug:name>/said", publishing.said, name="pages_said"),
    path("pages/change/<slug:kind>/<str:name>", change.propose, name="propose_policy"),
    path("pages/proposal/<uuid:proposal_id>", change.proposal, name="proposal"),
    path("demo/cast", cast.cast, name="cast"),
    path("demo/be/<slug:part>", cast.be, name="be"),
    path("child/add", add_child.add, name="add_child"),
    path("roll/", roll.roll, name="roll"),
    path("roll/template.csv", roll.template, name="roll_template"),
    path("roll/bring-in", choice.bring_in, name="roll_bring_in"),
    path("roll/brought/<uuid:once>", roll.brought, name="roll_brought"),
    path(CHILD, child.child, name="child"),
    path(CHILD + "chronology.pdf", child.chronology, name="chronology"),
    path(CHILD + "stage", stage.stage, name="stage"),
    path(CHILD + "refer", write.begin, name="send_referral"),
    path(DRAFT, write.go_on, name="refer_next"),
    path(DRAFT + "question/<slug:name>", write.question, name="refer_question"),
    path(DRAFT + "tasks", task.tasks, name="refer_tasks"),
    path(DRAFT + "account", account.account, name="refer_account"),
    path(DRAFT + "risks", account.risks, name="refer_risks"),
    path(DRAFT + "family", account.family, name="refer_family"),
    path(DRAFT + "evidence", draft_file.add, name="refer_evidence"),
    path(DRAFT + "evidence/<uuid:file_id>/remove", draft_file.remove, name="remove_draft_file"),
    path(DRAFT + "check", write.check_answers, name="refer_check"),
    path(DRAFT + "discard", write.discard, name="discard_draft"),
    path(REFERRAL, read.page, name="referral"),
    path(REFERRAL + "decide", decide.decide, name="decide_referral"),
    path(
        REFERRAL + "decision/<uuid:decision_id>/explain", explain.explain, name="explain_decision"
    ),
    path(REFERRAL + "answer", answer.answer, name="answer_referral"),
    path(REFERRAL + "amend/<slug:part>", amend.amend, name="amend_referral"),
    path(REFERRAL + "amend/fact/<slug:name>", amend.amend_fact, name="amend_fact"),
    path(REFERRAL + "add-fact", amend.add_fact, name="add_fact"),
    path(REFERRAL + "risks", amend.risks, name="risks"),
    path(REFERRAL + "withdraw", answer.withdraw, name="withdraw_referral"),
    path(REFERRAL + "evidence", evidence.add, name="add_evidence"),
    path(EVIDENCE + "file", evidence.file, name="evidence_file"),
    path(EVIDENCE + "check", evidence.check_again, name="recheck_evidence"),
    path(EVIDENCE + "withdraw", evidence.withdraw, name="withdraw_evidence"),
    path(REFERRAL + "conclude", answer.conclude, name="conclude_referral"),
    path(CHILD + "ask-for-help", ask.ask_for_help, name="ask_for_help"),
    path(CHILD + "said", ask.said, name="said"),
    path(REFERRAL + "wrong", ask.say_wrong, name="say_wrong"),
    path(CHILD + "advice", ask.ask_advice, name="ask_advice"),
    path(APPROACH, approach.page, name="approach"),
    path(APPROACH + "answer", approach.answer, name="answer_approach"),
    path(APPROACH + "note", approach.note, name="note_approach"),
    path(REFERRAL + "offer", placement.offer, name="offer_placement"),
    path(PLACEMENT, placement.placement, name="placement"),
    path(PLACEMENT + "accept", placement.accept, name="accept_placement"),
    path(PLACEMENT + "decline", placement.decline, name="decline_placement"),
    path(PLACEMENT + "cancel", placement.cancel, name="cancel_placement"),
    path(PLACEMENT + "wait", intake.wait, name="wait_for_place"),
    path(PLACEMENT + "own-step/<slug:step>", intake.record_step, name="record_intake_step"),
    path(PLACEMENT + "taken-on", intake.take, name="take_intake"),
    path("services/", place.services, name="services"),
    path("services/<uuid:provider_id>", place.intake, name="intake"),
    path("services/<uuid:provider_id>/places", place.set_capacity, name="set_capacity"),
    path(PLACEMENT + "start", placement.start, name="start_placement"),
    path(PLACEMENT + "interim", placement.start_interim, name="start_interim"),
    path(PLACEMENT + "plan", placement.complete_plan, name="complete_plan"),
    path(PLACEMENT + "lesson", lesson.record, name="record_lesson"),
    path(CHILD + "lesson/<uuid:lesson_id>/correct", lesson.correct, name="correct_lesson"),
    path(CHILD + "lesson/<uuid:lesson_id>/strike", lesson.strike, name="strike_lesson"),
    path(PLACEMENT + "lessons", lesson.lessons, name="lessons"),
    path(PLACEMENT + "basis", basis.correct, name="correct_basis"),
    path(PLACEMENT + "concern", concern.raise_concern, name="raise_concern"),
    path(CHILD + "concern/<uuid:concern_id>", concern.answer, name="answer_concern"),
    path(PLACEMENT + "review", review.hold, name="hold_review"),
    path(PLACEMENT + "step", reintegration.plan_step, name="plan_return_step"),
    path(PLACEMENT + "end", reintegration.end, name="end_placement"),
    path(PLACEMENT + "check", reintegration.check, name="check_return"),
    path(CHILD + "step/<uuid:step_id>", reintegration.record_step, name="record_return_step"),
    path(CHILD + "duty/<uuid:duty_id>/review", duty.review, name="review_duty"),
    path("panels/", panel.panels, name="panels"),
    path("panels/plan", panel.plan, name="plan_panel"),
    path("panels/<uuid:panel_id>", panel.agenda, name="panel"),
    path("panels/<uuid:panel_id>/change", panel.change, name="change_panel"),
    path("panels/<uuid:panel_id>/call-off", panel.call_off, name="call_off_panel"),
    path(REFERRAL + "panel", panel.list_for, name="list_for_panel"),
    path(ITEM, panel.item, name="panel_item"),
    path(ITEM + "view", panel.give_view, name="give_view"),
    path(ITEM + "aside", panel.stand_aside, name="stand_aside"),
    path(ITEM + "open", panel.open_views, name="open_views"),
    path(ITEM + "off", panel.take_off, name="take_off_panel"),
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
    path(PEOPLE, person.people, name="people"),
    path(PEOPLE + "add", adult.add, name="add_adult"),
    path(PEOPLE + "address", adult.set_own_address, name="set_own_address"),
    path(PEOPLE + "bar/<uuid:bar_id>/lift", adult.lift_bar, name="lift_bar"),
    path(PEOPLE + "restrict", restriction.restrict, name="restrict_record"),
    path(PEOPLE + "circle", restriction.change, name="change_circle"),
    path(PEOPLE + "restriction/lift", restriction.lift, name="lift_restriction"),
    path(PEOPLE + "involve", involvement.involve, name="involve"),
    path(PEOPLE + "involved/<uuid:involvement_id>/end", involvement.end, name="end_involvement"),
    path(PEOPLE + "hand-over", owner.hand_over, name="hand_over"),
    path(PLACEMENT + "tutor", tutor.change, name="change_tutor"),
    path("team/", post.team, name="team"),
    path(POST + "hand-over", owner.hand_over_all, name="hand_over_all"),
    path(POST + "end", post.end, name="end_post"),
    path(POST + "cover", post.cover, name="cover_post"),
    path(ADULT + "change", adult.change, name="change_adult"),
    path(ADULT + "end", adult.end, name="end_adult"),
    path(ADULT + "contact", adult.set_contact, name="set_contact"),
    path(ADULT + "address", adult.set_address, name="set_address"),
    path(ADULT + "bar", adult.bar, name="bar_adult"),
]
