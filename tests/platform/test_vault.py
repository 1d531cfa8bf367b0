"""A lost instance key is noticed, not replaced."""

import os
from pathlib import Path

import pytest

from app.platform.vault import InstanceKeyMissing, Vault


def test_a_lost_instance_key_is_not_replaced_while_others_need_it(tmp_path: Path) -> None:
    Vault(tmp_path, os.urandom).store("event-a", b"k" * 32, os.urandom)
    (tmp_path / "instance.key").unlink()

    with pytest.raises(InstanceKeyMissing, match=r"instance\.key"):
        Vault(tmp_path, os.urandom)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["event-a.sealed"]


def test_an_empty_folder_gets_an_instance_key(tmp_path: Path) -> None:
    first = Vault(tmp_path / "keys", os.urandom)

    assert Vault(tmp_path / "keys", os.urandom).instance_id == first.instance_id
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
