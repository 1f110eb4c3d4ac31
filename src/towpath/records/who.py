"""Logins, people, and the posts they hold."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from towpath.records.row import Row, apart, one_of, said
from towpath.rules import who as rule


class Logins(BaseUserManager["User"]):
    """Makes logins. Only for commands and sign-in: a login sees nothing until it is a person's."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A login for this address; without a password, only codes and OIDC let it in."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A login and nothing else: the person behind it is behind the walls."""

    email = models.EmailField("email address", unique=True)
    person = models.OneToOneField("Person", models.PROTECT, related_name="login")
    is_active = models.BooleanField(default=True)
    # Django's and allauth's own flags; Towpath has no admin site.
    is_staff = False
    is_superuser = False

    objects: ClassVar[Logins] = Logins()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Nobody has Django permissions: `rules/who.py` says who may."""
        return False

    def has_module_perms(self, label: str) -> bool:
        """As above."""
        return False


class Authority(Row):
    """A council. Several may live in one instance, and one may be succeeded by others."""

    code = models.CharField(max_length=40, unique=True)  # the folder's name, "surrey"
    name = models.CharField(max_length=120)
    made_up = models.BooleanField(default=False)

    class Meta:
        constraints = [said("authority_named", "name")]


class Person(Row):
    """Someone who acts or is written to. How to reach a family is not here but by the child."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    family = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [said("person_named", "name")]


class Post(Row):
    """A duty a person holds for a time: at a school, at a provider, or for the council."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    duty = models.CharField(max_length=30)
    school = models.ForeignKey("School", models.PROTECT, null=True, related_name="posts")
    provider = models.ForeignKey("Provider", models.PROTECT, null=True, related_name="posts")
    # Leave and cover: this post stands in for that one while its period runs.
    covers = models.ForeignKey("self", models.PROTECT, null=True, related_name="covered_by")
    period = DateRangeField()

    class Meta:
        constraints = [
            one_of("post_duty", "duty", tuple(sorted(rule.POSTS))),
            models.CheckConstraint(
                name="post_place",
                condition=(
                    models.Q(duty__in=sorted(rule.SCHOOL), school__isnull=False, provider=None)
                    | models.Q(duty__in=sorted(rule.PROVIDER), provider__isnull=False, school=None)
                    | models.Q(
                        duty__in=sorted(rule.COUNCIL | rule.INVOLVED), school=None, provider=None
                    )
                ),
            ),
        ]


class Responsible(Row):
    """Which authority answers for a child, and when. The truth; `authority` on rows is a copy."""

    child = models.ForeignKey("Child", models.PROTECT, related_name="responsible")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    period = DateRangeField()

    class Meta:
        constraints = [apart("responsible_once", "child")]


def reader(person_id: UUID) -> rule.Reader:
    """Who is reading: their name, their council, and the posts they hold today. Two queries."""
    person = Person.objects.select_related("authority").get(pk=person_id)
    posts = (
        Post.objects.filter(person_id=person_id, period__contains=Today())
        .select_related("school", "provider")
        .order_by("duty", "id")
    )
    return rule.Reader(
        person_id,
        person.name,
        person.authority_id,
        person.authority.name,
        person.authority.made_up,
        tuple(
            rule.Post(
                post.duty,
                post.school_id,
                post.provider_id,
                post.school.name if post.school else post.provider.name if post.provider else "",
            )
            for post in posts
        ),
    )


class Today(models.Func):
    """The day it is for the actor, as the walls count it."""

    function = "today"
    output_field = models.DateField()
