"""Whatever happens in whatever order, places are given as a simple model says."""

import os
import random
from dataclasses import dataclass, field

import pytest
from flask import Flask

from app import events, rsvps
from app.platform.db import transaction
from app.rsvps import Rules
from tests.makers import an_act, an_event

HOLDING = {"confirmed", "offered"}


@dataclass
class Model:
    """The rule in its plainest form: a list of parties, looked through from the start each time."""

    capacity: int
    rules: Rules
    waitlist: bool = True
    states: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    line: list[str] = field(default_factory=list)

    def free(self) -> int:
        taken = [self.people[who] for who, state in self.states.items() if state in HOLDING]
        return self.capacity - sum(taken)

    def may_enter(self, people: int) -> bool:
        return people <= self.free() and (not self.line or self.rules.smaller_pass)

    def register(self, who: str, people: int) -> bool:
        if people > self.capacity or not (self.may_enter(people) or self.waitlist):
            return False
        self.people[who] = people
        self.states[who] = "confirmed" if self.may_enter(people) else "waiting"
        if self.states[who] == "waiting":
            self.line.append(who)
        return True

    def change(self, who: str, people: int) -> bool:
        if self.states[who] == "cancelled" or people > self.capacity:
            return False
        more = people - self.people[who]
        if self.states[who] in HOLDING and more > 0 and not self.may_enter(more):
            return False
        self.people[who] = people
        self.promote()
        return True

    def leave(self, who: str) -> None:
        self.states[who] = "cancelled"
        if who in self.line:
            self.line.remove(who)
        self.promote()

    def accept(self, who: str) -> bool:
        if self.states[who] == "offered":
            self.states[who] = "confirmed"
        return self.states[who] == "confirmed"

    def resize(self, capacity: int) -> bool:
        if capacity < self.capacity - self.free():
            return False
        self.capacity = capacity
        self.promote()
        return True

    def promote(self) -> None:
        for who in list(self.line):
            if self.people[who] > self.capacity:
                continue
            if self.people[who] > self.free():
                if self.rules.smaller_pass:
                    continue
                return
            self.line.remove(who)
            self.states[who] = "offered" if self.rules.by_offer else "confirmed"


def play(app: Flask, chance: random.Random, steps: int) -> None:
    """Do the same things to the model and to the application; compare after each."""
    rules = Rules(by_offer=chance.random() < 0.5, smaller_pass=chance.random() < 0.5)
    model = Model(chance.randint(1, 8), rules, waitlist=chance.random() < 0.8)
    event = an_event(app, capacity=model.capacity, waitlist=model.waitlist)
    with transaction():
        rsvps.set_rules(event.id, rules, an_act())
    secrets: list[str] = []
    for _ in range(steps):
        step(event, model, secrets, chance)
        told = {who: rsvps.get(who) for who in secrets}
        assert {who: party.state.value for who, party in told.items()} == model.states
        assert {who: party.people for who, party in told.items()} == model.people
        assert [party.position for party in (told[who] for who in model.line)] == list(
            range(1, len(model.line) + 1)
        )
        counts = rsvps.counts(event.id)
        assert counts.confirmed + counts.held == model.capacity - model.free() <= model.capacity


def step(event: events.Event, model: Model, secrets: list[str], chance: random.Random) -> None:
    deed = chance.choice(["register", "register", "change", "cancel", "accept", "resize"])
    people = chance.randint(1, 4)
    if deed == "register" or not secrets:
        nonce = os.urandom(16)
        secret = rsvps.secret_of(event.uid, nonce)
        wanted = model.register(secret, people)
        done = did(lambda: rsvps.register(event.id, rsvps.Wish(people, nonce), an_act()))
        secrets += [secret] if wanted else []
    elif deed == "resize":
        capacity = chance.randint(1, 8)
        wanted = model.resize(capacity)
        done = did(lambda: rsvps.set_room(event.id, capacity, model.waitlist, an_act()))
    else:
        secret = chance.choice(secrets)
        wanted, done = answer(deed, model, secret, people)
    assert done == wanted, deed


def answer(deed: str, model: Model, secret: str, people: int) -> tuple[bool, bool]:
    if deed == "change":
        wanted = model.change(secret, people)
        return wanted, did(lambda: rsvps.change_people(secret, people, an_act()))
    if deed == "accept":
        return model.accept(secret), did(lambda: rsvps.accept(secret, an_act()))
    model.leave(secret)
    return True, did(lambda: rsvps.cancel(secret, an_act()))


def did(verb: object) -> bool:
    try:
        with transaction():
            verb()  # type: ignore[operator] # a lambda without arguments
    except (
        rsvps.Full,
        rsvps.TooLarge,
        rsvps.PartyCancelled,
        rsvps.OfferEnded,
        rsvps.BelowConfirmed,
    ):
        return False
    return True


@pytest.mark.parametrize("seed", range(3))
def test_places_are_given_as_the_model_says(context: Flask, seed: int) -> None:
    play(context, random.Random(seed), 25)  # noqa: S311 - told again by its seed


@pytest.mark.soak
def test_places_are_given_as_the_model_says_in_a_thousand_stories(context: Flask) -> None:
    chance = random.Random(random.random())  # noqa: S311 - by the seed of the run
    for _ in range(1000):
        play(context, chance, 40)
