"""The form that adds a file, the same for a draft and for a referral that has been sent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile

from towpath.records.policy import policy
from towpath.rules import document as documents
from towpath.rules.document import TYPES, Limits
from towpath.rules.evidence import OTHER, Paper, asks
from towpath.rules.pathway import Version
from towpath.rules.vocabulary import FACTS
from towpath.rules.wrong import Wrong
from towpath.web.actor import now
from towpath.web.field import DayField
from towpath.web.form import Form
from towpath.web.request import Request

KNOWN = ("date_of_birth", "referrer", "referrer_team")  # no paper is asked to bear these out
AGAIN = "Choose the file again: a browser does not keep it when a page comes back"


class EvidenceForm(Form):
    """What a file is, who wrote it, its date, what it bears out; and last the file itself, so that
    all else has arrived when a line breaks."""

    asked = forms.ChoiceField(label="What is it?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="What is it, in a few words?",
        help_text="Such as: speech therapist’s report, or attendance since September",
        required=False,
        max_length=200,
        error_messages={"max_length": "Say what it is in %(limit_value)d characters or fewer"},
    )
    written_by = forms.CharField(
        label="Who wrote it?",
        help_text="A name, or a place such as the GP’s surgery",
        max_length=200,
        error_messages={"max_length": "Say who wrote it in %(limit_value)d characters or fewer"},
    )
    dated_on = DayField(
        label="What is the date on it?",
        called="The date on it",
        required=False,
        when="today or past",
    )
    shows = forms.MultipleChoiceField(
        label="Which of these does it bear out?",
        help_text="Tick what it shows. If you are not sure, tick none.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.FileField(
        label="Which file?",
        error_messages={
            "required": "Choose a file",
            "empty": "This file is empty: look at it, then choose it again",
        },
    )

    def __init__(self, *args: Any, version: Version | None, limits: Limits, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limits = limits
        evidence = version.evidence if version else ()
        self._choose("asked", [*((e.id, e.called) for e in evidence), (OTHER, "Something else")])
        facts = [name for name in asks(version) if name not in KNOWN]
        self._choose("shows", [(name, FACTS[name].question) for name in facts])
        self.fields["file"].help_text = limits.ask

    @property
    def accepts(self) -> str:
        """The endings that a browser is to offer, and by which a telephone makes JPEG photos."""
        endings = (ending for kind in self.limits.accepted for ending in TYPES[kind][1])
        return ",".join(f".{ending}" for ending in endings)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # each named is a choice

    def clean_file(self) -> InMemoryUploadedFile:
        """One too large has come without its bytes, and is refused for its size."""
        file: InMemoryUploadedFile = self.cleaned_data["file"]
        try:
            documents.check_size(file.size or 0, self.limits)
        except Wrong as wrong:
            raise ValidationError(wrong.words) from None
        return file

    def paper(self) -> Paper:
        """What the form says of the file."""
        said = self.cleaned_data
        return Paper(
            said["asked"],
            said["words"],
            said["written_by"],
            said["dated_on"],
            tuple(said["shows"]),
        )

    def remind(self) -> None:
        """Where something else was wrong, the file must be chosen again: say so at its box."""
        if self.errors and self.files.get("file") and "file" not in self.errors:
            self.add_error("file", AGAIN)


def form_for(request: Request, pathway: str) -> EvidenceForm:
    """The form for a pathway's evidence, as it came or empty."""
    council = policy(request.sight.child.authority_id)
    came = request.method == "POST"
    return EvidenceForm(
        request.POST if came else None,
        request.FILES if came else None,
        version=council.pathway(pathway).on(now().today),
        limits=council.documents,
    )


def file_of(form: EvidenceForm) -> tuple[str, bytes]:
    """The name and the bytes of the file that came. The form must have been found valid."""
    file = form.cleaned_data["file"]
    return str(file.name), file.read()
