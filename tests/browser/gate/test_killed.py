"""A phone without a network is killed again and again while it scans; nothing shown is lost."""

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, expect

from app import events, tickets
from app.kernel.ids import crockford
from tests.browser.gate import passes
from tests.browser.gate.network import Network
from tests.browser.gate.phone import GatePhone, presence
from tests.browser.site import Site
from tests.vectors.codes import flipped

Phones = Callable[..., GatePhone]

# What a hand scanner does, and who reads the verdict and presses "Next"; the phone dies when told.
_SCAN = """async ({ codes, life }) => {
  if (life) setTimeout(() => location.replace("about:blank"), life);
  const verdict = document.getElementById("verdict");
  const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
  for (const code of codes) {
    for (const key of [...code, "Enter"]) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }
    while (!verdict.open) await pause();
    await told(code, verdict.dataset.kind);
    document.getElementById("verdict-next").click();
    while (verdict.open) await pause();
  }
  if (life) await new Promise(() => {});
}"""

_KEPT = """async () => {
  const text = [];
  const hex = (byte) => byte.toString(16).padStart(2, "0");
  const write = (value) => {
    if (value instanceof Uint8Array) text.push(Array.from(value, hex).join(""));
    else if (Array.isArray(value)) value.forEach(write);
    else if (value && typeof value === "object") Object.entries(value).flat().forEach(write);
    else text.push(String(value));
  };
  const database = await new Promise((done) => {
    const asked = indexedDB.open("turnout-gate");
    asked.onsuccess = () => done(asked.result);
  });
  for (const name of database.objectStoreNames) {
    await new Promise((done) => {
      const asked = database.transaction(name).objectStore(name).getAll();
      asked.onsuccess = () => done(write(asked.result));
    });
  }
  database.close();
  write({ ...localStorage, ...sessionStorage });
  return [...text, document.cookie].join(" ");
}"""


def scan(phone: GatePhone, codes: list[str], life: int = 0) -> None:
    """Scan codes; with a life, the phone dies after so many milliseconds."""
    try:
        phone.page.evaluate(_SCAN, {"codes": codes, "life": life})
    except Error:
        assert life, "nobody killed it"
        phone.page.wait_for_url("about:blank")


@pytest.mark.parametrize("many", [40, pytest.param(1000, marks=pytest.mark.soak)])
def test_every_verdict_that_was_shown_reaches_the_server(
    phone: GatePhone, network: Network, site: Site, rally: events.Event, many: int
) -> None:
    at = random.Random(many)  # noqa: S311 - a test
    secrets = [crockford(at.randbytes(16)) for _ in range(many)]
    good = [passes.pass_of(site.app, rally, secret) for secret in secrets]
    forged = [flipped(code, 600) for code in good[: many // 10]]
    shown: list[tuple[str, str]] = []
    phone.context.expose_function("told", lambda code, kind: shown.append((code, kind)))

    with network.cut(phone):
        for _ in range(5):
            phone.open()
            expect(phone.page.locator("#start")).to_be_visible()
            scan(phone, at.sample(good + forged, many // 4), life=at.randrange(50, 1500))
        phone.open()
        expect(phone.page.locator("#start")).to_be_visible()
        scan(phone, good + forged)
        kept = phone.page.evaluate(_KEPT)
    phone.wait_until_sent()

    counted = [code for code, kind in shown if kind == "counted"]
    assert {kind for code, kind in shown if code in forged} == {"refused"}
    assert len(counted) == len(set(counted))
    assert set(counted) <= set(good)
    assert {kind for code, kind in shown if code in good} <= {"counted", "already"}
    assert presence(site, rally).people == many
    assert "North" in kept
    signatures = [tickets.parse(code).signature.hex() for code in good]
    assert [it for it in (*secrets, *good, *signatures) if it in kept] == []
