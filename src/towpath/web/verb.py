"""What each verb is called once it has been done."""

HAPPENED: dict[str, str] = {
    "send_referral": "Referral sent",
    "answer_referral": "What was asked for was answered",
    "withdraw_referral": "Referral withdrawn",
    "decide_referral": "Decision on the referral",
    "offer_placement": "Place offered to a provider",
    "accept_placement": "Place accepted by the provider",
    "decline_placement": "Place declined by the provider",
    "cancel_placement": "Offer of a place taken back",
    "start_placement": "Placement started",
    "start_interim": "Placement started before its plan",
    "complete_plan": "Plan completed",
    "record_lesson": "Lesson recorded",
    "hold_review": "Review held",
    "plan_return_step": "Step back to school planned",
    "record_return_step": "Step back to school recorded",
    "end_placement": "Placement ended",
    "check_return": "Checked how it stands since the end",
    "review_duty": "What the council owes was reviewed",
    "add_child": "Record begun",
    "write_note": "Call or note logged",
}
