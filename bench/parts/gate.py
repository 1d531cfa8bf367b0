"""Measure the scanner: passes before its camera, a full day's records on it, and what they weigh.

The way from frame to verdict begins with the first picture that shows a pass, seen by a second look
at the same camera: the paper around a code is brighter than the wall. A timer in the same page is
the control: as late as it is, everything else was late on a busy machine.
"""

import json
from collections.abc import Sequence

from bench.figures import percentile
from bench.phones import Phone, enrolled
from bench.report import Part
from bench.run import Run
from bench.serving import Instance

_HEAD = ("the scanner", "measured", "bar")
_PASSES = 15
_PACE = 3
_SHOWN = 0.9
_CODES = 7.5
_WALL = 5

# Notes when the camera first shows each pass, and when each verdict stands (its record is stored).
_WATCH = """
window.verdicts = [];
window.first = [];
window.late = [];
let due = performance.now() + 100;
setInterval(() => {
  late.push(performance.now() - due);
  due = performance.now() + 100;
}, 100);
const video = document.getElementById("video");
const look = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
let wall = true;
const frame = (now) => {
  look.drawImage(video, video.videoWidth / 2 - 135, video.videoHeight / 2 - 135, 4, 4, 0, 0, 1, 1);
  const isWall = Math.abs(look.getImageData(0, 0, 1, 1).data[0] - 120) < 40;
  if (wall && !isWall) first.push(now);
  wall = isWall;
  video.requestVideoFrameCallback(frame);
};
video.requestVideoFrameCallback(frame);
new MutationObserver(() => verdicts.push([performance.now(), verdict.dataset.kind])).observe(
  document.getElementById("verdict"), { attributeFilter: ["data-kind"] });
"""
_FILL = """
const { open } = await import(base + "store.js");
const store = await open();
const ticketId = new Uint8Array(8);
const common = { kind: 0, people: 1, gate: "North", anchored: true, offset: 0, at: 0 };
for (let done = 0; done < given; done += 500) {
  await Promise.all(Array.from({ length: 500 }, (_, at) => {
    const hash = (done + at).toString(16).padStart(10, "0");
    return store.append({ ...common, ticketId, hash, time: 1000 * (done + at) }, () => ({}));
  }));
}
"""
_WEIGH = """
const { batch, firstBatch } = await import(base + "wire.js");
const { packed } = await import(base + "parcel.js");
const { framesOf } = await import(base + "frames.js");
const ticketId = crypto.getRandomValues(new Uint8Array(8));
const some = (many) => {
  const scans = Array.from({ length: many }, (_, at) => ({
    seq: at + 1, kind: 0, people: 1, ticketId, time: 1_900_000_000_000 + 7000 * at,
    anchored: true, offset: 12_345,
  }));
  const bodies = [];
  for (let left = scans; left.length > 0; left = left.slice(1000)) {
    bodies.push(batch(firstBatch(left)));
  }
  return bodies;
};
const who = {
  device: "0".repeat(16), key: new Uint8Array(65), gate: "North",
  voucher: new Uint8Array(64), signature: new Uint8Array(64),
};
const codes = async (many) => {
  const parcel = packed(some(many).map((body) => ({ ...who, body })));
  return (await framesOf(parcel)).length;
};
return {
  sizes: some(10_000).map(({ length }) => length),
  codes: [await codes(500), await codes(5000)],
};
"""


