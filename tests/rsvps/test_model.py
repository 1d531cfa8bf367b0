"""Whatever happens in whatever order, places are given as a simple model says."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from flask import Flask

from app import events, rsvps
from app.kernel.errors import Invalid
from app.kernel.ids import KindId
from app.platform.db import transaction
from app.rsvps import Rules
from tests.makers import a_kind, an_act, an_event
from tests.rsvps.model import Line, Model

DEEDS = ("register", "register", "change", "seats", "cancel", "accept", "accept seats", "resize")


@dataclass
class Story:
    """What happens to the model and to the application, one thing after the other."""

    model: Model
    event: events.Event
    kinds: list[KindId]
    chance: random.Random
    secrets: list[str] = field(default_factory=list)

    def step(self) -> None:
        deed = self.chance.choice(DEEDS)
        if deed == "register" or not self.secrets:
            deed, wanted, done = "register", *self.register()
        elif deed == "resize":
            wanted, done = self.resize()
        else:
            wanted, done = self.answer(deed, self.chance.choice(self.secrets))
        assert done == wanted, deed

    def register(self) -> tuple[bool, bool]:
        people, nonce = self.chance.randint(1, 4), os.urandom(16)
        seats = [self.chance.choice((0, 0, 1, 2, 4)) for _ in self.kinds]
        secret = rsvps.secret_of(self.event.uid, nonce)
        wanted = self.model.register(secret, people, seats)
        wished = {kind: number for kind, number in zip(self.kinds, seats, strict=True) if number}
        wish = rsvps.Wish(people, nonce, wished)
        done = did(lambda: rsvps.register(self.event.id, wish, an_act()))
        self.secrets += [secret] if wanted else []
        return wanted, done

    def resize(self) -> tuple[bool, bool]:
        capacity, at = self.chance.randint(1, 8), self.chance.randrange(3)
        if at == 0:
            wanted = self.model.resize(self.model.places, capacity)
            waitlist = self.model.places.waitlist
            return wanted, did(lambda: rsvps.set_room(self.event.id, capacity, waitlist, an_act()))
        kind = self.model.kinds[at - 1]
        wanted = self.model.resize(kind, capacity)
        plan = a_plan(kind)
        plan = rsvps.KindPlan("en", plan.names, capacity, kind.waitlist, *the_rules(kind))
        kind_id = self.kinds[at - 1]
        return wanted, did(lambda: rsvps.change_kind(self.event.id, kind_id, plan, an_act()))

    def answer(self, deed: str, secret: str) -> tuple[bool, bool]:
        at, number = self.chance.randrange(len(self.kinds)), self.chance.randint(0, 4)
        kind, kind_id = self.model.kinds[at], self.kinds[at]
        people = max(1, number)
        going = self.model.places.states[secret] != "cancelled"
        if deed == "change":
            wanted = self.model.change(secret, people)
            return wanted, did(lambda: rsvps.change_people(secret, people, an_act()))
        if deed == "seats":
            wanted = self.model.change_seats(secret, kind, number)
            return wanted, did(lambda: rsvps.change_seats(secret, kind_id, number, an_act()))
        if deed == "accept":
            wanted = self.model.accept(secret)
            return wanted, did(lambda: rsvps.accept(secret, an_act()))
        if deed == "accept seats":
            wanted = going and kind.accept(secret)
            return wanted, did(lambda: rsvps.accept_seats(secret, kind_id, an_act()))
        self.model.leave(secret)
        return True, did(lambda: rsvps.cancel(secret, an_act()))

    def agrees(self) -> None:
        """Compare everything that the application says with the model."""
        told = {who: rsvps.get(who) for who in self.secrets}
        agree(self.model.places, told, everybody=True)
        counts = rsvps.counts(self.event.id)
        assert_counted(self.model.places, counts)
        seats = rsvps.seats_of(party.id for party in told.values())
        for kind, stands in zip(self.model.kinds, rsvps.kinds_of(self.event.id), strict=True):
            have = {who: seats[party.id].get(stands.id) for who, party in told.items()}
            agree(kind, {who: it for who, it in have.items() if it is not None}, everybody=False)
            assert_counted(kind, stands.counts)


def agree(
    line: Line, told: dict[str, rsvps.Party] | dict[str, rsvps.Seats], *, everybody: bool
) -> None:
    """Compare states, people and turns; who has no seats any more is told by nothing."""
    shown = {
        who: (state, line.people[who])
        for who, state in line.states.items()
        if everybody or state != "cancelled"
    }
    assert {who: (it.state.value, it.people) for who, it in told.items()} == shown
    turns = [told[who].position for who in line.line]
    assert turns == list(range(1, len(line.line) + 1))


def assert_counted(line: Line, counts: rsvps.Counts) -> None:
    assert counts.confirmed + counts.held == line.capacity - line.free() <= line.capacity
    assert counts.waiting == sum(line.people[who] for who in line.line)


def the_rules(line: Line) -> tuple[bool, bool]:
    return line.rules.by_offer, line.rules.smaller_pass


def a_plan(line: Line) -> rsvps.KindPlan:
    return rsvps.KindPlan("en", {"en": "Coach"}, line.capacity, line.waitlist, *the_rules(line))


def a_line(chance: random.Random) -> Line:
    rules = Rules(by_offer=chance.random() < 0.5, smaller_pass=chance.random() < 0.5)
    return Line(chance.randint(1, 8), rules, waitlist=chance.random() < 0.8)


def play(app: Flask, chance: random.Random, steps: int) -> None:
    """Do the same things to the model and to the application; compare after each."""
    model = Model(a_line(chance), [a_line(chance), a_line(chance)])
    places = model.places
    event = an_event(app, capacity=places.capacity, waitlist=places.waitlist)
    with transaction():
        rsvps.set_rules(event.id, places.rules, an_act())
    kinds = [a_kind(app, event, a_plan(line)) for line in model.kinds]
    story = Story(model, event, kinds, chance)
    for _ in range(steps):
        story.step()
        story.agrees()


def did(verb: Callable[[], object]) -> bool:
    try:
        with transaction():
            verb()
    except (
        Invalid,
        rsvps.Full,
        rsvps.TooLarge,
        rsvps.SeatsTaken,
        rsvps.PartyCancelled,
        rsvps.OfferEnded,
        rsvps.BelowConfirmed,
    ):
        return False
    return True


@pytest.mark.parametrize("seed", range(5))
def test_places_are_given_as_the_model_says(context: Flask, seed: int) -> None:
    play(context, random.Random(seed), 40)  # noqa: S311 - told again by its seed


@pytest.mark.soak
def test_places_are_given_as_the_model_says_in_a_thousand_stories(context: Flask) -> None:
    chance = random.Random(random.random())  # noqa: S311 - by the seed of the run
    for _ in range(1000):
        play(context, chance, 40)
