"""The phone writes batches exactly as docs/gate-protocol.md says."""

from tests import vectors
from tests.browser.gate.modules import Modules

_WIRE = """
const { batch, firstBatch } = await import("/js/gate/wire.js");
const { hex, unhex } = await import("/js/gate/bytes.js");
"""
_RECORD = {"kind": 2, "people": 0, "time": 1000, "anchored": True, "offset": 0, "change": 1}


def test_batches_are_written_byte_by_byte_as_agreed(modules: Modules) -> None:
    kept = vectors.read("wire")["batches"]
    script = """
    const read = (record) => ({ ...record, ticketId: record.ticketId && unhex(record.ticketId) });
    return given.map(({ records }) => hex(batch(records.map(read))));
    """

    told = modules.run(_WIRE + script, kept)

    assert told == [it["bytes"] for it in kept]


def test_a_batch_ends_before_a_gap_another_clock_and_the_thousand_and_first(
    modules: Modules,
) -> None:
    def lengths(*changed: dict[str, object]) -> int:
        records = [{**_RECORD, "seq": 1 + at, **it} for at, it in enumerate(changed)]
        length: int = modules.run(_WIRE + "return firstBatch(given).length", records)
        return length

    assert lengths({}, {}, {}) == 3
    assert lengths({}, {}, {"seq": 9}) == 2
    assert lengths({}, {"offset": 5000}) == 1
    assert lengths({"anchored": False}, {}) == 1
    assert lengths(*[{}] * 1001) == 1000


def test_ten_thousand_scans_go_up_in_150_kilobytes_and_50_requests(modules: Modules) -> None:
    sizes = modules.run("""
const { batch, firstBatch } = await import("/js/gate/wire.js");
const ticketId = crypto.getRandomValues(new Uint8Array(8));
const clock = { anchored: true, offset: -86_400_000 };
let left = Array.from({ length: 10_000 }, (_, at) => ({
  seq: at + 1, kind: 0, people: 1, ticketId, time: 1_900_000_000_000 + 7000 * at, ...clock,
}));
const sizes = [];
while (left.length > 0) {
  const some = firstBatch(left);
  sizes.push(batch(some).length);
  left = left.slice(some.length);
}
return sizes;
""")

    assert len(sizes) <= 50
    assert sum(sizes) <= 150_000
