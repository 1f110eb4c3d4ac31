"""What a check of a roll found, carried to the page's second step under seal; and what is chosen.

Nothing of a file is kept between the two steps but on the page itself, which only this reader can
send back.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from cryptography.fernet import InvalidToken
from django.core.exceptions import BadRequest
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from towpath.actions import roll as act
from towpath.records.policy import places
from towpath.records.roll import known
from towpath.rules import roll as rule
from towpath.web.attempt import attempt
from towpath.web.form import Form, carried
from towpath.web.request import Request
from towpath.web.roll.school import schools
from towpath.web.seal import seal, unseal

ANOTHER = "another"  # a row that may be somebody here, and is not
NOT_NOW = "later"


@dataclass(frozen=True, slots=True)
class File:
    """What was read of a file: by whom, for which school, and what it says of itself."""

    by: UUID
    school_id: UUID
    pupils: tuple[rule.Pupil, ...]
    unread: tuple[rule.Unread, ...]
    whole: bool
    says_school: str = ""
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saw:
    """What the page showed of the record: which lines were new, which child each line is or may be,
    who was missing, and the versions of them all."""

    new: tuple[int, ...]
    pairs: Mapping[int, UUID]
    doubts: Mapping[int, tuple[UUID, ...]]
    gone: tuple[UUID, ...]
    versions: Mapping[UUID, int]


def compare(file: File, authority_id: UUID) -> rule.Checked:
    """The file beside the children whom the reader sees."""
    children = known(authority_id, file.school_id, file.pupils)
    return rule.sort(file.pupils, children, file.whole)


def saw(checked: rule.Checked) -> Saw:
    """What a page that shows this check shows."""
    pairs = (*checked.different, *checked.joins)
    shown = [pair.known for pair in pairs] + [k for d in checked.doubts for k in d.known]
    return Saw(
        tuple(pupil.line for pupil in checked.new),
        {pair.pupil.line: pair.known.child_id for pair in pairs},
        {doubt.pupil.line: tuple(k.child_id for k in doubt.known) for doubt in checked.doubts},
        tuple(child.child_id for child in checked.gone),
        {child.child_id: child.version for child in (*shown, *checked.gone)},
    )


def chosen(file: File, seen: Saw, post: QueryDict) -> act.Chosen:
    """What the person ticked. What they left alone is left alone; the new come in unless they are
    left out."""
    pupils = {pupil.line: pupil for pupil in file.pupils}
    left_out, taken = set(post.getlist("leave_out")), set(post.getlist("take"))
    new = [pupils[line] for line in seen.new if str(line) not in left_out]
    pairs = [(pupils[line], key) for line, key in seen.pairs.items() if str(line) in taken]
    others: set[UUID] = set()
    for line, keys in seen.doubts.items():
        said = post.get(f"who-{line}", NOT_NOW)
        pairs += [(pupils[line], key) for key in keys if said == str(key)]
        if said == ANOTHER:
            new.append(pupils[line])
            others.update(keys)
    left = set(post.getlist("left"))
    return act.Chosen(
        tuple(new),
        frozenset(others),
        tuple(pairs),
        tuple(key for key in seen.gone if str(key) in left),
        seen.versions,
    )


@require_POST
def bring_in(request: Request) -> HttpResponse:
    """Bring in what was chosen, and say what came of it; or show the check again, with why not."""
    file, seen = _unsealed(request)
    offered = dict(schools(request))
    if file.school_id not in offered:
        raise BadRequest("This check was made for another school: choose the file again")
    form = Form(request.POST)
    form.is_valid()
    if file.says_school and not request.POST.get("is_ours"):
        words = f"Tick that these pupils are on the roll of {offered[file.school_id]}, or cancel"
        form.add_error(None, words)
        return show_check(request, file, offered[file.school_id], form)
    choice = chosen(file, seen, request.POST)
    done = attempt(
        request,
        form,
        lambda deed: act.bring_in(deed=deed, school_id=file.school_id, chosen=choice),
    )
    if done:
        return redirect("roll_brought", carried(request).once)
    return show_check(request, file, offered[file.school_id], form)


def show_check(request: Request, file: File, school: str, form: Form) -> HttpResponse:
    """Every row of the file beside the record, and what may be chosen of each."""
    authority_id = request.reader.authority_id
    checked = compare(file, authority_id)
    area = places(authority_id)
    context = {
        "form": form,
        "change": form.change,
        "file": file,
        "school": school,
        "checked": checked,
        "sealed": _sealed(file, saw(checked)),
        "nowhere": {
            pupil.line
            for pupil in checked.new
            if pupil.postcode and area.find(pupil.postcode) == "nowhere"
        },
        "moves": request.reader.holds(frozenset({"data_officer"})),
        "typed": request.POST if form.is_bound else QueryDict(),
        "begin_again": reverse("roll"),
        "say": rule.say_value,
    }
    return render(request, "roll/check.html", context, status=422 if form.errors else 200)


def _sealed(file: File, seen: Saw) -> str:
    whole = json.dumps({"file": asdict(file), "saw": _listed(seen)}, default=str)
    return seal(b64encode(zlib.compress(whole.encode())).decode())


def _listed(seen: Saw) -> dict[str, Any]:
    """JSON keys are texts alone: pairs of a list keep their kind."""
    return {
        "new": seen.new,
        "pairs": list(seen.pairs.items()),
        "doubts": list(seen.doubts.items()),
        "gone": seen.gone,
        "versions": list(seen.versions.items()),
    }


def _unsealed(request: Request) -> tuple[File, Saw]:
    """What this reader's own page carried. Raises BadRequest for anything else."""
    try:
        whole = json.loads(zlib.decompress(b64decode(unseal(request.POST.get("sealed", "")))))
    except InvalidToken:
        raise BadRequest("This form did not arrive whole: choose the file again") from None
    said, seen = whole["file"], whole["saw"]
    file = File(
        UUID(said["by"]),
        UUID(said["school_id"]),
        tuple(_pupil(one) for one in said["pupils"]),
        tuple(rule.Unread(**one) for one in said["unread"]),
        said["whole"],
        said["says_school"],
        tuple(said["ignored"]),
    )
    if file.by != request.reader.person_id:
        raise BadRequest("This check is another person’s: choose the file again")
    return file, Saw(
        tuple(seen["new"]),
        {line: UUID(key) for line, key in seen["pairs"]},
        {line: tuple(map(UUID, keys)) for line, keys in seen["doubts"]},
        tuple(map(UUID, seen["gone"])),
        {UUID(key): version for key, version in seen["versions"]},
    )


def _pupil(said: dict[str, Any]) -> rule.Pupil:
    return rule.Pupil(**{**said, "date_of_birth": date.fromisoformat(said["date_of_birth"])})
