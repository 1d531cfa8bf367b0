"""A phone knows the server's time by the difference, and is not thrown off by a slow network."""

from typing import Any

from tests.browser.gate.modules import Modules


def _heard(modules: Modules, clock: dict[str, Any], server: int, asked: int, got: int) -> Any:
    script = """
    const { heard } = await import("/js/gate/clock.js");
    return heard(given.clock, given.server, given.asked, given.got);
    """
    given = {"clock": clock, "server": server, "asked": asked, "got": got}
    return modules.run(script, given)


_UNHEARD = {"anchored": False, "offset": 0}


def test_the_server_spoke_half_way_between_question_and_answer(modules: Modules) -> None:
    assert _heard(modules, _UNHEARD, 86_400_500, 0, 1000) == {
        "anchored": True,
        "offset": 86_400_000,
    }


def test_jitter_changes_nothing(modules: Modules) -> None:
    clock = {"anchored": True, "offset": 10}

    assert _heard(modules, clock, 1990, 0, 0) == clock


def test_a_phone_that_was_set_anew_is_corrected_anew(modules: Modules) -> None:
    clock = {"anchored": True, "offset": 10}

    assert _heard(modules, clock, 5000, 0, 0) == {"anchored": True, "offset": 5000}


def _after(modules: Modules, passed: int, ran: int) -> Any:
    script = """
    const { after, reading } = await import("/js/gate/clock.js");
    const clock = after({ anchored: true, offset: 10 }, given.passed, given.ran);
    return [clock.offset, reading(clock, 0).sure];
    """
    return modules.run(script, {"passed": passed, "ran": ran})


_DAY = 86_400_000


def test_a_clock_that_runs_is_left_alone(modules: Modules) -> None:
    assert _after(modules, 61_000, 60_000) == [10, True]


def test_a_clock_that_was_set_back_is_corrected_by_as_much(modules: Modules) -> None:
    assert _after(modules, 60_000 - _DAY, 60_000) == [10 + _DAY, True]


def test_after_a_leap_ahead_the_hour_is_a_guess_until_the_server_is_heard(modules: Modules) -> None:
    assert _after(modules, 60_000 + _DAY, 60_000) == [10, False]

    assert "guessed" not in _heard(
        modules, {"anchored": True, "offset": 10, "guessed": True}, 0, 0, 0
    )


def test_a_phone_that_wakes_before_its_last_record_guesses(modules: Modules) -> None:
    script = """
    const { reopened } = await import("/js/gate/clock.js");
    const clock = { anchored: true, offset: 10 };
    return [9_000, 7_999].map((now) => reopened(clock, 10_000, now).guessed ?? false);
    """
    assert modules.run(script) == [False, True]
