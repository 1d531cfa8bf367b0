"""What a shift asks of people: languages, training, a day to begin, and rests in between."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import events, volunteers
from app.kernel.errors import Invalid
from app.platform.db import session, transaction
from app.volunteers import Limits, Objection, Person, Setting, Skills, Terms, decide
from app.volunteers.models import VolunteerRow
from tests.makers import an_act, an_event
from tests.makers.volunteering import (
    DAY,
    HOUR,
    a_loose_need,
    a_need,
    a_plan,
    a_shift,
    a_volunteer,
    a_wish,
)

SETTING = Setting(DAY)
PERSIAN = Skills(speaks=frozenset({"fa"}))
TWO_SPEAK_PERSIAN = Terms(speakers={"fa": 2})


def refusal(app: Flask, event: events.Event, need: int, **said: object) -> Objection | None:
    """Return why somebody new is refused a shift, or nothing if they have it."""
    try:
        with transaction():
            volunteers.enlist(event.id, a_wish(need, **said), an_act())  # type: ignore[arg-type] # what is said
    except volunteers.ClaimRefused as refused:
        return refused.objection
    return None


@pytest.mark.parametrize(
    ("taken", "speakers", "skills", "objection"),
    [
        (0, 0, Skills(), None),
        (1, 0, Skills(), Objection.SPEAKERS),
        (1, 1, Skills(), None),
        (1, 0, PERSIAN, None),
        (2, 1, Skills(), Objection.SPEAKERS),
        (2, 1, PERSIAN, None),
        (2, 2, Skills(), None),
        (3, 2, PERSIAN, Objection.FULL),
    ],
)
def test_places_are_kept_for_the_speakers_that_are_missing(
    taken: int, speakers: int, skills: Skills, objection: Objection | None
) -> None:
    need = a_loose_need(most=3, taken=taken, terms=TWO_SPEAK_PERSIAN, speakers={"fa": speakers})

    assert decide(need, Person(skills=skills), SETTING) is objection


def test_a_shift_is_never_filled_with_too_few_who_speak_a_language(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=3, terms=TWO_SPEAK_PERSIAN)

    refused = [
        refusal(context, event, need, speaks=speaks)
        for speaks in ((), (), ("fr",), ("fa",), ("fr", "fa"), ("fa",))
    ]

    assert refused == [None, Objection.SPEAKERS, Objection.SPEAKERS, None, None, Objection.FULL]
    assert volunteers.get_need(event.id, need).speakers == {"fa": 2, "fr": 1}


def test_a_speaker_who_leaves_is_missed(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=2, terms=Terms(speakers={"fa": 1}))
    speaker = a_volunteer(context, event, need, "Mina", speaks=("fa",))
    a_volunteer(context, event, need, "Omid")
    with transaction():
        volunteers.leave(speaker, need, an_act())

    assert refusal(context, event, need) is Objection.SPEAKERS
    assert refusal(context, event, need, speaks=("fa",)) is None


def test_a_freed_place_goes_to_the_first_in_line_who_speaks_what_is_missing(
    context: Flask,
) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1, terms=Terms(speakers={"fa": 1}))
    holder = a_volunteer(context, event, need, "Mina", speaks=("fa",))
    first = a_volunteer(context, event, need, "Omid")
    second = a_volunteer(context, event, need, "Sara", speaks=("fa",))

    with transaction():
        volunteers.leave(holder, need, an_act())

    standing = [volunteers.get(who).candidacies[0].standing for who in (first, second)]
    assert standing == [volunteers.Standing.WAITING, volunteers.Standing.OFFERED]


def test_a_speaker_hands_over_to_a_speaker(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1, terms=Terms(speakers={"fa": 1}))
    mina = a_volunteer(context, event, need, "Mina", speaks=("fa",))
    with transaction():
        volunteers.hand_over_by_link(mina, need, an_act())
    link = volunteers.get(mina).hand_overs[0].secret

    refused = refusal(context, event, need, link=link)
    taken = refusal(context, event, need, link=link, speaks=("fa",))

    assert (refused, taken) == (Objection.SPEAKERS, None)
    assert volunteers.get_need(event.id, need).speakers == {"fa": 1}


def test_what_somebody_says_later_counts_for_what_they_have(context: Flask) -> None:
    event = an_event(context)
    first, second = a_need(context, event), a_need(context, event, begins=5)
    mina = a_volunteer(context, event, first, "Mina")

    with transaction():
        asked = volunteers.Asked(second, speaks=frozenset({"fa"}))
        volunteers.claim(mina, asked, an_act())

    counted = [volunteers.get_need(event.id, need).speakers for need in (first, second)]
    assert counted == [{"fa": 1}, {"fa": 1}]
    assert volunteers.get(mina).skills == PERSIAN


def test_what_somebody_can_is_sealed(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    mina = a_volunteer(context, event, need, "Mina", speaks=("fa", "ku"))
    volunteer = volunteers.get(mina)

    row = session().scalars(select(VolunteerRow).where(VolunteerRow.id == volunteer.id)).one()

    assert volunteer.skills.speaks == {"fa", "ku"}
    assert row.skills is not None
    assert b'"ku"' not in row.skills


def test_more_speakers_than_places_cannot_be_wanted(context: Flask) -> None:
    event = an_event(context)
    plan = a_plan(a_shift(event), most=2, terms=Terms(speakers={"fa": 2, "fr": 1}))

    with pytest.raises(Invalid) as refused, transaction():
        volunteers.add_need(event.id, plan, an_act())

    assert (refused.value.field, refused.value.reason) == ("first_speakers", "more_than_most")


def test_only_who_was_trained_takes_what_asks_for_it(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, "first-aid", terms=Terms(trained_only=True))

    assert refusal(context, event, need) is Objection.TRAINED_ONLY
    assert refusal(context, event, need, trained=True) is None


def test_training_for_one_role_is_none_for_another(context: Flask) -> None:
    event = an_event(context)
    aid = a_need(context, event, "first-aid", terms=Terms(trained_only=True))
    other = a_need(context, event, "de-escalation", begins=5, terms=Terms(trained_only=True))
    with transaction():
        mina = volunteers.enlist(event.id, a_wish(aid, trained=True), an_act())

    with pytest.raises(volunteers.ClaimRefused) as refused, transaction():
        volunteers.claim(mina, volunteers.Asked(other), an_act())

    assert refused.value.objection is Objection.TRAINED_ONLY


def test_a_shift_can_be_taken_from_its_day_on() -> None:
    opens = DAY + HOUR
    need = a_loose_need(terms=Terms(opens_at=opens))

    before = decide(need, Person(), Setting(opens - timedelta(seconds=1)))

    assert before is Objection.NOT_YET
    assert decide(need, Person(), Setting(opens)) is None


@pytest.mark.parametrize(("hours", "may"), [(23, False), (24, True), (25, True)])
def test_each_role_says_until_when_its_shift_can_be_given_back(
    hours: int,
    may: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    need = a_loose_need(terms=Terms(notice=HOUR * 24))

    assert volunteers.may_leave(need, need.shift.starts - HOUR * hours) is may


@pytest.mark.parametrize(
    ("begins", "hours", "objection"),
    [
        (12, 2, None),  # eight to twelve, then two hours more: six in all
        (12, 3, Objection.STRETCH),
        (12.25, 3, Objection.STRETCH),  # a quarter of an hour is no rest
        (12.5, 3, None),
        (5, 3, Objection.STRETCH),  # before it, too
        (5, 2.5, None),
    ],
)
def test_nobody_is_on_duty_for_longer_than_the_longest_stretch(
    begins: float, hours: float, objection: Objection | None
) -> None:
    held = a_loose_need(begins=8, hours=4)
    setting = Setting(DAY, limits=Limits(longest=HOUR * 6, rest=HOUR / 2))

    wanted = a_loose_need(begins=begins, hours=hours)

    assert decide(wanted, Person((held,)), setting) is objection


def test_two_stretches_that_a_shift_would_join_count_as_one() -> None:
    held = (a_loose_need(begins=6, hours=2), a_loose_need(begins=10, hours=2))
    setting = Setting(DAY, limits=Limits(longest=HOUR * 5, rest=HOUR))

    assert decide(a_loose_need(begins=8, hours=2), Person(held), setting) is Objection.STRETCH


def test_a_single_long_shift_is_as_long_as_it_was_made() -> None:
    setting = Setting(DAY, limits=Limits(longest=HOUR * 5, rest=HOUR))

    assert decide(a_loose_need(begins=8, hours=9), Person(), setting) is None


def test_the_limits_of_an_event_hold_for_every_claim(context: Flask) -> None:
    event = an_event(context)
    first, second = a_need(context, event), a_need(context, event, begins=2, hours=4)
    mina = a_volunteer(context, event, first)
    with transaction():
        volunteers.limit_duty(event.id, Limits(HOUR * 5, HOUR), an_act())

    with pytest.raises(volunteers.ClaimRefused) as refused, transaction():
        volunteers.claim(mina, volunteers.Asked(second), an_act())

    assert refused.value.objection is Objection.STRETCH


@pytest.mark.parametrize(
    ("limits", "field"), [(Limits(HOUR * 25, HOUR), "longest"), (Limits(HOUR * 5), "rest")]
)
def test_limits_that_cannot_be_are_refused(context: Flask, limits: Limits, field: str) -> None:
    event = an_event(context)

    with pytest.raises(Invalid) as refused, transaction():
        volunteers.limit_duty(event.id, limits, an_act())

    assert refused.value.field == field


def test_a_shift_that_opens_after_its_end_cannot_be_planned(context: Flask) -> None:
    event = an_event(context)
    plan = a_plan(a_shift(event), terms=Terms(opens_at=datetime(2099, 1, 1, tzinfo=UTC)))

    with pytest.raises(Invalid) as refused, transaction():
        volunteers.add_need(event.id, plan, an_act())

    assert refused.value.field == "opens_on"
