"""How hard a text is to read, as a school year and an age: the Flesch–Kincaid grade.

Source: J. P. Kincaid and others, Derivation of New Readability Formulas for Navy Enlisted
Personnel, 1975: 0.39 × words a sentence + 11.8 × syllables a word − 15.59. A child in that grade of
the United States is about five years older than its number. Syllables are counted by groups of
vowels, which is right for nine words of ten; the number is a hint to an editor, not a mark.
"""

import re
from collections.abc import Iterable

A_SENTENCE, A_WORD, LESS = 0.39, 11.8, 15.59
AGE_IN_GRADE_0 = 5
SENTENCE = re.compile(r"[.!?:]+(?:\s|$)")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyscxzg]es)$")


def syllables(word: str) -> int:
    """How many syllables a word has, by its groups of vowels: at least one."""
    plain = re.sub(r"[^a-z]", "", word.casefold())
    heard = len(VOWELS.findall(plain))
    return max(1, heard - (heard > 1 and bool(SILENT.search(plain))))


def reading_age(blocks: Iterable[str]) -> float | None:
    """The age at which the text is read with ease; None where there is too little to say.

    Each block ends a sentence, whether or not a full stop stands there: a list is not one sentence.
    """
    sentences = [part for block in blocks for part in SENTENCE.split(block) if WORD.search(part)]
    words = [word for part in sentences for word in WORD.findall(part)]
    if len(words) < 30:
        return None
    spoken = sum(map(syllables, words))
    grade = A_SENTENCE * len(words) / len(sentences) + A_WORD * spoken / len(words) - LESS
    return round(max(grade, 0) + AGE_IN_GRADE_0, 1)
