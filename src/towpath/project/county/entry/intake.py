"""Entries of a receiving service: its own steps before a place, and its waiting list."""

from towpath.project.county.entry.placement import move, next_step
from towpath.project.county.ledger import Ledger, Values
from towpath.project.county.telling import Step
from towpath.rules import intake as rule
from towpath.rules import pathway
from towpath.rules.reason import Reason


def record_step(books: Ledger, step: Step) -> None:
    """One of the service's own steps, who pays where it says so, and what is next."""
    placement, said = books.made[step.of], step.said["stepped"]
    steps = _own_steps(books, step, placement)
    name = next(each.name for each in steps if each.id == said.step_id)
    row = books.row(
        "IntakeStep",
        step.at,
        placement_id=placement["id"],
        step=said.step_id,
        name=name,
        outcome=said.outcome,
        on=said.on,
        done_by_id=said.done_by_id,
        words=said.words,
        recorded_at=step.at,
    )
    if paid := said.funding:
        values = {"payer": paid.payer, "how": paid.how, "basis": paid.basis}
        books.row("Funding", step.at, placement_id=placement["id"], step_id=row["id"], **values)
    known = {
        each["step"]: each["outcome"]
        for table, each in books.rows
        if table == "IntakeStep" and each["placement_id"] == placement["id"]
    }
    following = rule.next_of(steps, known)
    next_step(books, placement, said.next_on, following.name if following else rule.ANSWER)
    reason = Reason(said.outcome, said.words)
    owner_id = placement["owner_id"]
    books.event(step, "intakestep", row, reason=reason, owner_id=owner_id, next_on=said.next_on)


def wait(books: Ledger, step: Step) -> None:
    """The child on the waiting list, with what is provided meanwhile."""
    placement, said = books.made[step.of], step.said["waiting"]
    move(books, placement, "wait", waiting_since=placement.get("waiting_since") or step.at)
    row = books.row(
        "Wait",
        step.at,
        placement_id=placement["id"],
        reason_code=said.reason.code,
        reason=said.reason.text,
        meanwhile=said.meanwhile,
        look_on=said.look_on,
        put_by_id=step.by,
        put_at=step.at,
    )
    next_step(books, placement, said.look_on, rule.LOOK_AGAIN)
    owner_id = placement["owner_id"]
    books.event(step, "wait", row, reason=said.reason, owner_id=owner_id, next_on=said.look_on)


def _own_steps(books: Ledger, step: Step, placement: Values) -> tuple[pathway.Step, ...]:
    policy = books.rulebook.authority.pathway(placement["pathway"]).on(step.day)
    return rule.own_steps(policy.steps) if policy else ()
