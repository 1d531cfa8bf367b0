"""Events come in from files and go out again by the command line."""

import json
from pathlib import Path

from flask import Flask

from app import events
from app.cli.demo import load_sample
from app.cli.sample import campaign
from app.platform.db import database
from tests.cli.test_event import run, said
from tests.makers import an_act

TABLE = """title,date,place,language,uid
Rally,2027-02-08,Paris,en,one
گردهمایی,2027-02-08,پاریس,fa,one
,2027-02-08,Paris,en,two
Vigil,never,Paris,en,three
Rally,2027-02-08,Paris,en,one
March,2027-02-09,Lyon,en,four
"""


def a_file(folder: Path, content: str = TABLE) -> Path:
    path = folder / "events.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_file_is_taken_in_and_its_bad_rows_are_named(app: Flask, tmp_path: Path) -> None:
    told = said(run(app, "import", a_file(tmp_path), "--called-by", "Us", "--publish"))

    assert (told["added"], told["translated"], told["there"]) == (2, 1, 1)
    assert told["refused"] == [
        {"row": 3, "field": "title", "reason": "missing"},
        {"row": 4, "field": "starts_on", "reason": "malformed"},
    ]
    rally = said(run(app, "show", "rally"))
    assert (rally["state"], rally["revision"]) == ("published", 2)


def test_twice_is_as_once(app: Flask, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    run(app, "import", path)

    again = said(run(app, "import", path))

    assert (again["added"], again["translated"], again["there"]) == (0, 0, 4)


def test_a_dry_run_changes_nothing(app: Flask, tmp_path: Path) -> None:
    told = said(run(app, "import", a_file(tmp_path), "--dry-run"))

    assert (told["added"], len(told["refused"])) == (4, 2)
    assert said(run(app, "list"))["events"] == []


def test_what_is_no_file_of_events_is_refused(app: Flask, tmp_path: Path) -> None:
    result = run(app, "import", a_file(tmp_path, "nothing"))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "file cannot be used: without head." in result.stderr


def test_a_campaign_comes_out_with_all_its_events(app: Flask) -> None:
    with app.app_context():
        load_sample(an_act())
        database.session.remove()

    told = json.loads(run(app, "export", campaign.DRAFT.slug).stdout)

    assert told["campaign"]["slug"] == campaign.DRAFT.slug
    assert "paris-8-february-2025" in [event["slug"] for event in told["events"]]
    assert run(app, "export", "nothing").exit_code == 3


def test_a_published_event_brought_in_again_keeps_its_uid(app: Flask, tmp_path: Path) -> None:
    run(app, "import", a_file(tmp_path))
    with app.app_context():
        event = events.find("rally")
        assert event is not None
        uid = event.uid
    content = TABLE.replace("one", uid)

    told = said(run(app, "import", a_file(tmp_path, content)))

    assert (told["added"], told["there"]) == (0, 4)
