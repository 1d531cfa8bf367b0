"""The published site as files holds what is the same for everybody, and its links lead on."""

import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask

from app import events
from app.cli.mirror.addresses import file_of, led_to, led_to_files, short
from app.platform.db import transaction
from tests.cli.test_event import said
from tests.makers import a_party, an_act, an_event

BASE = "http://localhost"


def exported(app: Flask, folder: Path) -> dict[str, object]:
    told: dict[str, object] = said(app.test_cli_runner().invoke(args=["export", str(folder)]))
    return told


def written(folder: Path) -> dict[str, str]:
    """Return the files of an export by their names."""
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_export_holds_every_page_and_its_sums_are_right(app: Flask, tmp_path: Path) -> None:
    an_event(app, slug="rally", title="Rally on the square")
    folder = tmp_path / "site"

    told = exported(app, folder)

    files = written(folder)
    sums = files.pop("SHA256SUMS").splitlines()
    assert sums == [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}"
        for name in sorted(files)
    ]
    assert told["files"] == len(files)
    for code in ("fr", "en", "fa"):
        assert "Rally on the square" in files[f"{code}/e/rally/index.html"]
        assert "Rally on the square" in files[f"{code}/events/index.html"]
    assert "BEGIN:VEVENT" in files["e/rally.ics"]
    assert "SUMMARY" in files["events.ics"]
    assert "url=/fr/e/rally" in files["e/rally/index.html"]


def test_every_link_leads_to_a_file_but_those_to_forms(app: Flask, tmp_path: Path) -> None:
    an_event(app, slug="rally", title="Rally")

    exported(app, tmp_path / "site")

    files = written(tmp_path / "site")
    for name in [name for name in files if name.endswith(".html")]:
        links = re.findall(r'(?:href|src|action)="(/[^"]*)"', files[name])
        assert {file_of(link) for link in links} <= set(files)
    page = files["en/e/rally/index.html"]
    assert 'href="/en/"' in page
    assert 'href="/e/rally.en.ics"' in page
    assert re.search(r'href="http://[^"/]+/en/e/rally/rsvp"', page)


def test_what_is_not_for_everybody_never_gets_there(app: Flask, tmp_path: Path) -> None:
    an_event(app, slug="draft-canary", title="canary of a draft", published=False)
    hidden = an_event(app, slug="vigil", place="canary street 7")
    with app.app_context(), transaction():
        events.set_embargo(hidden.id, events.Embargo(events.Audience.CONFIRMED), an_act())
    secret = a_party(app, hidden, people=2)

    exported(app, tmp_path / "site")

    files = written(tmp_path / "site")
    assert "en/e/vigil/index.html" in files
    assert not [name for name, text in files.items() if "canary" in name + text.lower()]
    assert not [name for name, text in files.items() if secret in name + text]
    assert not [name for name in files if "rsvp" in name or "desk" in name or "gate" in name]


def test_a_new_export_takes_the_place_of_the_last_and_of_nothing_else(
    app: Flask, tmp_path: Path
) -> None:
    event = an_event(app, slug="rally")
    exported(app, tmp_path / "site")
    with app.app_context(), transaction():
        events.rename(event.id, "march", an_act())
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("years of work")

    exported(app, tmp_path / "site")
    refused = app.test_cli_runner().invoke(args=["export", str(tmp_path / "other")])

    assert "en/e/march/index.html" in written(tmp_path / "site")
    assert "en/e/rally/index.html" not in written(tmp_path / "site")
    assert refused.exit_code == 1
    assert written(tmp_path / "other") == {"thesis.txt": "years of work"}
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["other", "site"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/fr/", "fr/index.html"),
        ("/fr/e/rally", "fr/e/rally/index.html"),
        ("/e/rally.ics", "e/rally.ics"),
        ("/e/rally.ics?lang=fr", "e/rally.fr.ics"),
        ("/static/css/site.css?v=1f", "static/css/site.css"),
        ("/fr/events?past=1", None),
        ("/e/rally.ics?alarm=1", None),
    ],
)
def test_each_address_has_a_file_or_none(address: str, file: str | None) -> None:
    assert file_of(address) == file


def test_links_are_found_and_led_to_files() -> None:
    page = '<a href="/fr/e/x?a=1&amp;b=2#c"></a><img src="//elsewhere.org/x"><a href="/fr/"></a>'

    assert led_to("/fr/", page, BASE) == {"/fr/e/x?a=1&b=2", "/fr/"}
    assert led_to_files(page, {"fr/index.html"}, BASE) == page.replace(
        'href="/fr/e', f'href="{BASE}/fr/e'
    )
    assert led_to("/static/css/site.css", 'x { src: url("../a.woff2?v=1") }', BASE) == {
        "/static/a.woff2?v=1"
    }
    assert (short("/fr/e/x"), short("/events.ics")) == ("/e/x", None)
