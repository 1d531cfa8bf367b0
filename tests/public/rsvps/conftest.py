"""Give tests of letters a box that they are delivered into."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.platform import mail


@pytest.fixture
def box(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """Let letters leave into a maildir."""
    app.extensions["turnout_mail"] = mail.Maildir(tmp_path / "mail")
    yield tmp_path / "mail"
    app.extensions["turnout_mail"] = None
