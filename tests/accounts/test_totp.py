"""The codes of RFC 6238, a step early or late, each once."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import totp

SECRET = b"12345678901234567890"
NOW = datetime.fromtimestamp(1_111_111_109, UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")],
)
def test_the_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert totp.code_at(SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize(("late", "is_taken"), [(-60, 0), (-30, 1), (0, 1), (30, 1), (60, 0)])
def test_a_clock_may_be_off_by_one_step(late: int, is_taken: int) -> None:
    code = totp.code_at(SECRET, NOW + timedelta(seconds=late))

    assert (totp.matching_step(SECRET, code, 0, NOW) is not None) is bool(is_taken)


def test_no_code_counts_twice() -> None:
    code = totp.code_at(SECRET, NOW)
    step = totp.matching_step(SECRET, code, 0, NOW)
    assert step is not None

    assert totp.matching_step(SECRET, code, step, NOW) is None


@pytest.mark.parametrize("typed", ["", "0", "081805", "0818040", "letters", "۰۸۱۸۰۴", "é"])
def test_nothing_else_is_a_code(typed: str) -> None:
    assert totp.matching_step(SECRET, typed, 0, NOW) is None
