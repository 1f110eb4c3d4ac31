"""Keeping the council's words: what is due, what waits, and a change on its way."""
