"""V17: mail scanners and previews follow links; no look at any page changes anything."""

from pathlib import Path

import pytest
from flask import Flask

from app.platform import mail
from tests.counting import statements
from tests.makers.desk import a_desk
from tests.matrix.rows import About, Audience
from tests.matrix.test_matrix import Visitor, questions
from tests.matrix.world import OURS, Whose, furnished

CHANGES = ("INSERT", "UPDATE", "DELETE")


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_looking_changes_nothing_on_any_page(app: Flask, tmp_path: Path) -> None:
    app.extensions["turnout_mail"] = mail.Maildir(tmp_path)
    world = furnished(app)
    owner = Visitor(a_desk(app, OURS), Audience.OWNER, "/desk/account")
    looked, changed = 0, []

    for question in questions(app):
        about = question.row.about
        values = {} if about is About.NOTHING else world.named(about, Whose.OWN)
        if question.method != "GET" or values is None:
            continue
        with statements(app) as asked:
            owner.ask(question, values)
        looked += 1
        changed += [f"{question}: {one}" for one in asked if one.lstrip().startswith(CHANGES)]

    app.extensions["turnout_mail"] = None
    assert changed == []
    assert looked > 80
