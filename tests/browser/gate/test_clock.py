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
