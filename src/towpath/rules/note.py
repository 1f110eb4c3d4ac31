"""Kinds of case note."""

KINDS = {
    "call": "Phone call",
    "email": "Email",
    "visit": "Visit",
    "meeting": "Meeting",
    "note": "Case note",
}
WITH_NOBODY = ("note",)  # every other kind is with somebody
