"""What was recorded is on the disk, numbered without gaps, and gone after a wipe."""

from tests.browser.gate.modules import Modules

_STORE = """
const { open } = await import("/js/gate/store.js");
const store = await open();
const append = (change) => store.append({ kind: 2, change }, (seq) => ({ last: [seq] }));
"""


def test_records_get_the_next_number_and_outlive_the_page(fresh_modules: Modules) -> None:
    fresh_modules.run(f"{_STORE} await append(1); await append(5);")
    fresh_modules.page.reload()

    found = fresh_modules.run(f"{_STORE} await append(-1); return store.load()")

    assert [it["seq"] for it in found["records"]] == [1, 2, 3]
    assert [it["change"] for it in found["records"]] == [1, 5, -1]
    assert found["kept"] == {"next": 4, "last": [3]}


def test_records_made_at_the_same_time_get_different_numbers(fresh_modules: Modules) -> None:
    made = fresh_modules.run(f"{_STORE} return Promise.all([1, 1, 1, 1].map(append))")

    assert sorted(it["seq"] for it in made) == [1, 2, 3, 4]


def test_what_the_server_told_is_kept_with_its_cursor(fresh_modules: Modules) -> None:
    body = """
    await store.learn([{ hash: "aa", people: 2 }, { hash: "bb", revoked: true }], { cursor: 9 });
    await store.learn([{ hash: "aa", people: 3 }], { cursor: 10 });
    return store.load();
    """

    found = fresh_modules.run(_STORE + body)

    assert found["passes"] == [{"hash": "aa", "people": 3}, {"hash": "bb", "revoked": True}]
    assert found["kept"] == {"cursor": 10}


def test_a_wipe_leaves_nothing(fresh_modules: Modules) -> None:
    body = "await append(1); await store.wipe(); return (await indexedDB.databases()).length"

    assert fresh_modules.run(_STORE + body) == 0


def test_the_private_key_cannot_be_taken_out(fresh_modules: Modules) -> None:
    body = """
    const { makeKeys, publicKey } = await import("/js/gate/device.js");
    await store.keep({ keys: await makeKeys(true) });
    const { keys } = (await store.load()).kept;
    const taken = await crypto.subtle.exportKey("pkcs8", keys.privateKey).catch(() => "refused");
    return [taken, (await publicKey(keys)).length];
    """

    assert fresh_modules.run(_STORE + body) == ["refused", 65]
