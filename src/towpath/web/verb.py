"""What each verb is called once it has been done."""

HAPPENED: dict[str, str] = {
    "send_referral": "Referral sent",
    "answer_referral": "What was asked for was answered",
    "withdraw_referral": "Referral withdrawn",
    "decide_referral": "Decision on the referral",
    "write_note": "Case note",
}
