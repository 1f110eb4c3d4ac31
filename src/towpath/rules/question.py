"""Answers that hang on questions.

An answer is yes, no, or a `Question`: which fact to ask next, and the answer that each class of its
values leads to. Questions stand in one order of facts, a fact that makes no difference is never
asked, and two answers that always agree are the same object. Therefore *could this fact change the
answer?* is simply *is it still asked?*, and no pair of completions has to be tried at triage.

(This is a reduced, ordered decision diagram: Bryant, "Graph-based algorithms for Boolean function
manipulation", IEEE Transactions on Computers C-35(8), 1986.)
"""

from collections.abc import Iterable, Mapping
from functools import reduce


class Question:
    """Ask `fact`; `branches[n]` is the answer when its value is of class n. Made by `Thicket`."""

    __slots__ = ("asks", "branches", "fact", "rank")

    def __init__(self, rank: int, fact: str, branches: "tuple[Answer, ...]") -> None:
        self.rank, self.fact, self.branches = rank, fact, branches
        below = (branch.asks for branch in branches if isinstance(branch, Question))
        self.asks: frozenset[str] = frozenset((fact,)).union(*below)


Answer = bool | Question


class Thicket:
    """Where questions grow: each is made once, so that equal answers are one object.

    `order` is the order of asking; every fact used must be in it.
    """

    def __init__(self, order: Iterable[str]) -> None:
        self._rank = {fact: rank for rank, fact in enumerate(order)}
        self._grown: dict[tuple[str, tuple[Answer, ...]], Question] = {}
        self._joined: dict[tuple[Answer, Answer], Answer] = {}
        self._denied: dict[Question, Answer] = {}

    def ask(self, fact: str, branches: tuple[Answer, ...]) -> Answer:
        """The answer that asks `fact` and goes on; no question at all when all ways are one."""
        first = branches[0]
        if all(branch is first for branch in branches):
            return first
        key = (fact, branches)
        if key not in self._grown:
            self._grown[key] = Question(self._rank[fact], fact, branches)
        return self._grown[key]

    def every(self, answers: Iterable[Answer]) -> Answer:
        """Yes when each is yes; of none at all, yes."""
        yes: Answer = True
        return reduce(self._both, answers, yes)

    def some(self, answers: Iterable[Answer]) -> Answer:
        """Yes when at least one is yes; of none at all, no."""
        return self.deny(self.every(self.deny(answer) for answer in answers))

    def deny(self, answer: Answer) -> Answer:
        """Yes for no, and no for yes."""
        if isinstance(answer, bool):
            return not answer
        if answer not in self._denied:
            branches = tuple(self.deny(branch) for branch in answer.branches)
            self._denied[answer] = self.ask(answer.fact, branches)
        return self._denied[answer]

    def narrow(self, answer: Answer, known: Mapping[str, int]) -> Answer:
        """What is left of an answer once the class of each `known` fact is told."""
        while isinstance(answer, Question) and answer.fact in known:
            answer = answer.branches[known[answer.fact]]
        if isinstance(answer, bool) or known.keys().isdisjoint(answer.asks):
            return answer
        return self.ask(answer.fact, tuple(self.narrow(b, known) for b in answer.branches))

    def _both(self, one: Answer, other: Answer) -> Answer:
        if isinstance(one, bool):
            return other if one else False
        if isinstance(other, bool) or one is other:
            return one if other else False
        key = (one, other)
        if key not in self._joined:
            first = one if one.rank <= other.rank else other
            ways = range(len(first.branches))
            self._joined[key] = self.ask(
                first.fact,
                tuple(self._both(_step(one, first, n), _step(other, first, n)) for n in ways),
            )
        return self._joined[key]


def _step(answer: Question, asked: Question, way: int) -> Answer:
    return answer.branches[way] if answer.rank == asked.rank else answer
