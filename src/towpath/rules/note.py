"""Kinds of case note."""

KINDS = {
    "call": "Phone call",
    "email": "Email",
    "visit": "Visit",
    "meeting": "Meeting",
    "note": "Case note",
}
