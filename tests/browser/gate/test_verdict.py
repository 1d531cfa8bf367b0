"""What a pass is worth follows from the bundle and from what was counted, and from nothing else."""

from typing import Any

import pytest

from tests.browser.gate.modules import Modules

_OPENS, _NOW, _CLOSES = 1000, 2000, 3000
_PASS = {"genuine": True, "hint": [1, 2], "people": 3, "ticketClass": 0}
_UNSEEN = {"revoked": False, "people": 0, "gate": "", "at": 0}


def _decide(modules: Modules, *, standing: Any = None, clock: Any = None, **told: Any) -> Any:
    given = {
        "pass": {**_PASS, **told},
        "bundle": {"event": {"hint": [1, 2], "opens": _OPENS, "closes": _CLOSES}},
        "standing": {**_UNSEEN, **(standing or {})},
        "clock": {"time": _NOW, "sure": True, **(clock or {})},
    }
    script = """
    const { decide } = await import("/js/gate/verdict.js");
    return decide(given.pass, given.bundle, given.standing, given.clock);
    """
    return modules.run(script, given)


def test_a_good_pass_lets_its_whole_party_in(modules: Modules) -> None:
    decided = _decide(modules)

    assert decided == {"kind": "party", "left": 3, "size": 3, "volunteer": False, "sure": True}


def test_a_party_that_came_in_part_is_asked_for_the_rest(modules: Modules) -> None:
    decided = _decide(modules, standing={"people": 2})

    assert (decided["kind"], decided["left"]) == ("party", 1)


def test_a_party_that_is_all_here_is_already_counted_with_gate_and_time(modules: Modules) -> None:
    decided = _decide(modules, standing={"people": 3, "gate": "North", "at": 1500})

    assert decided == {"kind": "already", "people": 3, "gate": "North", "at": 1500}


def test_a_volunteer_counts_as_one_whatever_the_pass_says(modules: Modules) -> None:
    decided = _decide(modules, ticketClass=1)

    assert (decided["left"], decided["volunteer"]) == (1, True)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"genuine": False}, "forged"),
        ({"genuine": False, "hint": [1, 3]}, "other-event"),
        ({"standing": {"revoked": True, "people": 3}}, "cancelled"),
        ({"clock": {"time": _OPENS - 1}}, "early"),
        ({"clock": {"time": _CLOSES + 1}}, "late"),
    ],
)
def test_a_bad_pass_is_refused_with_its_reason(
    modules: Modules, told: dict[str, Any], reason: str
) -> None:
    assert _decide(modules, **told) == {"kind": "refused", "reason": reason}


def test_a_phone_that_never_heard_the_time_counts_but_is_not_sure(modules: Modules) -> None:
    decided = _decide(modules, clock={"time": _CLOSES + 1, "sure": False})

    assert (decided["kind"], decided["sure"]) == ("party", False)


def test_what_is_no_code_of_ours_is_no_pass(modules: Modules) -> None:
    script = """return (await import("/js/gate/verdict.js")).decide(null);"""

    assert modules.run(script) == {"kind": "refused", "reason": "no-pass"}


def test_of_a_typed_code_only_the_bad_and_the_counted_can_be_told(modules: Modules) -> None:
    script = """
    const { decideTyped } = await import("/js/gate/verdict.js");
    return given.map(decideTyped).map(({ kind }) => kind);
    """
    given = [_UNSEEN, {**_UNSEEN, "revoked": True}, {**_UNSEEN, "people": 1}]

    assert modules.run(script, given) == ["unsure", "refused", "already"]
