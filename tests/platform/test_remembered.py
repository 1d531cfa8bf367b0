"""What is remembered of the published content, and for how long."""

from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask

from app import events
from app.kernel.errors import Invalid
from app.platform.db import transaction
from app.platform.remembered import Memory, remembered
from tests.makers import an_act, an_event, words


def a_reader() -> Callable[[], str]:
    """Return something to read that says how often it was read."""
    times = count(1)
    return lambda: f"read {next(times)} times"


def test_what_was_read_is_remembered_in_its_edition(context: Flask) -> None:
    del context
    read = a_reader()

    assert [remembered(1, "a", read), remembered(1, "a", read)] == ["read 1 times"] * 2
    assert remembered(2, "a", read) == "read 2 times"
    assert remembered(1, "a", read) == "read 3 times"


def test_nothing_found_is_not_remembered(context: Flask) -> None:
    del context
    found = iter([None, "there"])

    assert remembered(1, "nothing", lambda: next(found)) is None
    assert remembered(1, "nothing", lambda: next(found)) == "there"


def test_a_deed_reads_for_itself_and_leaves_no_memory(context: Flask) -> None:
    del context
    read = a_reader()

    with transaction():
        in_deed = remembered(3, "a", read)
    afterwards = remembered(3, "a", read)

    assert (in_deed, afterwards) == ("read 1 times", "read 2 times")


def test_what_was_not_asked_for_the_longest_time_is_forgotten_first() -> None:
    memory: Memory[str] = Memory(most=2)
    memory.put(1, "a", "A")
    memory.put(1, "b", "B")
    memory.find(1, "a")

    memory.put(1, "c", "C")

    assert [memory.find(1, key) for key in "abc"] == ["A", None, "C"]


def test_an_edit_that_was_not_committed_is_not_seen(context: Flask) -> None:
    event = an_event(context, title="Rally")

    with pytest.raises(Invalid):
        _reword_and_fail(event)

    assert _title(event.slug) == "Rally"
    with transaction():
        events.reword(event.id, "en", words(title="Parade"), an_act())
    assert _title(event.slug) == "Parade"


def _reword_and_fail(event: events.Event) -> None:
    with transaction():
        events.reword(event.id, "en", words(title="March"), an_act())
        assert _title(event.slug) == "March"
        events.reword(event.id, "fr", words(title=""), an_act())


def _title(slug: str) -> str:
    found = events.find_published(slug)
    assert found is not None
    return found.text("en").title
