"""Owners say who belongs to a team; others come by invitation, and go at once."""

import re

from flask import Flask
from flask.testing import FlaskClient

from app import accounts
from app.accounts import Role
from app.platform.db import transaction
from tests.makers import an_act, an_event
from tests.makers.desk import a_desk, press, token_of

MINA = "mina@example.org"


def invited(owner: FlaskClient, email: str = MINA, role: str = "coordinator") -> str:
    """Have an owner invite somebody, and return the link's path."""
    page = press(owner, "/desk/team", "/desk/team/invite", email=email, role=role)
    assert page.status_code == 200
    [path] = re.findall(r"/desk/invitation/[0-9A-Z]{26}", page.text)
    return str(path)


def member_of(app: Flask, email: str) -> int:
    with app.app_context():
        found = accounts.find(email)
        assert found
        return found.id


def roles(app: Flask) -> dict[str, Role]:
    with app.app_context():
        return {member.email: member.role for member in accounts.members_of(1)}


def test_the_way_to_the_team_is_on_every_page_of_its_owners(app: Flask) -> None:
    owner, viewer = a_desk(app), a_desk(app, MINA, role=Role.VIEWER)

    for page in ("/desk/", "/desk/account"):
        assert 'href="/desk/team"' in owner.get(page).text, page
        assert 'href="/desk/team"' not in viewer.get(page).text, page


def test_who_is_invited_gets_an_account_and_sets_it_up(app: Flask) -> None:
    path = invited(a_desk(app))
    mina = app.test_client()
    shown = mina.get(path).text

    answer = press(mina, path)

    assert "You will sign in as mina@example.org." in shown
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/account/start")
    assert roles(app)[MINA] is Role.COORDINATOR


def test_looking_at_an_invitation_spends_nothing_and_its_button_spends_it(app: Flask) -> None:
    path = invited(a_desk(app))
    for _ in range(3):
        app.test_client().get(path)
    assert MINA not in roles(app)

    first, second = press(app.test_client(), path), app.test_client()
    token = token_of(second, "/desk/login")
    again = second.post(path, data={"csrf_token": token})

    assert (first.status_code, again.status_code) == (303, 409)
    assert "This invitation was used already" in again.text


def test_who_has_an_account_signs_in_before_joining(app: Flask) -> None:
    path = invited(a_desk(app))
    a_desk(app, MINA, role=Role.VIEWER)

    answer = press(app.test_client(), path)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/desk/login?next={path}"
    assert roles(app)[MINA] is Role.VIEWER


def test_who_is_signed_in_joins_by_the_button(app: Flask) -> None:
    path = invited(a_desk(app), role="editor")
    mina = a_desk(app, MINA, role=Role.VIEWER)

    press(mina, path)

    assert roles(app)[MINA] is Role.EDITOR


def test_another_role_holds_from_the_next_request_on(app: Flask) -> None:
    event = an_event(app)
    owner, mina = a_desk(app), a_desk(app, MINA, role=Role.COORDINATOR)
    needs = f"/desk/events/{event.slug}/needs"
    assert mina.get(needs).status_code == 200

    press(owner, "/desk/team", f"/desk/team/members/{member_of(app, MINA)}/role", role="viewer")

    assert mina.get(needs).status_code == 403
    assert "Your role does not allow this" in mina.get(needs).text


def test_who_is_taken_out_sees_nothing_from_the_next_request_on(app: Flask) -> None:
    event = an_event(app)
    owner, mina = a_desk(app), a_desk(app, MINA, role=Role.OWNER)
    page = f"/desk/events/{event.slug}"
    assert mina.get(page).status_code == 200

    press(owner, "/desk/team", f"/desk/team/members/{member_of(app, MINA)}/remove")

    assert mina.get(page).status_code == 404
    assert "You belong to no team any more." in mina.get("/desk/").text


def test_a_team_keeps_an_owner(app: Flask) -> None:
    owner = a_desk(app, MINA)
    here = f"/desk/team/members/{member_of(app, MINA)}"

    for deed, sent in (("remove", {}), ("role", {"role": "viewer"})):
        answer = press(owner, "/desk/team", f"{here}/{deed}", **sent)

        assert answer.status_code == 409
        assert "A team needs an owner." in answer.text
    assert roles(app) == {MINA: Role.OWNER}


def test_each_team_sees_its_own_events_alone(app: Flask) -> None:
    an_event(app, title="Of the first team")
    owner = a_desk(app)

    made = press(owner, "/desk/team", "/desk/team", name="Lyon")
    there = owner.get(made.headers["Location"]).text
    press(
        owner,
        "/desk/events/new",
        title="Of Lyon",
        place="Place Bellecour",
        called_by="Us",
        starts_on="2027-05-01",
        starts_at="14:00",
        language="en",
    )

    assert "Of the first team" not in there
    assert "Of Lyon" in owner.get("/desk/").text
    assert "Of Lyon" not in owner.get("/desk/?team=1").text
    assert "Of the first team" in owner.get("/desk/?team=1").text


def test_nobody_chooses_a_team_that_is_not_theirs(app: Flask) -> None:
    with app.app_context(), transaction():
        other = accounts.add_team("Theirs", accounts.add("them@example.org", an_act()), an_act())
    an_event(app, title="Of theirs", team_id=other)

    assert "Of theirs" not in a_desk(app).get(f"/desk/?team={other}").text


def test_owners_see_who_did_what_to_which_of_their_events(app: Flask) -> None:
    owner = a_desk(app)
    with app.app_context(), transaction():
        other = accounts.add_team("Theirs", accounts.add("them@example.org", an_act()), an_act())
    an_event(app, title="Theirs", slug="theirs-alone", team_id=other)
    event = an_event(app, title="Ours", slug="ours", published=False)
    press(owner, f"/desk/events/{event.slug}", f"/desk/events/{event.slug}/publish", confirm="on")
    invited(owner)

    told = owner.get("/desk/team/deeds").text

    assert "added as a draft" in told
    assert "ours" in told
    assert "somebody invited" in told
    assert "sara@example.org" in told
    assert "theirs-alone" not in told
    assert MINA not in told


def test_a_role_sees_the_buttons_that_it_may_press(app: Flask) -> None:
    event = an_event(app)
    words = {
        Role.EDITOR: ("Edit", "Volunteers"),
        Role.COORDINATOR: ("Volunteers", "Edit"),
        Role.GATE_LEAD: ("Entrances", "Edit"),
        Role.VIEWER: ("Public page", "Entrances"),
    }
    for role, (shown, hidden) in words.items():
        page = a_desk(app, f"{role.name}@example.org", role=role).get(f"/desk/events/{event.slug}")
        assert f">{shown}</a>" in page.text, role
        assert f">{hidden}</a>" not in page.text, role
