"""What the tables say is what the pure function says, on both databases."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from app import checkin, rsvps, tickets, volunteers
from app.checkin.models import ArrivalRow, RecordRow
from app.checkin.queries import news
from app.platform.db import session, transaction
from tests.checkin.schedules import Streams, deliveries, streams
from tests.checkin.venue import Venue, a_venue, judged
from tests.makers import a_party, an_act, an_event
from tests.makers.gate import a_cancelled_ticket, a_device, a_ticket, random_id, take, ticket_of
from tests.makers.phone import scan, tally, typed, undo, volunteer
from tests.makers.volunteering import a_need, a_volunteer

on_a_database = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def facts(venue: Venue) -> list[object]:
    """Return all that the tables hold, but when each ticket changed."""
    ids = [device.id for device in venue.devices.values()]
    records = select(RecordRow).where(RecordRow.device_id.in_(ids))
    arrivals = select(ArrivalRow).where(ArrivalRow.event_id == venue.event.id)
    return [
        sorted((r.device_id, r.seq, r.undone, r.counted) for r in session().scalars(records)),
        sorted(
            (row.ticket_hash, row.volunteer, row.people, row.said, row.gate, row.slot or -1)
            for row in session().scalars(arrivals)
        ),
    ]


@on_a_database
@given(data=some.data(), recorded=streams())
def test_the_tables_say_what_the_set_of_records_means(
    context: Flask, data: some.DataObject, recorded: Streams
) -> None:
    venue = a_venue(context)

    venue.deliver(data.draw(deliveries(recorded)))

    assert venue.counted() == judged(recorded)


@on_a_database
@given(data=some.data(), recorded=streams())
def test_whatever_comes_again_changes_nothing(
    context: Flask, data: some.DataObject, recorded: Streams
) -> None:
    venue = a_venue(context)
    batches = data.draw(deliveries(recorded))
    venue.deliver(batches)
    before, cursor = facts(venue), tickets.latest_news(venue.event.id)
    session().rollback()

    venue.deliver(data.draw(some.permutations(batches)))

    assert facts(venue) == before
    assert tickets.latest_news(venue.event.id) == cursor


@on_a_database
@given(data=some.data(), recorded=streams())
def test_gaps_are_exactly_what_is_missing(
    context: Flask, data: some.DataObject, recorded: Streams
) -> None:
    venue = a_venue(context)
    batches = data.draw(deliveries(recorded))
    kept = data.draw(some.integers(0, len(batches)))

    venue.deliver(batches[:kept])

    for device, phone in venue.devices.items():
        held = {
            record.seq for batch in batches[:kept] for record in batch if record.device == device
        }
        missing = {seq for low, high in checkin.gaps(phone.id) for seq in range(low, high + 1)}
        assert missing == set(range(1, max(held, default=0) + 1)) - held
        found = checkin.find_device(phone.name)
        assert found is not None
        assert (found.high, found.missing) == (max(held, default=0), len(missing))


def test_a_party_that_erases_itself_stays_counted(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event, people=3)
    ticket = ticket_of(event, secret)
    north, south = a_device(event, "North"), a_device(event, "South")
    take(north, [scan(ticket, 3)])

    with transaction():
        rsvps.erase(secret, an_act())
    take(south, [scan(ticket, 5)])

    found = checkin.presence(event.id)
    assert (found.people, found.cancelled) == (3, 1)


def test_a_party_that_shrinks_after_it_came_stays_as_it_came(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event, people=4)
    ticket = ticket_of(event, secret)
    phone = a_device(event)
    take(phone, [scan(ticket, 3)])

    with transaction():
        rsvps.change_people(secret, 2, an_act())
    take(phone, [scan(ticket, 1)], first=2)

    assert checkin.presence(event.id).people == 4


def test_a_party_that_grew_meanwhile_may_all_come(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event, people=2)
    ticket = ticket_of(event, secret)
    phone = a_device(event)
    take(phone, [scan(ticket, 2)])

    with transaction():
        rsvps.change_people(secret, 4, an_act())
    take(phone, [scan(ticket, 2)], first=2)

    assert checkin.presence(event.id).people == 4


def test_a_cancelled_pass_that_a_phone_let_in_counts_and_is_flagged(context: Flask) -> None:
    event = an_event(context)

    take(a_device(event), [scan(a_cancelled_ticket(context, event))])

    found = checkin.presence(event.id)
    assert (found.people, found.cancelled, found.repeated) == (1, 1, 0)


def test_a_typed_code_keeps_its_answer_when_the_party_cancels(context: Flask) -> None:
    event = an_event(context)
    secret = a_party(context, event, people=2)
    code = typed(ticket_of(event, secret), 2)
    phone = a_device(event)
    first = take(phone, [code])
    with transaction():
        rsvps.cancel(secret, an_act())

    again = take(phone, [code])
    later = take(phone, [code], first=2)

    assert (first.typed, again.typed, later.typed) == (
        {1: "counted"},
        {1: "counted"},
        {2: "refused"},
    )
    assert checkin.presence(event.id).people == 2


def test_a_volunteers_code_may_be_typed(context: Flask) -> None:
    event = an_event(context)
    secret = a_volunteer(context, event, a_need(context, event))
    phone, code = a_device(event), typed(ticket_of(event, secret), 3)

    first = take(phone, [code, volunteer(ticket_of(event, secret))])
    again = take(phone, [code], first=3)

    found = checkin.presence(event.id)
    assert (first.typed, again.typed) == ({1: "counted"}, {3: "already"})
    assert (found.volunteers, found.people) == (1, 0)


def test_the_code_of_a_volunteer_without_a_shift_is_refused(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    secret = a_volunteer(context, event, need)
    with transaction():
        volunteers.leave(secret, need, an_act())

    receipt = take(a_device(event), [typed(ticket_of(event, secret))])

    assert receipt.typed == {1: "refused"}
    assert checkin.presence(event.id).volunteers == 0


def test_a_phone_that_was_shut_out_adds_nothing_and_what_it_counted_stays(context: Flask) -> None:
    event = an_event(context)
    phone = a_device(event)
    take(phone, [tally(5)])
    with transaction():
        checkin.revoke(event.id, phone.name, an_act())

    with pytest.raises(checkin.DeviceRevoked):
        take(phone, [tally(7)], first=2)

    assert checkin.presence(event.id).walk_ins == 5


def test_a_phone_that_nobody_confirmed_adds_nothing(context: Flask) -> None:
    event = an_event(context)
    phone = a_device(event, to_confirm=True)

    with pytest.raises(checkin.DeviceRevoked):
        take(phone, [tally(7)])


def test_a_phone_undoes_nothing_at_another_event(context: Flask) -> None:
    here, there = an_event(context), an_event(context)
    near, far = a_device(here), a_device(there)
    take(near, [tally(5), tally(2)])

    take(far, [undo(1, near.name), undo(4, near.name), undo(9, b"nobody..")])
    take(near, [tally(1), tally(1)], first=3)

    assert checkin.presence(here.id).walk_ins == 9


def test_a_pass_of_another_event_is_another_pass(context: Flask) -> None:
    here, there = an_event(context), an_event(context)
    ticket = a_ticket(context, there, people=3)

    receipt = take(a_device(here), [typed(ticket, 3), scan(ticket, 3)])

    assert receipt.typed == {1: "refused"}
    assert checkin.presence(there.id).people == 0


def test_the_ids_of_tickets_are_kept_nowhere(context: Flask) -> None:
    event = an_event(context)
    ids = [a_ticket(context, event), random_id(), random_id()]

    take(a_device(event), [scan(ids[0]), typed(ids[1]), volunteer(ids[2])])

    for row in session().scalars(select(RecordRow)):
        assert row.ticket_hash is not None
        assert all(id_ not in row.ticket_hash for id_ in ids)


def test_what_is_news_for_other_phones_tells_undone_passes_once(context: Flask) -> None:
    event = an_event(context)
    ticket = a_ticket(context, event, people=3)
    phone = a_device(event, "North")
    take(phone, [scan(ticket, 2)])
    [first] = news(event.id, 0).seen
    cursor = news(event.id, 0).cursor

    take(phone, [undo(1)], first=2)

    [undone] = news(event.id, cursor).seen
    assert (first.people, first.gate) == (2, "North")
    assert (undone.short_hash, undone.people) == (first.short_hash, 0)
    assert news(event.id, 0).seen == ()


def test_a_cursor_from_before_a_restored_backup_asks_for_everything(context: Flask) -> None:
    event = an_event(context)
    take(a_device(event), [scan(a_ticket(context, event))])

    assert len(news(event.id, 10**6).seen) == 1
