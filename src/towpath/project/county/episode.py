"""One way through alternative provision: referred, decided, placed, taught, reviewed, returned."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from towpath.actions.placement import Offer
from towpath.actions.referral import Asked
from towpath.actions.reintegration import End
from towpath.actions.review import Held
from towpath.project.county import account, timetable
from towpath.project.county.caseload import WHY
from towpath.project.county.intake import before_a_place
from towpath.project.county.place import Provider
from towpath.project.county.telling import Step, Telling
from towpath.rules import decision as deciding
from towpath.rules.intake import RECEIVING
from towpath.rules.placement import Brief, Plan
from towpath.rules.reason import Reason

THIN = 0.05  # of decisions, the share whose reason says nothing
LATE = 0.15  # of reviews
STEP_DAYS = 15  # school days between a step back to school and the next
BETWEEN_REVIEWS = 26  # school days: a little less than a half term

RETURNED_FOR = {"facts_missing": "attendance", "evidence_missing": "medical_evidence"}
NEXT_STEP = {
    "returned": ("own_school", "new_mainstream"),
    "objectives_met": ("own_school", "new_mainstream", "special"),
    "time_limit": ("special", "other_ap", "none"),
    "not_suitable": ("other_ap", "none", "special"),
    "provider_stopped": ("other_ap", "none"),
    "age": ("post_16",),
}


@dataclass(frozen=True, slots=True)
class Episode:
    """One line of provision, or a referral that leads to none.

    `line` labels what it makes; `first` is the line on which the duty is kept under review.
    `stay` is in school days. `fate` is a decision's outcome, or "withdraw".
    """

    line: str
    pathway: str
    sent_on: date
    stay: int
    fate: str = "accept"
    first: bool = True


class Way:
    """The steps of one episode, each on a day after the one before."""

    def __init__(self, telling: Telling, episode: Episode) -> None:
        self.t, self.e = telling, episode
        self.day = episode.sent_on
        self.why = telling.child.why
        owed = WHY[self.why].owed
        self.owed = owed if telling.child.stratum.basis == "s19" else "not_owed"
        self.tutor: UUID | None = None
        self.facts: account.Facts = {}
        self.destination, self.risks, self.offers = "", "", 0
        self.referral = f"{episode.line}.referral"

    @property
    def over(self) -> bool:
        """Whether the story has come to today: what follows has not happened yet."""
        return self.day >= self.t.days.today

    def later(self, least: int, most: int) -> date:
        """Go on by some school days."""
        self.day = self.t.days.after(self.day, self.t.chance.randint(least, most))
        return self.day

    def steps(self) -> Iterator[Step]:
        """Everything that happens, and perhaps a little more than has happened yet."""
        yield from self.refer()
        if self.over:
            return
        if self.e.fate != "accept":
            yield from self.turn_away()
            return
        yield self.decide("accept", self.accept_code(), self.t.say("accept", self.why), self.owed)
        while provider := (yield from self.find_place()):
            ends_on = self.t.days.after(self.day, self.e.stay) if not self.runs_on else None
            self.destination = ""
            yield from self.teach(provider, ends_on)
            if self.destination != "none":
                return
            # Nothing came after it: the same referral seeks another place, from the next day.
            self.day = self.ended_on

    @property
    def runs_on(self) -> bool:
        """Whether the stay lasts beyond today, when nobody knows yet on which day it will end."""
        return len(self.t.days.between(self.day, self.t.days.today)) <= self.e.stay + 1

    def refer(self) -> Iterator[Step]:
        """Sent; perhaps returned for information and answered."""
        t, e = self.t, self.e
        by = account.referrer(t.child, e.pathway, t.officer)
        facts = account.facts(t.child, e.pathway, self.day, t.chance)
        self.facts = dict(facts)
        code = t.chance.pick({"": 0.8, "facts_missing": 0.12, "evidence_missing": 0.08})
        missing = RETURNED_FOR.get(code, "")
        kept_back = {missing: facts.pop(missing)} if missing in facts else {}
        asked = Asked(
            pathway=e.pathway,
            facts=facts,
            legal_basis=t.child.stratum.basis,
            about=t.say("about", self.why),
            hoped_for=t.say("hoped") if t.chance.happens(0.8) else "",
            parent_view=t.chance.pick({"agrees": 0.86, "told": 0.08, "objects": 0.06}),
            parent_view_text=t.say("parent") if t.chance.happens(0.7) else "",
            risks=t.say("risks"),
        )
        self.risks = asked.risks
        yield Step(t.at(self.day), by, "send_referral", "child", {"asked": asked}, self.referral)
        self.later(1, 6)
        if kept_back and not self.over:
            open_question = "not_owed" if self.owed == "not_owed" else "not_yet_known"
            words = t.say("return", code)
            yield self.decide("return_for_information", code, words, open_question, (missing,))
            self.later(1, 5)
            answer = {"facts": kept_back}
            yield Step(t.at(self.day), by, "answer_referral", self.referral, answer)
            self.later(1, 3)

    def decide(
        self, outcome: str, code: str, words: str, owed: str, missing: tuple[str, ...] = ()
    ) -> Step:
        """A decision of today."""
        t = self.t
        if outcome != "return_for_information" and t.chance.happens(THIN):
            words = t.say("thin")
        next_on = t.days.calendar.working_days_after(self.day, t.chance.randint(2, 6))
        decision = deciding.Decision(
            outcome, Reason(code, words), owed, t.officer, next_on, missing
        )
        said = {"decision": decision}
        return Step(t.at(self.day), t.decider(), "decide_referral", self.referral, said)

    def answer(self) -> str:
        """What the pathway answers of the child today, on all that was said."""
        return self.t.judge(self.e.pathway, self.facts, self.t.child.born, self.day).child

    def accept_code(self) -> str:
        answer = self.answer()
        if answer == "eligible":
            return self.t.chance.pick({"criteria_met": 0.96, "interim": 0.04})
        return "exceptional" if answer == "not_eligible" else "interim"

    def refuse_code(self) -> str:
        codes = self.t.reasons(self.e.fate)
        if self.answer() != "not_eligible":
            codes = tuple(code for code in codes if code != "criteria_not_met")
        return self.t.chance.choice(codes)

    def turn_away(self) -> Iterator[Step]:
        """Not accepted, signposted, or withdrawn before anybody decided."""
        t = self.t
        if self.e.fate == "withdraw":
            code = t.chance.choice(("back_in_school", "other_route", "parent_asked"))
            said = {"reason": Reason(code, t.say("withdraw", code))}
            yield Step(t.at(self.day), t.officer, "withdraw_referral", self.referral, said)
            return
        code = self.refuse_code()
        yield self.decide(self.e.fate, code, t.say(self.e.fate, code), "not_owed")

    def find_place(self) -> Generator[Step, None, Provider | None]:
        """Offered until somebody agrees. Returns the provider who does, or None if none has yet."""
        t = self.t
        while True:
            self.later(1, 3)
            self.offers += 1
            self.placement = f"{self.e.line}.placement{self.offers}"
            home = t.child.home.at
            provider = t.county.provider_for(t.child.number, home, self.e.pathway, t.chance)
            t.slots |= {"provider": provider.name, "tutor": "the teacher"}
            brief = Brief(self.risks, t.say("brief"))
            offer = Offer(provider.id, t.child.stratum.basis, WHY[self.why].census, brief)
            said = {"offer": offer}
            by = t.broker if t.chance.happens(0.7) else t.officer
            yield Step(t.at(self.day), by, "offer_placement", self.referral, said, self.placement)
            self.later(1, 3)
            if self.over:
                return None
            if t.chance.happens(0.03):
                self.later(3, 6)
                silent = {"reason": Reason("no_answer", t.say("cancel", "no_answer"))}
                yield Step(t.at(self.day), t.officer, "cancel_placement", self.placement, silent)
                continue
            if provider.kind == "independent" and t.chance.happens(0.2):
                code = t.chance.pick(
                    {"no_capacity": 0.6, "need_not_met": 0.2, "distance": 0.15, "mix": 0.05}
                )
                said_no = {"reason": Reason(code, t.say("decline", code))}
                yield Step(
                    t.at(self.day), provider.lead, "decline_placement", self.placement, said_no
                )
                continue
            if provider.kind in RECEIVING:
                args = (t, provider, self.e.pathway, self.placement, self.day)
                if (day := (yield from before_a_place(*args))) is None:
                    self.day = t.days.today
                    return None
                self.day = day
            return (yield from self.agree(provider))

    def agree(self, provider: Provider) -> Generator[Step, None, Provider | None]:
        """The provider agrees; and, when the day comes, starts."""
        t = self.t
        starts_on = t.days.after(self.day, t.chance.randint(1, 6))
        tutor = provider.tutors[t.child.number % len(provider.tutors)] if provider.tutors else None
        self.tutor = tutor
        agreed = {"starts_on": starts_on, "tutor_id": tutor}
        yield Step(t.at(self.day), provider.lead, "accept_placement", self.placement, agreed)
        self.day = starts_on
        if self.over:
            return None
        t.slots["tutor"] = t.county.names[tutor] if tutor else "the teacher"
        if t.chance.happens(0.12):
            words = {"starts_on": starts_on, "reason": t.say("interim")}
            yield Step(t.at(self.day, 8), t.officer, "start_interim", self.placement, words)
            self.started_on = starts_on
            self.later(3, 9)
            plan = {"plan": self.plan(starts_on)}
            yield Step(t.at(self.day), provider.lead, "complete_plan", self.placement, plan)
        else:
            said = {"starts_on": starts_on, "plan": self.plan(starts_on)}
            yield Step(t.at(self.day, 8), provider.lead, "start_placement", self.placement, said)
            self.started_on = starts_on
        return provider

    def plan(self, starts_on: date) -> Plan:
        """The plan of the placement; its first review is kept in mind."""
        t = self.t
        latest = t.days.by("review", starts_on)
        self.review_on = min(t.days.after(starts_on, BETWEEN_REVIEWS), latest)
        aims = {t.pair("objective") for _ in range(t.chance.randint(1, 3))}
        self.minutes = t.chance.choice(t.child.stratum.minutes)
        t.slots["minutes"] = str(self.minutes)
        return Plan(tuple(sorted(aims)), self.minutes, self.review_on, self.intended())

    def intended(self) -> str:
        """Where the placement is meant to lead."""
        child = self.t.child
        if self.why == "otherwise":
            return "eotas"
        if (self.t.days.today - child.born).days > 15.8 * 365:
            return "post_16"
        if child.school:
            return "special" if child.school.phase == "special" else "own_school"
        return "special" if child.plan == "E" else "new_mainstream"

    def teach(self, provider: Provider, ends_on: date | None) -> Iterator[Step]:
        """Lessons, reviews, and the way back."""
        if self.tutor:
            yield from timetable.lessons(
                self.t, self.tutor, self.placement, self.minutes, self.started_on, ends_on
            )
        if self.keeps_duty:
            yield self.review_duty(self.owed)
        yield from self.review(provider, ends_on)
        if ends_on:
            yield from self.end(provider, ends_on)

    @property
    def keeps_duty(self) -> bool:
        """Whether what the council owes is looked at again along this line."""
        return self.e.first and self.owed != "not_owed"

    def review(self, provider: Provider, ends_on: date | None) -> Iterator[Step]:
        """Reviews of the placement by the day each is due, but for those that come late."""
        t = self.t
        until, due_on, going_back = ends_on or t.days.today, self.review_on, False
        while due_on < until:
            late = t.chance.randint(4, 22) if t.chance.happens(LATE) else 0
            self.day = t.days.after(due_on, late) if late else due_on
            if self.day >= until:
                return
            left = len(t.days.between(self.day, ends_on)) if ends_on else 999
            outcome = t.chance.pick({"continue": 0.78, "change": 0.22})
            if left < 50:
                outcome = "end" if left < 12 else "continue" if going_back else "step_back"
            next_on = min(t.days.after(self.day, BETWEEN_REVIEWS), t.days.by("review", self.day))
            held = Held(self.day, outcome, t.say("review", outcome), t.say("view"), next_on)
            by = provider.lead if t.chance.happens(0.4) else t.officer
            yield Step(t.at(self.day, 15), by, "hold_review", self.placement, {"held": held})
            if self.keeps_duty:
                yield self.review_duty(t.chance.choice((self.owed, "partly")))
            if outcome == "step_back" and ends_on:
                going_back = True
                yield from self.step_back(provider, ends_on)
            due_on = next_on

    def review_duty(self, answer: str) -> Step:
        """What is owed, looked at again at the end of a day."""
        t = self.t
        latest = t.days.by("duty_review", self.day)
        next_on = min(t.days.after(self.day, BETWEEN_REVIEWS + 2), latest)
        said = {"answer": answer, "reason": t.say("duty", answer), "next_on": next_on}
        return Step(t.at(self.day, 17), t.officer, "review_duty", "duty", said)

    def step_back(self, provider: Provider, ends_on: date) -> Iterator[Step]:
        """Steps to school in what is left of the stay."""
        t = self.t
        day, least = self.day, 0
        for number in range(1, t.chance.randint(2, 4)):
            from_on = t.days.after(day, 3)
            told_on = t.days.after(from_on, 5)
            if told_on >= ends_on:
                return
            words, minutes = max((t.pair("step") for _ in range(3)), key=lambda pair: int(pair[1]))
            if int(minutes) <= least:
                return
            least = int(minutes)
            label = f"{self.placement}.step{number}"
            planned = {"from_on": from_on, "words": words, "minutes_in_school": least}
            yield Step(
                t.at(t.days.after(day, 1)),
                t.officer,
                "plan_return_step",
                self.placement,
                planned,
                label,
            )
            done = "done" if t.chance.happens(0.8) else "not_done"
            told = {"outcome": done, "words": t.say("step_done", done)}
            by = t.child.school.senco if t.child.school else provider.lead
            yield Step(t.at(told_on), by, "record_return_step", label, told)
            day = t.days.after(day, STEP_DAYS)

    def end(self, provider: Provider, ends_on: date) -> Iterator[Step]:
        """The last day, and the check six weeks on that the return has held."""
        t = self.t
        self.day = self.ended_on = ends_on
        code = self.end_code(provider)
        self.destination = self.choose_destination(code)
        end = End(ends_on, Reason(code, t.say("end", code)), self.destination)
        yield Step(t.at(ends_on, 16), t.officer, "end_placement", self.placement, {"end": end})
        check_on = t.days.by("return_check", ends_on)
        self.day = t.days.after(check_on, t.chance.randint(1, 8))
        if self.over:
            return
        held = "no" if self.destination == "none" else t.sustained
        next_on = None
        if held != "yes":
            next_on = t.days.calendar.working_days_after(self.day, t.chance.randint(5, 15))
        said = {"sustained": held, "reason": t.say("check", held), "next_on": next_on}
        yield Step(t.at(self.day), t.officer, "check_return", self.placement, said)
        if next_on and self.e.first:
            self.day = next_on
            yield self.review_duty("owed" if held == "no" else "partly")

    def end_code(self, provider: Provider) -> str:
        codes = {"returned": 0.45, "objectives_met": 0.3, "time_limit": 0.1, "not_suitable": 0.12}
        if provider.kind == "independent":
            codes["provider_stopped"] = 0.03
        if self.intended() == "post_16":
            codes = {"age": 0.7, "objectives_met": 0.3}
        if self.t.child.school is None:
            codes.pop("returned", None)
        return self.t.chance.pick(codes)

    def choose_destination(self, code: str) -> str:
        places = [p for p in NEXT_STEP[code] if p != "own_school" or self.t.child.school]
        if self.intended() == "post_16" and code != "none":
            places = ["post_16"]
        return places[0] if self.t.chance.happens(0.7) else self.t.chance.choice(places)