def measure(run: Run) -> Part:
    """Scan, fill and weigh."""
    records = 2_000 if run.quick else 20_000
    instance = Instance(run.folder / "gate", run.port)
    instance.folder.mkdir()
    with enrolled(instance, 3 * _PASSES + 1) as phone:
        read = _at_pace(phone, phone.passes[:_PASSES])
        online = _one_by_one(phone, phone.passes[_PASSES : 2 * _PASSES])
        phone.page.route("**/gate/api/**", lambda route: route.abort())
        offline = _one_by_one(phone, phone.passes[2 * _PASSES : -1])
        late: list[float] = phone.page.evaluate("late")
        weighed = json.loads(json.dumps(phone.run(_WEIGH)))
        opening, verdict = _full(phone, records)
    slow = "processor 4 × slower"
    rows = [
        (f"{_PASSES} passes, {_PACE} a second, processor 6 × slower", f"{read} read", f"{_PASSES}"),
        (f"frame to stored verdict, {slow}: p50", _ms(percentile(offline, 0.5)), ""),
        (f"frame to stored verdict, {slow}: p95", _ms(percentile(offline, 0.95)), "≤ 150 ms"),
        ("the same with a network, asked first: p50", _ms(percentile(online, 0.5)), ""),
        ("the same with a network, asked first: p95", _ms(percentile(online, 0.95)), ""),
        ("a timer beside it is late by: p95 (the control)", _ms(percentile(late, 0.95)), ""),
        (f"opened with {records:,} records, {slow}", _ms(opening), ""),
        (f"a verdict with {records:,} records, {slow}", _ms(verdict), ""),
        *_weights(weighed["sizes"], *weighed["codes"]),
    ]
    return Part("gate", _HEAD, rows)


def _weights(sizes: Sequence[int], few: int, many: int) -> list[tuple[str, str, str]]:
    return [
        ("10,000 scans up", f"{sum(sizes) / 1000:.0f} kB", "≤ 150 kB"),
        ("10,000 scans up: requests", f"{len(sizes)}", "≤ 50"),
        ("500 scans from phone to phone", f"{few} codes, {few / _CODES:.1f} s", "≤ 5 s"),
        ("5,000 scans from phone to phone", f"{many} codes, {many / _CODES:.1f} s", "≤ 20 s"),
    ]


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:,.0f} ms"


def _at_pace(phone: Phone, passes: Sequence[str]) -> int:
    """Return how many of the passes are read while the film runs once."""
    phone.slow_down(6)
    verdicts = _watched(phone, passes, 1 / _PACE)
    return sum(kind == "counted" for _, kind in verdicts)


def _one_by_one(phone: Phone, passes: Sequence[str]) -> list[float]:
    """Return the milliseconds from the first picture of each pass to its verdict."""
    phone.slow_down(4)
    verdicts = _watched(phone, [it for code in passes for it in (code, "")], _SHOWN)
    first: list[float] = phone.page.evaluate("first")
    when = [at for at, kind in verdicts if kind == "counted"]
    if len(when) < len(passes):
        raise RuntimeError(f"{len(when)} counted of {len(passes)}")
    return [verdict - max(seen for seen in first if seen < verdict) for verdict in when]


def _watched(phone: Phone, passes: Sequence[str], seconds: float) -> list[tuple[float, str]]:
    """Show passes once, and return every verdict with its time."""
    phone.film([("", _WALL), *((code, seconds) for code in passes), ("", 20)])
    phone.page.goto("/gate/")
    phone.page.click("#start")
    phone.page.wait_for_selector("[data-camera=on]")
    phone.page.evaluate(f"() => {{ {_WATCH} }}")
    phone.page.wait_for_timeout(1000 * (_WALL + len(passes) * seconds + 3))
    found: list[tuple[float, str]] = phone.page.evaluate("verdicts")
    phone.page.click("[data-tab=tally]")
    return found


def _full(phone: Phone, records: int) -> tuple[float, float]:
    """Fill a phone without a network; return how long opening it takes, and one verdict."""
    phone.slow_down(1)
    phone.run(_FILL, records)
    phone.slow_down(4)
    phone.page.goto("/gate/")
    phone.page.wait_for_selector("#start")
    opening: float = phone.page.evaluate("performance.now()")
    phone.page.evaluate(
        """(code) => {
          for (const key of [...code, "Enter"]) {
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
          }
          window.asked = performance.now();
          new MutationObserver(() => { window.told = performance.now(); }).observe(
            document.getElementById("verdict"), { attributeFilter: ["data-kind"] });
        }""",
        phone.passes[-1],
    )
    phone.page.wait_for_selector("#verdict[data-kind=counted]")
    return opening, phone.page.evaluate("told - asked")
