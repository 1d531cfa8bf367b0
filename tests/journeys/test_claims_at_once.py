"""Many people want the same shift at the same moment, over HTTP, on both databases."""

from collections import Counter
from functools import partial

import pytest
from flask import Flask

from app import volunteers
from tests.journeys.running import Visitor, at_once, running
from tests.makers import an_event, token_in
from tests.makers.volunteering import a_need, a_volunteer


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("werkzeug.serving.WSGIRequestHandler.log", lambda *_: None)


def claims(
    visitor: Visitor, path: str, need: int, people: int
) -> list[partial[tuple[int, str, str]]]:
    """Open the page for each person; return what they send."""
    return [
        partial(
            visitor.post,
            path,
            need=need,
            handle=f"Person {number}",
            token=token_in(visitor.get(path)),
        )
        for number in range(people)
    ]


@pytest.mark.parametrize("lang", ["fr", "fa"])
def test_thirty_people_want_five_places(app: Flask, lang: str) -> None:
    event = an_event(app)
    need, other = a_need(app, event, most=5), a_need(app, event, "sound")
    path = f"/{lang}/e/{event.slug}/volunteer"

    with running(app) as visitor:
        answers = at_once(claims(visitor, path, need, 30))

    assert Counter(status for status, _, _ in answers) == {303: 5, 409: 25}
    assert len({where for status, where, _ in answers if status == 303}) == 5
    for status, _, text in answers:
        if status == 409:
            assert f'name="need" value="{other}"' in text
            assert f'plain" name="need" value="{need}"' not in text
    with app.app_context():
        assert volunteers.get_need(event.id, need).taken == 5
        (filled, _) = volunteers.roster(event.id)
        assert len(set(filled.handles)) == 5


def test_the_same_form_sent_ten_times_at_once_is_one_claim(app: Flask) -> None:
    event = an_event(app)
    need = a_need(app, event, most=5)
    path = f"/en/e/{event.slug}/volunteer"

    with running(app) as visitor:
        (claim,) = claims(visitor, path, need, 1)
        answers = at_once([claim] * 10)

    assert len({(status, where) for status, where, _ in answers}) == 1
    with app.app_context():
        assert volunteers.get_need(event.id, need).taken == 1


def test_nobody_gets_two_overlapping_shifts_by_asking_for_both_at_once(app: Flask) -> None:
    event = an_event(app)
    first = a_need(app, event, begins=-4, most=99)
    rivals = [a_need(app, event, "sound", most=99), a_need(app, event, begins=1, most=99)]
    secrets = [a_volunteer(app, event, first) for _ in range(8)]

    with running(app) as visitor:
        rounds = [
            at_once(
                [partial(visitor.post, f"/en/v/{secret}/claim", need=need) for need in rivals * 2]
            )
            for secret in secrets
        ]

    for secret, answers in zip(secrets, rounds, strict=True):
        statuses = Counter(status for status, _, _ in answers)
        assert statuses == {303: 2, 409: 2}
        with app.app_context():
            held = [need.id for need in volunteers.get(secret).shifts]
        assert held in ([first, rivals[0]], [first, rivals[1]])


def test_the_last_place_goes_to_one_while_another_gives_it_back(app: Flask) -> None:
    event = an_event(app)
    need = a_need(app, event, most=1)
    holder = a_volunteer(app, event, need)
    path = f"/en/e/{event.slug}/volunteer"

    with running(app) as visitor:
        leave = partial(visitor.post, f"/en/v/{holder}/leave", need=need)
        answers = at_once([leave, *claims(visitor, path, need, 7)])

    won = [status for status, _, _ in answers[1:]].count(303)
    with app.app_context():
        assert won <= 1
        assert volunteers.get_need(event.id, need).taken == won
