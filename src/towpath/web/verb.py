"""What each verb is called once it has been done."""

HAPPENED: dict[str, str] = {
    "write_note": "Case note",
}
