"""How a text is fitted on paper."""


def shortened(text: str, most: int) -> str:
    """The text on one line of at most so many characters, with "…" where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
