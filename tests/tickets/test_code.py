"""The code of a ticket: its bytes, its alphabet, and what its signature refuses."""

import os
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import tickets
from app.kernel.ids import CROCKFORD
from app.tickets.code import ALPHABET, read, write

INSTANCE = b"i" * 16
OWN_LINK = "3ZQ8M0T5V9XK7C2B4N6P1R8S0D"


def a_key() -> tickets.EventKey:
    return tickets.new_event_key(str(uuid.uuid4()), os.urandom)


def a_code(key: tickets.EventKey, people: int = 3, instance: bytes = INSTANCE) -> str:
    return tickets.issue(
        key, instance, OWN_LINK, people=people, ticket_class=tickets.TicketClass.ATTENDEE
    )


def verified(code: str, key: tickets.EventKey, instance: bytes = INSTANCE) -> tickets.Parsed:
    return tickets.verify(code, key.public, instance, key.event_id)


def with_bit_flipped(code: str, bit: int) -> str:
    raw = bytearray(read(code))
    raw[bit // 8] ^= 0x80 >> bit % 8
    return write(bytes(raw))


@given(st.binary(min_size=76, max_size=76))
def test_what_is_written_is_read_back(raw: bytes) -> None:
    code = write(raw)

    assert len(code) == 114
    assert set(code) <= set(ALPHABET)
    assert read(code) == raw


def test_the_alphabet_has_41_characters_that_addresses_need_not_escape() -> None:
    assert ALPHABET == "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:"


def test_two_bytes_become_three_characters_the_most_significant_first() -> None:
    written = write(bytes([0, 0, 0, 40, 0, 41, 255, 255]))

    # 65,535 = 38 × 41² + 40 × 41 + 17
    assert written == "000" + "00:" + "010" + "-:H"


def test_the_bytes_are_laid_out_as_the_protocol_says() -> None:
    key = a_key()

    raw = read(a_code(key, people=5))

    assert len(raw) == 76
    assert raw[0] == 1 << 5 | key.index
    assert raw[1:3] == key.hint
    assert raw[3:11] == tickets.ticket_id(key, OWN_LINK)
    assert raw[11] == 5 << 2 | 0


def test_the_signature_covers_domain_instance_event_and_the_first_twelve_bytes() -> None:
    key = a_key()
    raw = read(a_code(key))

    signed = b"turnout/ticket/1\0" + INSTANCE + uuid.UUID(key.event_uid).bytes + raw[:12]

    assert key.signer().sign(signed) == raw[12:]


def test_a_genuine_code_says_what_it_was_made_from() -> None:
    key = a_key()

    parsed = verified(a_code(key, people=63), key)

    assert (parsed.people, parsed.ticket_class) == (63, tickets.TicketClass.ATTENDEE)
    assert (parsed.version, parsed.key_index, parsed.hint) == (1, key.index, key.hint)


def test_a_volunteers_ticket_says_so() -> None:
    key = a_key()
    code = tickets.issue(
        key, INSTANCE, OWN_LINK, people=1, ticket_class=tickets.TicketClass.VOLUNTEER
    )

    assert verified(code, key).ticket_class is tickets.TicketClass.VOLUNTEER


def test_the_number_of_people_changes_the_code_but_not_the_id() -> None:
    key = a_key()

    two, four = (tickets.parse(a_code(key, people)) for people in (2, 4))

    assert two.signature != four.signature
    assert two.ticket_id == four.ticket_id


def test_the_code_is_not_the_secret_of_the_page() -> None:
    key = a_key()

    code = a_code(key)

    assert OWN_LINK not in code
    assert OWN_LINK.encode() not in read(code)


@pytest.mark.parametrize("people", [0, -1, 64])
def test_no_ticket_is_made_for_nobody_or_for_more_than_its_bits_can_say(people: int) -> None:
    with pytest.raises(ValueError, match="1 to 63"):
        a_code(a_key(), people)


def test_one_flipped_bit_is_refused_wherever_it_is() -> None:
    key = a_key()
    code = a_code(key)

    for bit in range(608):
        with pytest.raises((tickets.Forged, tickets.Malformed)):
            verified(with_bit_flipped(code, bit), key)


@given(at=st.integers(0, 113), letter=st.sampled_from(ALPHABET))
def test_one_wrong_character_is_refused_wherever_it_is(at: int, letter: str) -> None:
    key = KEY
    code = CODE[:at] + letter + CODE[at + 1 :]

    if code == CODE:
        assert verified(code, key).people == 3
    else:
        with pytest.raises((tickets.Forged, tickets.Malformed)):
            verified(code, key)


def test_another_key_event_or_instance_is_refused() -> None:
    key, other = a_key(), a_key()
    code = a_code(key)

    for public, instance, event_id in [
        (other.public, INSTANCE, key.event_id),
        (key.public, INSTANCE, other.event_id),
        (key.public, b"j" * 16, key.event_id),
    ]:
        with pytest.raises(tickets.Forged):
            tickets.verify(code, public, instance, event_id)


@pytest.mark.parametrize(
    "code",
    ["", "0" * 113, "0" * 115, "a" * 114, "٠" * 114, "0" * 113 + "/", ":" * 114, "0" * 114],
    ids=["empty", "short", "long", "lower case", "Arabic digits", "foreign", "too much", "zeros"],
)
def test_what_cannot_be_a_code_is_called_malformed(code: str) -> None:
    with pytest.raises(tickets.Malformed):
        tickets.parse(code)


@given(st.text(max_size=130))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(tickets.Malformed):
        tickets.parse(text)


@given(st.binary(min_size=8, max_size=8))
def test_a_short_code_is_read_however_it_was_typed(id_: bytes) -> None:
    written = tickets.short_code(id_)

    assert len(written.replace("-", "")) == 14
    assert [len(group) for group in written.split("-")] == [5, 5, 4]
    for typed in [written, written.lower(), written.replace("-", " "), written.replace("0", "O")]:
        assert tickets.parse_short_code(typed) == id_


@settings(max_examples=25)
@given(st.binary(min_size=8, max_size=8))
def test_every_single_wrong_character_of_a_short_code_is_noticed(id_: bytes) -> None:
    letters = tickets.short_code(id_).replace("-", "")

    for at, right in enumerate(letters):
        for wrong in set(CROCKFORD) - {right}:
            with pytest.raises(tickets.Malformed):
                tickets.parse_short_code(letters[:at] + wrong + letters[at + 1 :])


@settings(max_examples=25)
@given(st.binary(min_size=8, max_size=8))
def test_any_two_swapped_characters_of_a_short_code_are_noticed(id_: bytes) -> None:
    letters = tickets.short_code(id_).replace("-", "")

    for first in range(14):
        for second in range(first + 1, 14):
            swapped = list(letters)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            if "".join(swapped) != letters:
                with pytest.raises(tickets.Malformed):
                    tickets.parse_short_code("".join(swapped))


@pytest.mark.parametrize("typed", ["", "12345", "U" * 14, "0" * 13, "0" * 15, "سلام"])
def test_what_cannot_be_a_short_code_is_refused(typed: str) -> None:
    with pytest.raises(tickets.Malformed):
        tickets.parse_short_code(typed)


KEY = a_key()
CODE = a_code(KEY)
