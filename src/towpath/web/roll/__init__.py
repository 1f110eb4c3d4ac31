"""Bringing in a school's roll: read a file, check it, then bring in what was chosen."""
