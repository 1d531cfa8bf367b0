"""The verbs of volunteers, on both databases."""

import os
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from app import events, tickets, volunteers
from app.kernel.errors import Invalid
from app.platform.db import session, transaction
from app.volunteers.models import AssignmentRow, VolunteerRow
from tests.makers import TODAY, a_schedule, an_act, an_event
from tests.makers.volunteering import HOUR, a_need, a_volunteer, a_wish


def taken(event: events.Event, need_id: int) -> int:
    return volunteers.get_need(event.id, need_id).taken


def shifts(secret: str) -> list[int]:
    return [need.id for need in volunteers.get(secret).shifts]


def claim(secret: str, need_id: int, *, adult: bool = False) -> None:
    with transaction():
        volunteers.claim(secret, volunteers.Asked(need_id, adult), an_act())


def test_a_shift_is_taken_and_counted(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)

    secret = a_volunteer(context, event, need, "Mina")

    assert volunteers.get(secret).handle == "Mina"
    assert shifts(secret) == [need]
    assert taken(event, need) == 1


def test_a_secret_is_stored_nowhere_and_the_handle_is_sealed(context: Flask) -> None:
    event = an_event(context)
    secret = a_volunteer(context, event, a_need(context, event), "Mina")

    row = session().scalars(select(VolunteerRow)).one()

    kept = row.secret_hash + row.ticket_hash + row.handle
    assert len(secret) == 26
    assert secret.encode() not in kept
    assert b"Mina" not in kept


