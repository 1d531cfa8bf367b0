"""The phone knows who was counted from the server's word and its own records, each of them once."""

from typing import Any

from tests.browser.gate.modules import Modules

_LEDGER = """
const { Ledger } = await import("/js/gate/ledger.js");
const ledger = new Ledger();
const one = { kind: 0, hash: "a", gate: "South" };
const scan = (seq, people) => ledger.add({ ...one, seq, people, at: seq });
const undo = (seq, target) => ledger.add({ seq, kind: 1, people: 0, target });
const tally = (seq, change) => ledger.add({ seq, kind: 2, people: 0, change });
const hear = (people, high, gaps = []) => {
  ledger.acknowledge({ high, gaps });
  ledger.learn([{ hash: "a", people, gate: "North", at: 7 }]);
};
const people = () => ledger.standing("a").people;
"""


def _run(modules: Modules, body: str) -> Any:  # what the body returns
    return modules.run(_LEDGER + body)


def test_a_pass_nobody_saw_stands_at_zero(modules: Modules) -> None:
    standing = _run(modules, "return ledger.standing('a')")

    assert standing == {"revoked": False, "people": 0, "gate": "", "at": 0}


def test_own_scans_count_at_once_with_their_gate(modules: Modules) -> None:
    standing = _run(modules, "scan(1, 2); scan(2, 1); return ledger.standing('a')")

    assert standing == {"revoked": False, "people": 3, "gate": "South", "at": 2}


def test_a_scan_the_server_holds_is_not_counted_on_top_of_its_word(modules: Modules) -> None:
    assert _run(modules, "scan(1, 2); hear(2, 1); return people()") == 2


def test_scans_elsewhere_and_new_ones_here_add_up(modules: Modules) -> None:
    assert _run(modules, "scan(1, 2); hear(3, 1); scan(2, 1); return people()") == 4


def test_a_record_in_a_gap_still_counts_on_top(modules: Modules) -> None:
    body = (
        "scan(1, 1); scan(2, 1); hear(1, 2, [[1, 1]]); return [people(), ledger.pending().length]"
    )

    assert _run(modules, body) == [2, 1]


def test_an_undo_takes_its_scan_back_whether_the_server_holds_it_or_not(modules: Modules) -> None:
    assert _run(modules, "scan(1, 2); undo(2, 1); return people()") == 0
    assert _run(modules, "scan(1, 2); hear(2, 1); undo(2, 1); return people()") == 0
    assert _run(modules, "scan(1, 2); undo(2, 1); hear(0, 2); return people()") == 0
    assert _run(modules, "scan(1, 2); undo(2, 1); hear(0, 1); return people()") == 0


def test_cancelled_passes_stay_cancelled_whatever_else_is_heard(modules: Modules) -> None:
    body = "ledger.learn([{ hash: 'a', revoked: true }]); hear(1, 0); return ledger.standing('a')"

    assert _run(modules, body)["revoked"] is True


def test_the_last_deed_is_the_last_that_was_not_undone(modules: Modules) -> None:
    body = "scan(1, 1); tally(2, 5); undo(3, 2); return ledger.lastDeed().seq"

    assert _run(modules, body) == 1


def test_nothing_is_left_to_undo_when_everything_was(modules: Modules) -> None:
    assert _run(modules, "tally(1, 5); undo(2, 1); return ledger.lastDeed() ?? null") is None


def test_walk_ins_add_up_without_those_taken_back(modules: Modules) -> None:
    assert (
        _run(modules, "tally(1, 5); tally(2, 1); undo(3, 2); tally(4, -1); return ledger.tally()")
        == 4
    )


def test_what_the_server_does_not_hold_is_pending_in_order(modules: Modules) -> None:
    body = """
    [1, 2, 3, 4, 5].forEach((seq) => tally(seq, 1));
    ledger.acknowledge({ high: 4, gaps: [[2, 3]] });
    return ledger.pending().map(({ seq }) => seq);
    """

    assert _run(modules, body) == [2, 3, 5]
