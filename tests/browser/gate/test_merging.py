"""The phone merges by the server's rules, and takes nothing that its event does not vouch for."""

import random
from typing import Any

import pytest

from tests import vectors
from tests.browser.gate.modules import Modules

_OPEN = """
const { opened } = await import("/js/gate/carrying.js");
const { hashingKey, shortHash } = await import("/js/gate/device.js");
const { hex, unhex } = await import("/js/gate/bytes.js");
const { codes } = given;
const bundle = {
  instance: unhex(codes.instance),
  event: { id: unhex(codes.event.id) },
  keys: [{ index: 0, public: unhex(codes.public) }],
  shut_out: given.shut_out,
};
const key = await hashingKey(unhex(codes.hash_key));
const kept = { bundle, device: given.device ?? "f".repeat(16) };
const phone = { kept, hash: (id) => shortHash(key, id) };
const open = (parcel) => opened(unhex(parcel), phone);
"""
_COLLECT = """
const { Collector } = await import("/js/gate/frames.js");
const { hex } = await import("/js/gate/bytes.js");
const collector = new Collector();
const take = async (texts) => {
  const whole = [];
  for (const text of texts) whole.push(await collector.take(text));
  return whole.filter(Boolean).map(hex);
};
"""


def _given(**more: object) -> dict[str, Any]:
    return {**vectors.read("parcels"), "codes": vectors.read("codes"), **more}


def test_who_is_counted_is_what_the_server_counts_of_the_same_records(modules: Modules) -> None:
    cases = vectors.read("ledger")["cases"]

    told = modules.run(
        """const { Ledger } = await import("/js/gate/ledger.js");
        return given.map(({ held, told, records, counted }) => {
          const ledger = new Ledger();
          ledger.learn(Object.entries(told).map(([hash, people]) => ({ hash, people })));
          Object.entries(held).forEach(([of, high]) => ledger.acknowledge({ high, gaps: [] }, of));
          records.forEach((record) => ledger.add(record));
          return Object.keys(counted).map((hash) => [hash, ledger.standing(hash).people]);
        });""",
        cases,
    )

    assert [dict(it) for it in told] == [case["counted"] for case in cases]
    assert len({str(case["counted"]) for case in cases}) > len(cases) // 2


def test_bytes_are_read_as_the_server_reads_them_or_not_at_all(modules: Modules) -> None:
    wanted = vectors.read("wire")["read"]

    told = modules.run(
        """const { unbatch } = await import("/js/gate/unwire.js");
        const { Malformed } = await import("/js/gate/byte-reader.js");
        const { hex, unhex } = await import("/js/gate/bytes.js");
        const plain = (it) => it.ticketId ? { ...it, ticketId: hex(it.ticketId) } : it;
        return given.map(({ bytes }) => {
          try {
            return unbatch(unhex(bytes)).map(plain);
          } catch (problem) {
            if (problem instanceof Malformed) return null;
            throw problem;
          }
        });""",
        wanted,
    )

    assert told == [it["records"] for it in wanted]
    assert 20 < told.count(None) < len(told) - 20


def test_a_parcel_is_opened_with_phones_gates_and_hashes(modules: Modules) -> None:
    batches = modules.run(f"{_OPEN} return open(given.parcel)", _given())

    [north, south] = batches
    short = north["records"][0]["hash"]
    assert (north["device"], north["gate"], north["id"]) == (
        "1" * 16,
        "Nord – درب",
        "1" * 16 + "/4",
    )
    common = {"device": north["device"], "gate": north["gate"], "at": 1_800_000_000_000}
    assert north["records"] == [
        {"seq": 4, "kind": 0, "people": 3, "hash": short, **common},
        {"seq": 5, "kind": 2, "people": 0, "change": 5, **common},
        {"seq": 6, "kind": 1, "people": 0, "target": 2, **common},
        {"seq": 7, "kind": 3, "people": 1, "hash": short, **common, "at": 1_800_000_300_000},
    ]
    assert [it["seq"] for it in south["records"]] == list(range(1, 101))
    assert len(short) == 10


def test_what_comes_back_to_its_own_phone_is_left_out(modules: Modules) -> None:
    batches = modules.run(f"{_OPEN} return open(given.parcel)", _given(device="1" * 16))

    assert [it["device"] for it in batches] == ["2" * 16]


@pytest.mark.parametrize("number", range(len(vectors.read("parcels")["bad"])))
def test_a_hostile_parcel_is_refused_as_a_whole(modules: Modules, number: int) -> None:
    script = "return open(given.bad[given.number].parcel).then(() => 'taken', () => 'refused')"

    told = modules.run(_OPEN + script, _given(number=number))

    assert told == "refused", vectors.read("parcels")["bad"][number]["what"]


