"""Keys are files that only we can read and that nothing else can stand in for, until destroyed."""

import os
import threading
from pathlib import Path

import pytest

from app.platform.vault import InstanceKeyMissing, KeyDestroyed, KeyUnreadable, Vault

KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def vault(folder: Path) -> Vault:
    return Vault(folder, os.urandom)


def test_a_lost_instance_key_is_not_replaced_while_others_need_it(tmp_path: Path) -> None:
    Vault(tmp_path, os.urandom).store("event-a", KEY, os.urandom)
    (tmp_path / "instance.key").unlink()

    with pytest.raises(InstanceKeyMissing, match=r"instance\.key"):
        Vault(tmp_path, os.urandom)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["event-a.sealed"]


def test_an_empty_folder_gets_an_instance_key(tmp_path: Path) -> None:
    first = Vault(tmp_path / "keys", os.urandom)

    assert Vault(tmp_path / "keys", os.urandom).instance_id == first.instance_id
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_key_files_are_for_our_user_alone(folder: Path, vault: Vault) -> None:
    before = os.umask(0)
    try:
        vault.store("event-a", KEY, os.urandom)
    finally:
        os.umask(before)

    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}

    assert modes == {"instance.key": 0o600, "event-a.sealed": 0o600}


def test_a_key_comes_back_and_stands_nowhere_unwrapped(folder: Path, vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)

    assert vault.fetch("event-a") == KEY
    assert vault.has("event-a")
    assert not [path for path in folder.iterdir() if KEY in path.read_bytes()]


def test_a_taken_name_keeps_its_key(vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)

    vault.store("event-a", b"x" * 32, os.urandom)

    assert vault.fetch("event-a") == KEY


def test_whoever_comes_first_makes_the_key_and_all_others_take_it(folder: Path) -> None:
    together = threading.Barrier(16)
    found: list[tuple[bytes, bytes]] = []

    def start() -> None:
        together.wait()
        vault = Vault(folder, os.urandom)
        vault.store("event-a", os.urandom(32), os.urandom)
        found.append((vault.instance_id, vault.fetch("event-a")))

    threads = [threading.Thread(target=start) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 16
    assert len(set(found)) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["event-a.sealed", "instance.key"]


def test_one_key_file_cannot_stand_in_for_another(folder: Path, vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)
    (folder / "event-b.sealed").write_bytes((folder / "event-a.sealed").read_bytes())

    with pytest.raises(KeyUnreadable):
        vault.fetch("event-b")


def test_another_instance_cannot_unwrap_it(folder: Path, vault: Vault, tmp_path: Path) -> None:
    vault.store("event-a", KEY, os.urandom)
    other = Vault(tmp_path / "other", os.urandom)
    (tmp_path / "other" / "event-a.sealed").write_bytes((folder / "event-a.sealed").read_bytes())

    with pytest.raises(KeyUnreadable):
        other.fetch("event-a")


@pytest.mark.parametrize("damage", [b"", b"x" * 11, b"x" * 60])
def test_a_damaged_file_is_called_unreadable(folder: Path, vault: Vault, damage: bytes) -> None:
    vault.store("event-a", KEY, os.urandom)
    (folder / "event-a.sealed").write_bytes(damage)

    with pytest.raises(KeyUnreadable):
        vault.fetch("event-a")


def test_a_destroyed_key_is_gone_with_all_it_could_do(folder: Path, vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)
    sealed = vault.seal("event-a", b"sara@example.org", b"party 1", os.urandom)

    assert vault.destroy("event-a")

    assert [path.name for path in folder.iterdir()] == ["instance.key"]
    assert not vault.has("event-a")
    with pytest.raises(KeyDestroyed):
        vault.fetch("event-a")
    with pytest.raises(KeyDestroyed):
        vault.open("event-a", sealed, b"party 1")
    with pytest.raises(KeyDestroyed):
        vault.mac("event-a", b"sara@example.org")


def test_destroying_twice_is_destroying_once(vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)

    assert [vault.destroy("event-a") for _ in range(2)] == [True, False]


def test_what_a_killed_process_left_of_a_key_is_destroyed_with_it(
    folder: Path, vault: Vault
) -> None:
    vault.store("event-a", KEY, os.urandom)
    vault.store("event-ab", KEY, os.urandom)
    (folder / "event-a.sealed.4711-140").hardlink_to(folder / "event-a.sealed")

    vault.destroy("event-a")

    assert sorted(path.name for path in folder.iterdir()) == ["event-ab.sealed", "instance.key"]


def test_a_destroyed_name_starts_afresh(vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)
    sealed = vault.seal("event-a", b"sara@example.org", b"party 1", os.urandom)
    vault.destroy("event-a")
    vault.store("event-a", b"x" * 32, os.urandom)

    with pytest.raises(KeyUnreadable):
        vault.open("event-a", sealed, b"party 1")


def test_what_was_sealed_opens_with_the_same_key_and_context_only(vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)
    vault.store("event-b", b"x" * 32, os.urandom)
    sealed = vault.seal("event-a", b"sara@example.org", b"party 1", os.urandom)

    assert vault.open("event-a", sealed, b"party 1") == b"sara@example.org"
    assert b"sara" not in sealed
    for name, content, context in [
        ("event-b", sealed, b"party 1"),
        ("event-a", sealed, b"party 2"),
        ("event-a", sealed[:-1], b"party 1"),
        ("event-a", b"", b"party 1"),
    ]:
        with pytest.raises(KeyUnreadable):
            vault.open(name, content, context)


def test_the_same_content_is_never_sealed_to_the_same_bytes(vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)

    first, second = (vault.seal("event-a", b"same", b"", os.urandom) for _ in range(2))

    assert first != second


def test_a_mac_depends_on_key_and_data(vault: Vault) -> None:
    vault.store("event-a", KEY, os.urandom)
    vault.store("event-b", b"x" * 32, os.urandom)

    macs = {vault.mac("event-a", b"1"), vault.mac("event-a", b"2"), vault.mac("event-b", b"1")}

    assert len(macs) == 3
    assert vault.mac("event-a", b"1") in macs


def test_keyed_hashes_differ_by_purpose_and_by_instance(vault: Vault, tmp_path: Path) -> None:
    other = Vault(tmp_path / "other", os.urandom)

    hashes = {
        vault.keyed_hash("locator", b"secret"),
        vault.keyed_hash("sign-in link", b"secret"),
        other.keyed_hash("locator", b"secret"),
    }

    assert len(hashes) == 3
    assert vault.keyed_hash("locator", b"secret") in hashes
    assert len(vault.instance_id) == 16


@pytest.mark.parametrize("name", ["", "../event", "Event", "event.a", "a/b", "x" * 81, "ä", "*"])
def test_a_name_cannot_lead_out_of_the_folder(vault: Vault, name: str) -> None:
    for use in (vault.fetch, vault.destroy, vault.has):
        with pytest.raises(ValueError, match="not a key's name"):
            use(name)


def test_the_names_are_those_of_whole_keys(folder: Path, vault: Vault) -> None:
    vault.store("event-b", KEY, os.urandom)
    vault.store("event-a", KEY, os.urandom)
    (folder / "event-c.sealed.4711-140").touch()

    assert vault.names() == ["event-a", "event-b"]
