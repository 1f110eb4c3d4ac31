"""`towpath import COUNCIL EMAIL WHY`: what a council's folder changes, each text as a proposal.

A second person checks and publishes them on the desk of pages. Where nothing of the council was
ever published, the folder speaks meanwhile.
"""

import os
import sys
from uuid import UUID, uuid4


def main(arguments: list[str]) -> int:
    """Propose as the person with this email. Returns 2 with a line for what cannot be done."""
    if len(arguments) != 3:
        return _refuse("towpath import COUNCIL EMAIL WHY, such as: import surrey a@b.uk 'Autumn'")
    if not os.environ.get("DATABASE_URL"):
        return _refuse("set DATABASE_URL to the login of the web")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "towpath.project.settings")
    import django

    django.setup()
    from towpath.actions.action import Refused
    from towpath.records import models as kept
    from towpath.records.actor import acting_as
    from towpath.web.actor import now

    council, email, why = arguments
    user = kept.User.objects.filter(email=email, is_active=True).first()
    found = kept.Authority.objects.filter(code=council).first()
    if user is None or found is None:
        return _refuse(f"there is no {'login ' + email if found else 'council ' + council}")
    with acting_as(user.person_id, now().today):
        try:
            names = propose(found.pk, user.person_id, why)
        except Refused as refused:
            return _refuse(refused.reason)
    sys.stdout.write("".join(f"proposed: {name}\n" for name in names) or "nothing is changed\n")
    return 0


def propose(authority_id: UUID, person_id: UUID, why: str) -> list[str]:
    """Propose every text that the folder has otherwise than it stands. Runs as the actor."""
    from django.conf import settings

    from towpath.actions import proposal as act
    from towpath.actions.action import Deed
    from towpath.authority import texts
    from towpath.records import models as kept
    from towpath.records.policy import newest
    from towpath.rules.proposal import OPEN, named
    from towpath.web.actor import now

    code = kept.Authority.objects.values_list("code", flat=True).get(pk=authority_id)
    done = []
    for path, text in texts(settings.AUTHORITIES / code).items():
        kind, name = named(path)
        row = newest(authority_id, kind, name)
        waits = kept.Proposal.objects.filter(
            authority_id=authority_id, kind=kind, name=name, state__in=OPEN, text=text.decode()
        )
        if (row is None or row.text != text.decode()) and not waits.exists():
            deed = Deed(person_id, uuid4(), now())
            act.propose(
                deed=deed,
                authority_id=authority_id,
                kind=kind,
                name=name,
                text=text.decode(),
                why=why,
            )
            done.append(path)
    return done


def _refuse(words: str) -> int:
    sys.stderr.write(f"towpath import: {words}\n")
    return 2
