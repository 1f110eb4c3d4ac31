"""Writes the cast, their places and their child: as the database's owner, once."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from towpath.authority import find, load, texts
from towpath.records import models as kept
from towpath.records.cast import (
    AUTHORITY,
    BY_PART,
    CAST,
    LARKWOOD,
    PROVIDERS,
    ROBIN,
    SCHOOLS,
    key,
)
from towpath.rules.proposal import named

PUBLISHED = datetime(2026, 9, 1, 9, tzinfo=UTC)
SINCE = date(2020, 9, 1)  # everybody here has held their post since before the story begins


def since(day: date = SINCE) -> DateRange:
    """A period from this day, without end."""
    return DateRange(day, None)


def build() -> None:
    """Write the cast, their places and their child. The connection must be the owner's."""
    kept.Authority.objects.create(
        id=AUTHORITY, code="surrey", name="Surrey (a made-up county)", made_up=True
    )
    kept.School.objects.bulk_create(
        kept.School(
            id=key("school", name),
            authority_id=AUTHORITY,
            name=name,
            phase=phase,
            postcode=postcode,
            made_up=True,
        )
        for name, phase, postcode in SCHOOLS
    )
    kept.Provider.objects.bulk_create(
        kept.Provider(
            id=key("provider", name),
            authority_id=AUTHORITY,
            name=name,
            kind=kind,
            pathways=pathways,
            setting_type=setting,
            approved=True,
            phone="01632 960123",
            made_up=True,
        )
        for name, kind, pathways, setting in PROVIDERS
    )
    _people()
    _policy()
    _robin()


def _policy() -> None:
    """Every text of the council's folder, as its made-up head of service has approved it."""
    folder = find("surrey")
    loaded = load(folder)
    since = {p.id: p.versions[-1].valid_from for p in loaded.pathways}
    head = BY_PART["head_of_service"]
    for path, text in texts(folder).items():
        kind, name = named(path)
        kept.PublishedPolicy.objects.create(
            id=key("policy", path, sha256(text).hexdigest()),
            authority_id=AUTHORITY,
            kind=kind,
            name=name,
            sha256=sha256(text).hexdigest(),
            text=text.decode(),
            valid_from=since[name] if kind == "pathway" else PUBLISHED.date(),
            approver_id=head.id,
            approved_by=f"{head.name}, head of service",
            published_at=PUBLISHED,
        )


def _people() -> None:
    kept.Person.objects.bulk_create(
        kept.Person(
            id=member.id,
            authority_id=AUTHORITY,
            name=member.name,
            family=member.family,
            email="" if member.family else member.email,
            phone="" if member.family else "01632 960200",
        )
        for member in CAST
    )
    # No password: a login of the cast opens by its button, or by a code.
    kept.User.objects.bulk_create(
        kept.User(email=member.email, person_id=member.id, password="!")  # noqa: S106
        for member in CAST
    )
    kept.Post.objects.bulk_create(
        kept.Post(
            id=key("post", member.part),
            authority_id=AUTHORITY,
            person_id=member.id,
            duty=member.duty,
            school_id=key("school", member.school) if member.school else None,
            provider_id=key("provider", member.provider) if member.provider else None,
            period=since(),
        )
        for member in CAST
        if member.duty
    )


def _robin() -> None:
    """Robin Dunmore of Larkwood School: two parents, one of them barred, and a social worker."""
    robin = {"authority_id": AUTHORITY, "child_id": ROBIN}
    kept.Child.objects.create(
        id=ROBIN,
        authority_id=AUTHORITY,
        upn="F936990120001",
        forename="Robin",
        surname="Dunmore",
        name_key="dunmore robin",
        forename_key="robin",
        date_of_birth=date(2012, 3, 2),
        sex="M",
    )
    kept.Responsible.objects.create(**robin, period=since())
    kept.Enrolment.objects.create(
        **robin, school_id=key("school", LARKWOOD), period=since(date(2023, 9, 1))
    )
    for part, duty, team in (
        ("social_worker", "social_worker", "child_in_need"),
        ("ehc_coordination_officer", "ehc_coordination_officer", ""),
        ("virtual_school_head", "virtual_school_head", ""),
    ):
        kept.Involvement.objects.create(
            **robin, person_id=BY_PART[part].id, duty=duty, team=team, period=since()
        )
    _robins_family(robin)


def _robins_family(robin: dict[str, UUID]) -> None:
    """The mother at home; the father, whom a court keeps away; and Robin's own login."""
    for part, relationship, lives, responsible in (
        ("parent", "mother", True, True),
        ("second_parent", "father", False, True),
        ("young_person", "self", True, False),
    ):
        member = BY_PART[part]
        adult = kept.Adult.objects.create(
            id=key("adult", part),
            **robin,
            person_id=member.id,
            name=member.name,
            relationship=relationship,
            parental_responsibility=responsible,
            lives_with_child=lives,
            period=since(),
        )
        kept.Contact.objects.create(
            **robin, adult=adult, person_id=member.id, phone="07700 900123", period=since()
        )
    kept.Address.objects.create(
        **robin,
        adult_id=key("adult", "parent"),
        person_id=BY_PART["parent"].id,
        lines="3 Fernhill Close, Woking",
        postcode="GU21 6XR",
        postcode_key="gu216xr",
        source="school",
        verified_on=SINCE,
        period=since(),
    )
    kept.CourtBar.objects.create(
        **robin,
        person_id=BY_PART["second_parent"].id,
        scope="everything",
        order="no-contact order of 3 March 2025",
        period=since(date(2025, 3, 3)),
    )
