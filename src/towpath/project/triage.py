"""`towpath triage FILE [--authority NAME]`: a file of facts in, every pathway's answer out as JSON.

The file is `{"format": "towpath triage cases 1", "cases": [{"id", "as_of", "facts"}]}`. What is
wrong with it is said in one line: what, where, and how to mend it.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from towpath import authority
from towpath.rules.calendar import NotCoveredError
from towpath.rules.enquiry import MayRefer, Reason, Verdict
from towpath.rules.fact import FactError, Facts, read_day, show
from towpath.rules.triage import Triage
from towpath.rules.vocabulary import FACTS, parse
from towpath.rules.wording import day as say

FORMAT = "towpath triage cases 1"
RESULT = "towpath triage result 1"
USAGE = "towpath triage FILE [--authority NAME]"
COUNCIL = "surrey"
T = TypeVar("T")


class UnusableError(ValueError):
    """A file, or arguments, that cannot be used. The message says what, where and how to mend."""


@dataclass(frozen=True, slots=True)
class Case:
    """One child's facts, as on a day."""

    id: str
    as_of: date
    facts: Facts


def main(arguments: list[str]) -> int:
    """Answer a file of cases on standard output. Returns 0, or 2 for a file it cannot use."""
    try:
        path, named = _read_arguments(arguments)
        content = _read_file(path)
        cases = [_read_case(case, n, path) for n, case in enumerate(content["cases"], 1)]
        _refuse_doubles(cases, path)
        council = named or content.get("authority", COUNCIL)
        results = answer(cases, authority.load(authority.find(str(council))), path)
    except (UnusableError, authority.FaultyError) as error:
        line = " ".join(str(error).split())
        sys.stderr.write(f"towpath triage: {line.encode('ascii', 'backslashreplace').decode()}\n")
        return 2
    text = json.dumps(results, ensure_ascii=False, indent=1)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.flush()
    return 0


def answer(cases: Iterable[Case], council: authority.Authority, path: str) -> dict[str, Any]:
    """The answers to all cases, as the document that is printed."""
    triage = Triage(council.pathways, council.almanac)
    return {
        "format": RESULT,
        "authority": council.council.id,
        "policy_version": council.version,
        "results": [_answer_case(case, council, triage, path) for case in cases],
    }


def _read_arguments(arguments: list[str]) -> tuple[str, str | None]:
    rest, named = list(arguments), None
    for place, argument in enumerate(arguments):
        if argument == "--authority" and place + 1 < len(arguments):
            named = arguments[place + 1]
            rest = arguments[:place] + arguments[place + 2 :]
        elif argument.startswith("--authority="):
            named = argument.partition("=")[2]
            rest = arguments[:place] + arguments[place + 1 :]
    if len(rest) != 1 or rest[0].startswith("-"):
        raise UnusableError(f"one file is wanted. Mend: {USAGE}")
    return rest[0], named


def _read_file(path: str) -> dict[str, Any]:
    try:
        text = Path(path).read_text("utf-8-sig")
        content = json.loads(text, object_pairs_hook=_refuse_repeats)
    except (OSError, ValueError, RecursionError) as error:
        raise UnusableError(f"{path}: {_explain(error)}") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        given = content.get("format") if isinstance(content, dict) else content
        _refuse(path, f"{show(given)} is not its format", f'write "format": "{FORMAT}"')
    if not isinstance(content.get("cases"), list):
        _refuse(path, "it has no list of cases", 'write "cases": [ … ]')
    return content


def _explain(error: Exception) -> str:
    if isinstance(error, UnusableError):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        where = f"line {error.lineno}, column {error.colno}"
        return f"this is not JSON at {where}: {error.msg}. Mend: correct that place"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is not text in UTF-8. Mend: give the JSON file, saved as UTF-8"
    if isinstance(error, OSError):
        return f"{(error.strerror or 'it cannot be read').lower()}. Mend: give the path of a file"
    return "it cannot be read as JSON. Mend: take out what is nested too deep or is too long"


