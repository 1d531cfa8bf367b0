"""Find events by their words: the database's own full text over words that are folded here.

Folded in Python, words are the same on every database, in all our languages, and no extension is
needed. SQLite holds them in an FTS5 table, PostgreSQL as tsvectors; a row has the number of its
event. A row without an event is harmless: every question starts from the events.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    cast,
    column,
    delete,
    false,
    insert,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from app.kernel.text import spellings
from app.platform import prose
from app.platform.db import session

from .event import Words
from .models import EventRow

_words: ColumnClause[str] = column("words")
_places: ColumnClause[str] = column("places")
_search = table("event_search", column("rowid"), _words, _places)


def index(event_id: int, texts: Iterable[Words]) -> None:
    """Make an event found by its texts, in place of those it had."""
    texts = list(texts)
    words = _held(" ".join(part for text in texts for part in _unmarked(text)))
    places = _held(" ".join(text.place for text in texts))
    forget([event_id])
    session().execute(insert(_search).values(rowid=event_id, words=words, places=places))


def forget(event_ids: Sequence[int]) -> None:
    """Let events not be found any more."""
    session().execute(delete(_search).where(_search.c.rowid.in_(event_ids)))


def saying(typed: str) -> ColumnElement[bool]:
    """Ask for events that say all the words that were typed, or longer ones that begin so."""
    return _found(_words, typed)


def placed(typed: str) -> ColumnElement[bool]:
    """Ask for events at a place that is named so in any language."""
    return _found(_places, typed)


def _unmarked(words: Words) -> tuple[str, ...]:
    return astuple(replace(words, description=prose.as_plain(words.description)))


def _found(where: ColumnClause[str], typed: str) -> ColumnElement[bool]:
    ways = [words for words in spellings(typed) if words]
    if not ways:
        return false()
    if _is_postgresql():
        asked = " | ".join(" & ".join(f"{word}:*" for word in words) for words in ways)
        matches = where.bool_op("@@")(cast(asked, TSQUERY))
    else:
        asked = " OR ".join(
            "(" + " AND ".join(f'"{word}"*' for word in words) + ")" for words in ways
        )
        matches = where.bool_op("MATCH")(asked)
    return EventRow.id.in_(select(_search.c.rowid).where(matches))


def _held(text: str) -> object:
    words = " ".join(dict.fromkeys(word for way in spellings(text) for word in way))
    return cast(words, TSVECTOR) if _is_postgresql() else words


def _is_postgresql() -> bool:
    return session().get_bind().dialect.name == "postgresql"
