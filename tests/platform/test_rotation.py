"""A new instance key wraps all others; stopped anywhere, no key is lost and none comes back."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.platform.backup import copy_keys, is_behind
from app.platform.instance_key import INSTANCE_KEY
from app.platform.vault import KeyDestroyed, KeyUnreadable, Vault

KEYS = {f"event-{number}": bytes([number]) * 32 for number in range(3)}
LASTING = ("locator", "never write to", "stop letters", "password pepper")
STEPS = ("open", "fsync", "replace", "link", "unlink")


class StoppedError(BaseException):
    """Stop a process as a kill does: nothing may catch it."""


def a_vault(folder: Path) -> Vault:
    vault = Vault(folder, os.urandom)
    for name, key in KEYS.items():
        vault.store(name, key, os.urandom)
    return vault


def opened(folder: Path) -> dict[str, bytes]:
    vault = Vault(folder, os.urandom)
    return {name: vault.fetch(name) for name in vault.names()}


@contextmanager
def killed_before(step: int) -> Iterator[None]:
    """Let so many steps on the disk happen, and none after."""
    left = step

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def do(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise StoppedError
            return real(*given, **named)

        return do

    with pytest.MonkeyPatch.context() as patched:
        for name in STEPS:
            patched.setattr(os, name, counted(getattr(os, name)))
        yield


def stopped_at_every_step(folder: Path, do: Callable[[Path], object]) -> Iterator[Path]:
    """Do something again and again, killed one step later each time, until it is done whole."""
    step = 0
    while True:
        home = folder / str(step)
        home.mkdir()
        ready = made(home)
        try:
            with killed_before(step):
                do(ready)
        except StoppedError:
            yield ready
            step += 1
        else:
            assert step > 20, "it took fewer steps than there are"
            return


def made(home: Path) -> Path:
    """Return a folder of keys with a copy beside it."""
    folder = home / "keys"
    a_vault(folder)
    copy_keys(folder, home / "copy")
    return folder


def rotate(folder: Path) -> int:
    return Vault(folder, os.urandom).rotate(os.urandom)


def test_all_keys_are_the_same_under_a_new_one(tmp_path: Path) -> None:
    vault = a_vault(tmp_path)
    before = (tmp_path / INSTANCE_KEY).read_bytes()
    wrapped = {name: (tmp_path / f"{name}.sealed").read_bytes() for name in KEYS}

    done = vault.rotate(os.urandom)

    assert done == 3
    assert opened(tmp_path) == KEYS
    assert before not in (tmp_path / INSTANCE_KEY).read_bytes()
    assert all((tmp_path / f"{name}.sealed").read_bytes() != wrapped[name] for name in KEYS)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(f"{name}.sealed" for name in KEYS),
        INSTANCE_KEY,
    ]


def test_the_old_key_opens_nothing_any_more(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    vault = a_vault(folder)
    old = (folder / INSTANCE_KEY).read_bytes()
    vault.rotate(os.urandom)

    (folder / INSTANCE_KEY).write_bytes(old)
    thief = Vault(folder, os.urandom)

    for name in KEYS:
        with pytest.raises(KeyUnreadable):
            thief.fetch(name)


def test_what_passes_rows_and_letters_depend_on_stays_the_rest_is_new(tmp_path: Path) -> None:
    before = a_vault(tmp_path)
    for _ in range(2):
        before.rotate(os.urandom)

    after = Vault(tmp_path, os.urandom)

    assert after.instance_id == before.instance_id
    assert [after.subkey(label) for label in LASTING] == [before.subkey(label) for label in LASTING]
    for label in ("wrap keys", "form token", "flask session", "sign-in link"):
        assert after.subkey(label) != before.subkey(label)


def test_a_process_that_runs_on_reads_writes_and_destroys_as_before(tmp_path: Path) -> None:
    running, other = a_vault(tmp_path), Vault(tmp_path, os.urandom)

    other.rotate(os.urandom)
    running.store("event-new", b"n" * 32, os.urandom)
    running.destroy("event-0")

    assert running.fetch("event-1") == KEYS["event-1"]
    assert running.fetch("event-new") == other.fetch("event-new") == b"n" * 32
    assert opened(tmp_path)["event-new"] == b"n" * 32
    with pytest.raises(KeyDestroyed):
        other.fetch("event-0")


def test_killed_at_any_step_a_rotation_loses_no_key_and_the_next_start_finishes_it(
    tmp_path: Path,
) -> None:
    for folder in stopped_at_every_step(tmp_path, rotate):
        instance = Vault(folder.parent / "copy", os.urandom).instance_id

        assert opened(folder) == KEYS
        assert Vault(folder, os.urandom).instance_id == instance
        assert list(folder.glob(f"{INSTANCE_KEY}.*")) == []


def test_killed_at_any_step_processes_that_run_find_all_keys(tmp_path: Path) -> None:
    running: list[Vault] = []

    def rotate_beside(folder: Path) -> None:
        running.append(Vault(folder, os.urandom))
        running[-1].rotate(os.urandom)

    for _ in stopped_at_every_step(tmp_path, rotate_beside):
        if running:
            assert {name: running[-1].fetch(name) for name in KEYS} == KEYS
            running[-1].store("event-new", b"n" * 32, os.urandom)
            assert opened(running[-1].folder) == {**KEYS, "event-new": b"n" * 32}


def test_killed_at_any_step_the_copy_opens_all_keys_too(tmp_path: Path) -> None:
    for folder in stopped_at_every_step(tmp_path, rotate):
        assert opened(folder.parent / "copy") == KEYS


def test_a_key_that_was_destroyed_while_a_rotation_lay_stopped_stays_destroyed(
    tmp_path: Path,
) -> None:
    running: list[Vault] = []

    def rotate_beside(folder: Path) -> None:
        running.append(Vault(folder, os.urandom))
        running[-1].rotate(os.urandom)

    for _ in stopped_at_every_step(tmp_path, rotate_beside):
        if running:
            folder = running[-1].folder
            running[-1].destroy("event-1")

            assert sorted(opened(folder)) == ["event-0", "event-2"]
            assert [path.name for path in folder.parent.rglob("event-1*")] == []


def test_copies_that_can_be_reached_get_the_new_key(tmp_path: Path) -> None:
    folder = made(tmp_path)

    rotate(folder)

    assert {path.name: path.read_bytes() for path in (tmp_path / "copy").iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".txt"
    }


def test_a_copy_that_could_not_be_reached_gets_it_with_the_next_backup(tmp_path: Path) -> None:
    folder, copy, away = made(tmp_path), tmp_path / "copy", tmp_path / "away"
    copy.rename(away)
    rotate(folder)
    away.rename(copy)

    behind = is_behind(folder, copy)
    copy_keys(folder, copy)

    assert (behind, is_behind(folder, copy)) == (True, False)
    assert opened(copy) == KEYS
