"""`towpath readability [NAME]`: the reading age of every public page, hardest first."""

import sys
from collections.abc import Iterator

from towpath import authority
from towpath.authority import Authority, FaultyError
from towpath.rules.page import EASY_READ, words_of
from towpath.rules.readability import reading_age


def main(arguments: list[str]) -> int:
    """Print a line a page, the hardest first. Returns 2 for a council that cannot be read."""
    name = arguments[0] if arguments else "surrey"
    try:
        council = authority.load(authority.find(name))
    except FaultyError as faulty:
        sys.stderr.write(f"towpath readability: {faulty}\n")
        return 2
    ages = sorted(_ages(council), key=lambda found: -(found[1] or 0))
    for page, age in ages:
        sys.stdout.write(f"{f'{age:4.1f}' if age else ' too short to say':>6}  {page}\n")
    known = [age for _, age in ages if age]
    mean = sum(known) / len(known)
    sys.stdout.write(
        f"{council.council.name}: {len(ages)} pages, reading age {mean:.1f} on average,"
        f" from {min(known):.1f} to {max(known):.1f} (Flesch-Kincaid)\n"
    )
    return 0


def _ages(council: Authority) -> Iterator[tuple[str, float | None]]:
    """Each page with its pathway's words, and its Easy Read; other tongues are not English."""
    for page in council.pages:
        blocks = [block.words for block in page.blocks]
        if page.pathway:
            blocks += words_of(council.pathway(page.pathway).versions[-1]).split("\n")
        yield page.id, reading_age(blocks)
        for variant in page.variants:
            if variant.tongue == EASY_READ:
                yield f"{page.id} ({EASY_READ})", reading_age(b.words for b in variant.blocks)
