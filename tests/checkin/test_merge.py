"""What a set of records means, whatever way it came together."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from app.checkin.merge import Record, Tally, arrival, presence
from app.checkin.wire import Kind
from tests.checkin.schedules import DEVICES, GATES, SIZES, Streams, every, streams

NORTH, SOUTH, WEST = DEVICES


def a_scan(
    device: bytes = NORTH,
    seq: int = 1,
    people: int = 1,
    slot: int | None = 0,
    ticket: bytes = b"three",
) -> Record:
    return Record(device, seq, Kind.SCAN, slot, people, ticket)


def an_undo(of: Record, device: bytes = NORTH, seq: int = 9) -> Record:
    return Record(device, seq, Kind.UNDO, 0, target=of.name)


def a_tally(people: int, device: bytes = NORTH, seq: int = 1) -> Record:
    return Record(device, seq, Kind.TALLY, 0, amount=people)


def counted(*records: Record) -> dict[str, Tally]:
    return presence(records, GATES, SIZES)


def people(*records: Record) -> int:
    return sum(tally.people for tally in counted(*records).values())


@given(streams(), some.randoms(use_true_random=False))
def test_order_and_repeats_change_nothing(recorded: Streams, shuffled: random.Random) -> None:
    records = every(recorded)
    again = records * 2
    shuffled.shuffle(again)

    assert counted(*again) == counted(*records)


@given(streams())
def test_people_never_exceed_the_parties_and_are_never_negative(recorded: Streams) -> None:
    records = every(recorded)
    unknown = [record.people for record in records if record.ticket == b"nobody knows"]
    most = sum(SIZES.values()) + max(unknown, default=0)
    tallied = sum(max(0, record.amount) for record in records)

    found = counted(*records).values()

    assert 0 <= sum(tally.people for tally in found) <= most
    assert all(tally.volunteers >= 0 for tally in found)
    assert sum(tally.volunteers for tally in found) <= 2
    assert 0 <= sum(tally.walk_ins for tally in found) <= tallied


@given(streams(), some.integers(-300, 300))
def test_clocks_that_are_a_day_wrong_never_change_how_many_came(
    recorded: Streams, slots: int
) -> None:
    wrong = {
        device: [
            replace(record, slot=record.slot and record.slot + slots * (at % 2 or -1))
            for at, record in enumerate(stream)
        ]
        for device, stream in recorded.items()
    }

    def sums(streams: Streams) -> tuple[int, int, int]:
        found = counted(*every(streams)).values()
        return (
            sum(tally.people for tally in found),
            sum(tally.volunteers for tally in found),
            sum(tally.walk_ins for tally in found),
        )

    assert sums(wrong) == sums(recorded)


@given(streams(), some.sampled_from(DEVICES))
def test_undoing_everything_leaves_nobody(recorded: Streams, device: bytes) -> None:
    records = every(recorded)
    undos = [an_undo(record, device, 100 + at) for at, record in enumerate(records)]

    found = counted(*undos, *records)

    assert all(tally == Tally() for tally in found.values())


def test_a_ticket_counts_its_scans_up_to_the_size_of_the_party() -> None:
    assert people(a_scan(people=2)) == 2
    assert people(a_scan(people=2), a_scan(SOUTH, people=2)) == 3
    assert people(a_scan(people=6)) == 3


def test_people_count_where_they_came_first() -> None:
    late, early = a_scan(NORTH, people=2, slot=5), a_scan(SOUTH, people=2, slot=4)

    assert counted(late, early) == {"North": Tally(people=1), "South": Tally(people=2)}


def test_in_the_same_five_minutes_the_device_and_the_number_decide() -> None:
    scans = [a_scan(SOUTH, 1), a_scan(NORTH, 2), a_scan(NORTH, 1)]

    assert arrival(scans, 3).first == scans[2]
    assert arrival(scans[:2], 3).first == scans[1]


def test_a_time_that_is_not_known_comes_last() -> None:
    scans = [a_scan(NORTH, slot=None), a_scan(SOUTH, slot=10**6)]

    assert arrival(scans, 3).first == scans[1]


def test_where_nobody_knows_the_size_the_largest_scan_counts() -> None:
    erased = [a_scan(device, people=2, ticket=b"nobody knows") for device in (NORTH, SOUTH)]

    assert people(*erased) == 2


def test_an_undo_takes_its_record_away_from_any_phone_and_twice_is_as_once() -> None:
    scan = a_scan(people=3)

    assert people(scan, an_undo(scan)) == 0
    assert people(an_undo(scan, SOUTH), scan) == 0
    assert people(an_undo(scan), scan, an_undo(scan, SOUTH)) == 0


def test_an_undo_is_not_undone() -> None:
    scan = a_scan(people=3)
    undo = an_undo(scan)

    assert people(scan, undo, an_undo(undo, seq=10)) == 0


def test_undoing_the_first_arrival_lets_the_second_count() -> None:
    first, second = a_scan(NORTH, people=3, slot=1), a_scan(SOUTH, people=3, slot=2)

    assert counted(first, second, an_undo(first)) == {"South": Tally(people=3)}


def test_volunteers_are_counted_apart_and_once() -> None:
    scans = [Record(device, 1, Kind.VOLUNTEER, 0, 1, b"three") for device in (NORTH, SOUTH)]

    assert counted(*scans, a_scan(WEST)) == {
        "North": Tally(people=1, volunteers=1),
        "South": Tally(),
    }


def test_a_gate_never_counts_below_zero_but_its_phones_may() -> None:
    assert counted(a_tally(-2), a_tally(5, WEST)) == {"North": Tally(walk_ins=3)}
    assert counted(a_tally(-2), a_tally(5, SOUTH)) == {
        "North": Tally(walk_ins=0),
        "South": Tally(walk_ins=5),
    }


def test_a_typed_code_that_was_refused_counts_nobody() -> None:
    typed = Record(NORTH, 1, Kind.TYPED, 0, 3, b"three")

    assert people(typed) == 3
    assert people(replace(typed, refused=True)) == 0
