"""What phones send is read exactly, or refused as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.checkin.errors import MalformedBatch
from app.checkin.wire import MOST_RECORDS, SLOT, Batch, Kind, Sent, parse
from tests.makers.phone import (
    NOON,
    batch,
    scan,
    tally,
    typed,
    undo,
    varint,
    volunteer,
    zigzag,
)

TICKET = bytes(range(8))
WHOLE = batch([scan(TICKET, 3), undo(1), tally(-5), typed(TICKET), volunteer(TICKET)], first=200)


def header(first: int = 1, count: int = 0, time: int = 0, heard: int = 1, offset: int = 0) -> bytes:
    return b"\x01" + varint(first) + varint(count) + varint(time) + bytes([heard]) + zigzag(offset)


def test_a_batch_is_read_as_it_was_written() -> None:
    other = b"d" * 8
    sent = [
        scan(TICKET, 3),
        undo(7, other, after=299),
        tally(-5, after=1),
        typed(TICKET, 2, after=-600),
        volunteer(TICKET),
    ]
    noon = NOON // SLOT

    read = parse(batch(sent, first=200, time=NOON - 1000, offset=1000))

    assert read == Batch(
        200,
        (
            Sent(200, Kind.SCAN, noon, 3, TICKET),
            Sent(201, Kind.UNDO, noon, target_device=other, target_seq=7),
            Sent(202, Kind.TALLY, noon + 1, amount=-5),
            Sent(203, Kind.TYPED, noon - 1, 2, TICKET),
            Sent(204, Kind.VOLUNTEER, noon - 1, 1, TICKET),
        ),
    )


def test_an_empty_batch_says_nothing() -> None:
    assert parse(batch([])) == Batch(1, ())


def test_a_thousand_records_fit_and_no_more() -> None:
    assert len(parse(batch([tally(1)] * MOST_RECORDS)).records) == MOST_RECORDS
    with pytest.raises(MalformedBatch):
        parse(batch([tally(1)] * (MOST_RECORDS + 1)))


@given(
    time=some.integers(0, 2**42),
    offset=some.integers(-(2**40), 2**40),
    steps=some.lists(some.integers(-(10**6), 10**6), min_size=1, max_size=9),
)
def test_a_time_is_that_of_the_server_rounded_down(
    time: int, offset: int, steps: list[int]
) -> None:
    read = parse(batch([tally(1, after=step) for step in steps], time=time, offset=offset))

    at = time + offset
    for step, record in zip(steps, read.records, strict=True):
        at += step * 1000
        assert record.slot == (at // SLOT if at >= 0 else None)


def test_a_phone_that_never_heard_our_clock_knows_no_time() -> None:
    [record] = parse(batch([tally(1)], heard=False)).records

    assert record.slot is None


@pytest.mark.parametrize("end", range(len(WHOLE)))
def test_half_a_batch_is_refused(end: int) -> None:
    with pytest.raises(MalformedBatch):
        parse(WHOLE[:end])


@pytest.mark.parametrize(
    "body",
    [
        WHOLE + b"\0",
        b"\x02" + WHOLE[1:],
        header(first=0),
        header(first=2**31),
        header(first=2**31 - 1, count=1) + tally(1) + b"",
        header(heard=2),
        header(time=2**53),
        header(offset=2**53),
        b"\x01\x81\x00" + header()[2:],
        b"\x01" + b"\xff" * 12 + header(),
        batch([bytes([5, 0, 0])]),
        batch([scan(TICKET, 0)]),
        batch([scan(TICKET, 64)]),
        batch([typed(TICKET, 0)]),
        batch([bytes([4, 2, 0]) + TICKET]),
        batch([bytes([2, 1, 0, 2])]),
        batch([bytes([1, 1, 0]) + TICKET + b"\x01"]),
        batch([undo(2**31)]),
        batch([tally(10_001)]),
        batch([tally(-10_001)]),
    ],
    ids=str,
)
def test_what_the_protocol_does_not_say_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedBatch):
        parse(body)


@given(some.binary(max_size=60))
def test_any_bytes_are_read_or_refused_by_name(body: bytes) -> None:
    for candidate in (body, header(count=3) + body):
        try:
            read = parse(candidate)
        except MalformedBatch:
            continue
        assert all(record.people <= 63 for record in read.records)


@given(some.integers(0, len(WHOLE) * 8 - 1))
def test_one_flipped_bit_never_makes_more_records(bit: int) -> None:
    flipped = bytearray(WHOLE)
    flipped[bit // 8] ^= 1 << bit % 8
    try:
        read = parse(bytes(flipped))
    except MalformedBatch:
        return
    assert len(read.records) == 5


def test_a_ticket_id_is_never_shown() -> None:
    assert repr(TICKET) not in repr(parse(WHOLE))
