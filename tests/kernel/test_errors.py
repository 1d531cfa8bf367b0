"""The tree of refusals, and an act that cannot change on its way."""

import os
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from app.kernel.act import Act, Actor, By
from app.kernel.errors import Conflict, Gone, Invalid, NotFound, Refusal, Unavailable


def test_every_refusal_is_caught_as_one() -> None:
    assert {kind.__mro__[1] for kind in (NotFound, Invalid, Conflict, Unavailable)} == {Refusal}
    assert issubclass(Gone, Conflict)


def test_an_invalid_value_names_its_field() -> None:
    refusal = Invalid("people", "out_of_range")

    assert (refusal.field, refusal.reason, str(refusal)) == (
        "people",
        "out_of_range",
        "people: out_of_range",
    )


def test_an_act_stays_as_it_was_built() -> None:
    act = Act(datetime.now(UTC), By(Actor.ORGANISER, 7), os.urandom)

    with pytest.raises(FrozenInstanceError):
        act.now = datetime.now(UTC)  # type: ignore[misc] # that is the point

    assert (act.by.actor.value, act.by.organiser_id) == ("organiser", 7)
    assert By(Actor.ATTENDEE).organiser_id is None
