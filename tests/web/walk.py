"""How a test of the web reads and sends pages, and where Robin's placement stands when it begins.

A form is sent as a browser sends it: everything that stands in it when the page opens, with what
the person then changes.
"""

import re
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

import deeds
from people import ROBIN, TODAY, Member
from towpath.records import models as kept

LAST_DAY = TODAY + timedelta(weeks=3)
SIX_WEEKS_ON = LAST_DAY + timedelta(weeks=6)


def signed_in(member: Member) -> Client:
    """This member's browser."""
    client = Client()
    client.force_login(kept.User.objects.get(email=member.email))
    return client


def address(page: str, *keys: UUID) -> str:
    """The address of a page about Robin."""
    return reverse(page, args=[ROBIN, *keys])


def read(answer: HttpResponse) -> html.HtmlElement:
    """The page, as a browser reads it."""
    return html.document_fromstring(answer.content)


def words(answer: HttpResponse) -> str:
    """All the page says, on one line."""
    said = " ".join(" ".join(read(answer).find("body").itertext()).split())
    return re.sub(r" (?=[.,:;?])", "", said)


def form_on(answer: HttpResponse) -> dict[str, str]:
    """What stands in the page's form."""
    (form,) = (form for form in read(answer).forms if "once" in form.fields)
    return dict(form.form_values())


def day_typed(field: str, day: date) -> dict[str, str]:
    """A day as its three boxes send it."""
    return {f"{field}-day": str(day.day), f"{field}-month": str(day.month)} | {
        f"{field}-year": str(day.year)
    }


def errors(answer: HttpResponse) -> dict[str, str]:
    """Where the summary's errors lead, and what each says."""
    links = read(answer).xpath("//*[contains(@class, 'govuk-error-summary')]//li")
    return {"".join(li.xpath(".//a/@href")): li.text_content().strip() for li in links}


def buttons(answer: HttpResponse) -> list[str]:
    """The links drawn as buttons, in their order."""
    return [link.text_content().strip() for link in read(answer).xpath("//main//a[@role='button']")]


def offered() -> UUID:
    """Robin's place is offered to Kestrel Lane Tuition."""
    return deeds.offer(deeds.an_accepted_referral())


def started() -> UUID:
    """Robin has begun today, with the whole plan."""
    return deeds.start(deeds.an_agreed_place())


def started_before_its_plan() -> UUID:
    """Dana Whitlock has let Robin begin today, without waiting for the plan."""
    return deeds.start_interim(deeds.an_agreed_place())


def ended() -> UUID:
    """Robin has left Kestrel Lane after three weeks; the return is to be checked."""
    return deeds.end(started(), day=LAST_DAY)