def test_the_length_of_a_handle_does_not_show(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    for handle in ("M", "م" * 40):
        a_volunteer(context, event, need, handle)

    sealed = session().scalars(select(VolunteerRow.handle)).all()

    assert len({len(handle) for handle in sealed}) == 1


def test_the_same_form_sent_twice_is_one_claim(context: Flask) -> None:
    event = an_event(context)
    wish = a_wish(a_need(context, event))
    secrets = set()

    for _ in range(2):
        with transaction():
            secrets.add(volunteers.enlist(event.id, wish, an_act()))

    assert len(secrets) == 1
    assert taken(event, wish.asked.need_id) == 1


def test_a_replay_after_leaving_takes_nothing(context: Flask) -> None:
    event = an_event(context)
    wish = a_wish(a_need(context, event))
    with transaction():
        secret = volunteers.enlist(event.id, wish, an_act())
    with transaction():
        volunteers.leave(secret, wish.asked.need_id, an_act())

    with transaction():
        again = volunteers.enlist(event.id, wish, an_act())

    assert again == secret
    assert taken(event, wish.asked.need_id) == 0


def test_the_same_form_in_another_name_is_refused(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    nonce = os.urandom(16)
    with transaction():
        volunteers.enlist(
            event.id, volunteers.Wish(volunteers.Asked(need), "Mina", nonce), an_act()
        )

    with pytest.raises(volunteers.ReplayDiffers), transaction():
        volunteers.enlist(
            event.id, volunteers.Wish(volunteers.Asked(need), "Omid", nonce), an_act()
        )

    assert taken(event, need) == 1


def test_the_same_form_for_another_shift_is_a_further_claim_of_the_same_person(
    context: Flask,
) -> None:
    event = an_event(context)
    first, clashing = a_need(context, event), a_need(context, event, "sound", begins=1)
    later = a_need(context, event, begins=3)
    nonce = os.urandom(16)

    def send(need_id: int) -> str:
        with transaction():
            return volunteers.enlist(
                event.id, volunteers.Wish(volunteers.Asked(need_id), "Mina", nonce), an_act()
            )

    secret = send(first)
    with pytest.raises(volunteers.ClaimRefused):
        send(clashing)

    assert send(later) == secret
    assert shifts(secret) == [first, later]


@pytest.mark.parametrize("handle", ["", "  ", "\u202e", "x" * 41])
def test_a_handle_that_says_nothing_or_too_much_is_refused(context: Flask, handle: str) -> None:
    event = an_event(context)
    need = a_need(context, event)

    with pytest.raises(Invalid), transaction():
        volunteers.enlist(event.id, a_wish(need, handle), an_act())

    assert taken(event, need) == 0


def test_a_full_shift_refuses_by_name_and_leaves_nobody_behind(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    a_volunteer(context, event, need)

    with pytest.raises(volunteers.ClaimRefused) as refused, transaction():
        volunteers.enlist(event.id, a_wish(need), an_act())

    assert refused.value.objection is volunteers.Objection.FULL
    assert len(session().scalars(select(VolunteerRow)).all()) == 1


def test_a_further_claim_that_overlaps_is_refused(context: Flask) -> None:
    event = an_event(context)
    first, other = a_need(context, event), a_need(context, event, "sound", begins=1)
    secret = a_volunteer(context, event, first)

    with pytest.raises(volunteers.ClaimRefused) as refused:
        claim(secret, other)

    assert refused.value.objection is volunteers.Objection.OVERLAP
    assert shifts(secret) == [first]


def test_taking_the_same_shift_twice_is_once(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    secret = a_volunteer(context, event, need)

    claim(secret, need)

    assert taken(event, need) == 1


def test_who_said_once_to_be_of_age_need_not_say_it_again(context: Flask) -> None:
    event = an_event(context)
    open_to_all = a_need(context, event)
    one, two = (a_need(context, event, "steward", begins=hour, adults_only=True) for hour in (3, 6))
    secret = a_volunteer(context, event, open_to_all)

    with pytest.raises(volunteers.ClaimRefused):
        claim(secret, one)
    claim(secret, one, adult=True)
    claim(secret, two)

    assert shifts(secret) == [open_to_all, one, two]


def test_a_need_of_another_event_cannot_be_taken(context: Flask) -> None:
    here, there = an_event(context), an_event(context)
    mine, foreign = a_need(context, here), a_need(context, there)
    secret = a_volunteer(context, here, mine)

    with pytest.raises(volunteers.NeedNotFound):
        claim(secret, foreign)
    with pytest.raises(volunteers.NeedNotFound), transaction():
        volunteers.enlist(here.id, a_wish(foreign), an_act())

    assert taken(there, foreign) == 0


def test_a_draft_a_cancelled_and_a_past_event_take_nobody(context: Flask) -> None:
    closed = [
        an_event(context, published=False),
        an_event(context, schedule=a_schedule(TODAY - timedelta(days=2))),
        an_event(context),
    ]
    needs = [a_need(context, event) for event in closed]
    with transaction():
        events.cancel(closed[2].id, an_act())

    for event, need in zip(closed, needs, strict=True):
        with pytest.raises(volunteers.ClaimRefused) as refused, transaction():
            volunteers.enlist(event.id, a_wish(need), an_act())
        assert refused.value.objection is volunteers.Objection.CLOSED


def test_leaving_frees_the_place_and_revokes_nothing(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)
    secret = a_volunteer(context, event, need)
    ticket_hash = session().scalars(select(VolunteerRow.ticket_hash)).one()

    for _ in range(2):
        with transaction():
            volunteers.leave(secret, need, an_act())

    assert (shifts(secret), taken(event, need)) == ([], 0)
    assert not tickets.is_revoked(event.id, ticket_hash)
    assert shifts(a_volunteer(context, event, need, "Omid")) == [need]


def test_leaving_later_than_three_hours_before_is_refused(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    secret = a_volunteer(context, event, need)
    last = event.schedule.begins() - HOUR * 3

    with pytest.raises(volunteers.TooLateToLeave), transaction():
        volunteers.leave(secret, need, an_act(last + timedelta(seconds=1)))
    assert shifts(secret) == [need]

    with transaction():
        volunteers.leave(secret, need, an_act(last))
    assert shifts(secret) == []


def test_erasing_frees_all_shifts_revokes_the_ticket_and_leaves_no_row(context: Flask) -> None:
    event = an_event(context)
    first, second = a_need(context, event), a_need(context, event, begins=3)
    secret, other = (a_volunteer(context, event, first, handle) for handle in ("Mina", "Omid"))
    claim(secret, second)
    row = select(VolunteerRow.ticket_hash).order_by(VolunteerRow.id)
    erased_ticket, kept_ticket = session().scalars(row).all()

    with transaction():
        volunteers.erase(secret, an_act())

    assert volunteers.find(secret) is None
    assert shifts(other) == [first]
    assert (taken(event, first), taken(event, second)) == (1, 0)
    assert tickets.is_revoked(event.id, erased_ticket)
    assert not tickets.is_revoked(event.id, kept_ticket)


def test_erasing_works_after_the_tickets_are_void(context: Flask) -> None:
    event = an_event(context)
    secret = a_volunteer(context, event, a_need(context, event))
    tickets.destroy_key(event.uid)

    with transaction():
        volunteers.erase(secret, an_act())

    assert volunteers.volunteers_left(event.id) == 0


def test_a_secret_of_one_event_opens_nothing_of_another(context: Flask) -> None:
    here, there = an_event(context), an_event(context)
    nonce = b"n" * 16
    secrets = []
    for event in (here, there):
        wish = a_wish(a_need(context, event), nonce=nonce)
        with transaction():
            secrets.append(volunteers.enlist(event.id, wish, an_act()))

    assert secrets[0] != secrets[1]
    assert volunteers.get(secrets[0]).event_id == here.id


@pytest.mark.parametrize("forged", ["0" * 26, "Z" * 26])
def test_a_forged_secret_opens_nothing(context: Flask, forged: str) -> None:
    event = an_event(context)
    need = a_need(context, event)
    a_volunteer(context, event, need)

    assert volunteers.find(forged) is None
    with pytest.raises(volunteers.VolunteerNotFound), transaction():
        volunteers.leave(forged, need, an_act())


def test_the_ticket_is_of_the_class_of_volunteers_and_for_one(context: Flask) -> None:
    event = an_event(context)
    secret = a_volunteer(context, event, a_need(context, event))

    code = volunteers.code_of(volunteers.get(secret), secret)

    parsed = tickets.parse(code)
    row = session().scalars(select(VolunteerRow)).one()
    key = tickets.key_of(event.uid)
    assert (parsed.ticket_class, parsed.people) == (tickets.TicketClass.VOLUNTEER, 1)
    assert tickets.ticket_hash(key, parsed.ticket_id) == row.ticket_hash


def test_who_has_no_shift_has_no_ticket(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    secret = a_volunteer(context, event, need)
    with transaction():
        volunteers.leave(secret, need, an_act())

    with pytest.raises(volunteers.NoShift):
        volunteers.code_of(volunteers.get(secret), secret)


def test_the_database_itself_refuses_to_overfill(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event, most=1)

    with pytest.raises(IntegrityError, match="never_overfilled"), transaction():
        session().execute(text("UPDATE need SET taken = 2 WHERE id = :id"), {"id": need})


def test_the_database_itself_refuses_the_same_shift_twice(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    a_volunteer(context, event, need)
    held = session().scalars(select(AssignmentRow)).one()
    twin = {"need_id": held.need_id, "volunteer_id": held.volunteer_id}

    with pytest.raises(IntegrityError), transaction():
        session().execute(insert(AssignmentRow).values(twin))


def test_destroying_deletes_the_people_and_keeps_the_numbers(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    secret = a_volunteer(context, event, need)

    with transaction():
        destroyed = volunteers.destroy(event.id)
    volunteers.destroy_keys(event.uid)

    assert destroyed == 1
    assert (volunteers.find(secret), volunteers.volunteers_left(event.id)) == (None, 0)
    assert session().scalars(select(AssignmentRow)).all() == []
    assert taken(event, need) == 1


def test_kept_pages_are_dropped_only_when_hands_are_wanted_no_more_or_again(
    context: Flask,
) -> None:
    event = an_event(context)
    before = events.edition()
    need = a_need(context, event, most=2)
    opened = events.edition()
    first = a_volunteer(context, event, need)
    one_left = events.edition()
    a_volunteer(context, event, need)
    filled = events.edition()
    with transaction():
        volunteers.leave(first, need, an_act())

    assert before < opened == one_left < filled < events.edition()
