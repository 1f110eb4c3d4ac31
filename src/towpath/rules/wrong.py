"""What is wrong with something a person asked for, in words, and where it is mended."""


class Wrong(Exception):
    """`field` names the question on the page; `words` say what is wrong and how to mend it."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
        self.words = words
