"""How accessible an event is: facts that every language tells the same."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events
from app.events import Access, Answer, Fact, Pace, access_of
from app.kernel.errors import Invalid
from app.platform import i18n
from app.platform.db import transaction
from app.platform.i18n import speaking
from tests.makers import an_act, an_event

ALL = Access({Fact.STEP_FREE: Answer.PARTLY, Fact.TOILETS: Answer.NO}, 2500, Pace.SLOW)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Partly step-free", "No toilets", "2.5 km to walk", "At a slow pace"]),
        ("fr", ["En partie de plain-pied", "Pas de toilettes", "2,5 km à marcher", "À pas lents"]),
        ("fa", ["بخشی بدون پله", "بدون دستشویی", "۲٫۵ کیلومتر پیاده‌روی", "با گام‌های آهسته"]),
    ],
)
def test_what_is_known_is_said_in_every_language(
    context: Flask, lang: str, said: list[str]
) -> None:
    with speaking(lang):
        assert ALL.said() == said


@pytest.mark.parametrize("lang", i18n.CODES)
def test_every_answer_has_words(context: Flask, lang: str) -> None:
    with speaking(lang):
        said = {Access({fact: answer}).said()[0] for fact in Fact for answer in Answer}

    assert len(said) == len(Fact) * len(Answer)


def test_what_is_told_is_read_as_it_was() -> None:
    assert access_of(ALL.as_data()) == ALL
    assert access_of({}) == Access()


@pytest.mark.parametrize(
    "told", [{"lift": "yes"}, {"toilets": "maybe"}, {"metres": "far"}, {"pace": "running"}]
)
def test_what_we_do_not_know_is_refused(told: dict[str, str | int]) -> None:
    with pytest.raises(Invalid, match="access"):
        access_of(told)


def test_a_new_fact_is_a_new_revision_and_the_same_one_is_none(context: Flask) -> None:
    event = an_event(context)

    for _ in range(2):
        with transaction():
            events.describe_access(event.id, ALL, an_act())

    after = events.get(event.id)
    assert after.access == ALL
    assert (after.revision, after.sequence) == (event.revision + 1, event.sequence)


def test_the_page_tells_what_is_known_and_nothing_else(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)
    before = client.get(f"/en/e/{event.slug}").text
    with app.app_context(), transaction():
        events.describe_access(event.id, ALL, an_act())

    page = client.get(f"/en/e/{event.slug}").text

    assert "<dt>Accessibility</dt>" not in before
    assert "<dd>Partly step-free<br>No toilets<br>2.5 km to walk<br>At a slow pace</dd>" in page