def test_one_flipped_bit_anywhere_is_refused(modules: Modules) -> None:
    given = _given()
    whole = bytearray.fromhex(given["parcel"])
    first = len(whole) - len(bytes.fromhex(given["batches"][1]["body"])) - 2
    flipped = []
    for bit in random.Random(6).sample(range(8 * first), 150):  # noqa: S311 - a test
        whole[bit // 8] ^= 1 << bit % 8
        flipped.append(whole.hex())
        whole[bit // 8] ^= 1 << bit % 8
    script = "return Promise.all(given.flipped.map((it) => open(it).then(() => 1, () => 0)))"

    told = modules.run(_OPEN + script, {**given, "flipped": flipped})

    assert sum(told) == 0


def test_codes_are_written_as_agreed_and_collected_in_any_order(modules: Modules) -> None:
    given = _given()
    script = """const { framesOf } = await import("/js/gate/frames.js");
    const { unhex } = await import("/js/gate/bytes.js");
    const frames = await framesOf(unhex(given.parcel));
    return [frames, await take([...frames.slice(1), ...frames.slice(1), frames[0]])];"""

    frames, collected = modules.run(_COLLECT + script, given)

    assert frames == given["frames"]
    assert len(frames) > 2
    assert collected == [given["parcel"]]


def test_what_others_hold_before_the_camera_spoils_nothing(modules: Modules) -> None:
    given = _given()
    first, *rest = given["frames"]
    lie = first[:-3] + ("000" if first[-3:] != "000" else "001")
    noise = ["", "T/", "T/abc", "https://rally.example/t#X", "T/" + "0" * 12, "T/" + "0" * 5000]

    poisoned = modules.run(_COLLECT + "return take(given)", [lie, *rest])
    collected = modules.run(_COLLECT + "return take(given)", [lie, *rest, *noise, first, *rest])

    assert poisoned == []
    assert collected == [given["parcel"]]


def test_what_was_packed_is_unpacked(modules: Modules) -> None:
    script = """const { packed, unpacked } = await import("/js/gate/parcel.js");
    const { hex, unhex } = await import("/js/gate/bytes.js");
    return hex(packed(unpacked(unhex(given.parcel))));"""
    given = _given()

    assert modules.run(script, given) == given["parcel"]


def test_over_any_chain_of_phones_comes_what_was_handed_over_first(fresh_modules: Modules) -> None:
    script = """const { Carrier } = await import("/js/gate/carrier.js");
    const { Ledger } = await import("/js/gate/ledger.js");
    const { packed } = await import("/js/gate/parcel.js");
    const store = { carry: async () => {} };
    const passOn = async (parcels) => {
      const ledger = new Ledger();
      const carrier = new Carrier(store, ledger, {});
      for (const parcel of parcels) await carrier.takeOver(parcel, phone);
      const records = carrier.batches.flatMap((batch) => batch.records);
      const people = records.map(({ hash }) => ledger.standing(hash ?? "").people);
      return { parcel: packed(carrier.batches), count: carrier.count, people };
    };
    const first = await passOn([unhex(given.parcel)]);
    const second = await passOn([first.parcel, unhex(given.parcel), first.parcel]);
    const third = await passOn([second.parcel]);
    return [first, second, third].map((it) => ({ ...it, parcel: hex(it.parcel) }));"""
    given = _given()

    first, *others = fresh_modules.run(_OPEN + script, given)

    assert (first["parcel"], first["count"]) == (given["parcel"], 104)
    assert others == [first, first]
    assert max(first["people"]) > 1


def test_what_was_delivered_counts_once_from_the_next_news_on(modules: Modules) -> None:
    script = """const { Carrier } = await import("/js/gate/carrier.js");
    const { Ledger } = await import("/js/gate/ledger.js");
    const ledger = new Ledger();
    const carrier = new Carrier({ carry: async () => {} }, ledger, {});
    const [north, south] = await carrier.takeOver(unhex(given.parcel), phone);
    const [{ hash }] = south.records;
    const people = [ledger.standing(hash).people];
    carrier.noteDelivered(south, { name: "ok", body: { high: 100, gaps: [] } });
    people.push(ledger.standing(hash).people);
    carrier.settle();
    ledger.learn([{ hash, people: 1, gate: "South", at: 0 }]);
    people.push(ledger.standing(hash).people);
    await carrier.takeOver(unhex(given.parcel), phone);
    people.push(ledger.standing(hash).people);
    carrier.noteDelivered(north, { name: "revoked" });
    carrier.settle();
    return [people, ledger.standing(north.records[0].hash).people, carrier.batches.length];"""

    assert modules.run(_OPEN + script, _given()) == [[1, 1, 1, 1], 0, 1]


def test_every_two_bytes_come_back_from_three_letters(modules: Modules) -> None:
    script = """const { read, written } = await import("/js/gate/base41.js");
    const all = Uint8Array.from({ length: 131072 }, (_, at) => at % 2 ? at >> 1 & 255 : at >> 9);
    const back = read(written(all));
    return [back.length, back.every((byte, at) => byte === all[at]), read(":::"), read("AB")];"""

    assert modules.run(script) == [131072, True, None, None]


def test_a_cancelled_pass_is_refused_and_a_new_one_good_whatever_is_heard_first(
    modules: Modules,
) -> None:
    script = """const { Ledger } = await import("/js/gate/ledger.js");
    const deeds = [
      (ledger) => ledger.learn([{ hash: "old", revoked: true }]),
      (ledger) => ledger.learn([{ hash: "old", people: 1, gate: "North", at: 0 }]),
      (ledger) => ledger.add({ seq: 1, kind: 0, people: 1, hash: "old", gate: "South", at: 0 }),
      (ledger) => ledger.acknowledge({ high: 1, gaps: [] }),
      (ledger) => ledger.add({ device: "a", seq: 1, kind: 0, people: 1, hash: "old" }),
    ];
    const orders = (left) => left.length < 2 ? [left] : left.flatMap((first, at) =>
      orders(left.toSpliced(at, 1)).map((rest) => [first, ...rest]));
    return orders(deeds).map((order) => {
      const ledger = new Ledger();
      order.forEach((deed) => deed(ledger));
      return [ledger.standing("old"), ledger.standing("new")].map((it) => [it.revoked, it.people]);
    });"""

    states = modules.run(script)

    assert states == [[[True, 2], [False, 0]]] * 120