def _refuse_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen = dict(pairs)
    if len(seen) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnusableError(f"{show(twice)} is given twice in one object. Mend: keep one of them")
    return seen


def _read_case(case: object, number: int, path: str) -> Case:
    where = f"{path}, case {number}"
    if not isinstance(case, dict):
        _refuse(where, f"{show(case)} is no case", 'write { "id": …, "as_of": …, "facts": { … } }')
    id_, facts = case.get("id"), case.get("facts")
    if not isinstance(id_, str) or not id_:
        _refuse(where, "it has no id", 'write "id": "…", a text of its own')
    where = f"{path}, case {show(id_)}"
    if not isinstance(facts, dict):
        _refuse(where, "it has no facts", 'write "facts": { … }, empty if nothing is known')
    if "as_of" not in case:
        _refuse(where, "it has no as_of", 'write "as_of": "2026-10-14", the day to answer for')
    return Case(
        id_,
        _place(f"{where}, as_of", read_day, case["as_of"]),
        {name: _place(f"{where}, fact {show(name)}", parse, name, facts[name]) for name in facts},
    )


def _place(where: str, read: Callable[..., T], *written: object) -> T:
    try:
        return read(*written)
    except FactError as error:
        _refuse(where, error.what, error.mend)


def _refuse(where: str, what: str, mend: str) -> NoReturn:
    raise UnusableError(f"{where}: {what}. Mend: {mend}")


def _refuse_doubles(cases: list[Case], path: str) -> None:
    for id_, count in Counter(case.id for case in cases).items():
        if count > 1:
            _refuse(f"{path}, case {show(id_)}", f"the id is used {count} times", "use it once")


def _answer_case(
    case: Case, council: authority.Authority, triage: Triage, path: str
) -> dict[str, Any]:
    try:
        said = triage.answer(case.facts, case.as_of)
    except NotCoveredError as error:
        raise UnusableError(f"{path}, case {show(case.id)}: {error}") from None
    doubts = [{"facts": doubt.facts, "words": doubt.words} for doubt in said.doubts]
    doubts += [{"facts": [], "words": words} for words in _doubt_day(case.as_of, council)]
    return {
        "id": case.id,
        "as_of": case.as_of.isoformat(),
        "pathways": [_show_verdict(verdict) for verdict in said.verdicts],
        **({"doubts": doubts} if doubts else {}),
    }


def _doubt_day(day: date, council: authority.Authority) -> Iterable[str]:
    """What makes the day itself doubtful: before the policy begins, or after the council ends."""
    first = max(pathway.versions[0].valid_from for pathway in council.pathways)
    if day < first:
        yield f"{say(day)} is before {say(first)}: not every pathway has a policy of that day"
    last = council.council.last_day
    if last and day > last:
        names = " and ".join(successor.name for successor in council.council.successors)
        yield f"{council.council.name} ends on {say(last)}; after it: {names or 'not recorded'}"


def _show_verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "pathway": verdict.pathway,
        "outcome": verdict.outcome,
        "child": verdict.child,
        "may_refer": _show_may_refer(verdict.may_refer),
        "reasons": [_show_reason(reason) for reason in verdict.reasons],
        "missing": verdict.missing,
        "child_missing": verdict.child_missing,
        "redirect": verdict.redirect,
    }


def _show_may_refer(may_refer: MayRefer) -> dict[str, Any]:
    """Where nobody is barred, all who may refer are everybody."""
    who = FACTS["referrer"].values if may_refer.who is None else may_refer.who
    teams = {"teams": may_refer.teams} if may_refer.teams else {}
    return {"result": may_refer.result, "who": who, **teams}


def _show_reason(reason: Reason) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "criterion": reason.criterion,
        "result": reason.result,
        "words": reason.words,
        "source": reason.source,
        "join": reason.join,
    }
    if reason.presumed:
        shown["presumed"] = True
    if reason.mend or reason.opens_on:
        shown["not_yet"] = True
    if reason.mend:
        shown |= {"curable": True, "mend": reason.mend}
    if reason.opens_on:
        shown["opens_on"] = reason.opens_on.isoformat()
    return shown
