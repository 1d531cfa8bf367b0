"""A migration killed half-way leaves an old version or a newer one, and is taken up again."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from app.cli.schema import current_revision
from app.platform.db import database
from tests.migrations.test_migrations import REVISIONS, fill, kept, rows
from tests.serving import ROOT

PATIENCE = 180
# Goes up like a server that starts, and is killed before a statement that it is told.
GOES_UP = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from app import create_app
from app.cli.schema import bring_up_to_date
from app.platform.db import database
from tests.makers.instances import settings_for

left = int(sys.argv[3])

def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

app = create_app(settings_for(Path(sys.argv[1]), sys.argv[2]))
with app.app_context():
    event.listen(database.engine, "before_cursor_execute", count)
    bring_up_to_date()
"""


def killed(app: Flask, folder: Path, at: int) -> bool:
    """Go up in a process of its own; tell whether it was killed on the way."""
    with app.app_context():
        database.session.remove()
        url = database.engine.url.render_as_string(hide_password=False)
        database.engine.dispose()
    command = [sys.executable, "-c", GOES_UP, str(folder), url, str(at)]
    done = subprocess.run(command, cwd=ROOT, timeout=PATIENCE, check=False, capture_output=True)
    assert done.returncode in {0, -9}, done.stderr.decode()
    return done.returncode == -9


@pytest.mark.parametrize(
    "moments", [(70,), pytest.param(range(5, 200, 13), marks=pytest.mark.soak)], ids=["one", "many"]
)
def test_a_killed_migration_leaves_a_whole_version_and_is_taken_up_again(
    bare: Flask, tmp_path: Path, moments: tuple[int, ...]
) -> None:
    upgrade(revision=REVISIONS[0])
    before = fill()

    for at in moments:
        was_killed = killed(bare, tmp_path, at)
        left_at = current_revision()
        assert left_at in REVISIONS
        assert was_killed is (left_at != REVISIONS[-1])
        assert kept(before, rows())
    upgrade()

    assert current_revision() == REVISIONS[-1]
    assert kept(before, rows())
