"""search: full text of the database over folded words, in place of a key for each text."""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from app.kernel.text import spellings

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SAID = ("title", "place", "called_by", "summary", "description", "directions", "bring")
_TEXTS = sa.table(
    "event_text", *map(sa.column, ("event_id", "language", "search_key", *_SAID))
)
_TABLE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE event_search"
        " USING fts5(words, places, tokenize='unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "CREATE TABLE event_search (rowid INTEGER PRIMARY KEY REFERENCES event ON DELETE CASCADE,"
        " words TSVECTOR NOT NULL, places TSVECTOR NOT NULL)",
        "CREATE INDEX ix_event_search_words ON event_search USING gin (words)",
        "CREATE INDEX ix_event_search_places ON event_search USING gin (places)",
    ),
}
_ROW = {
    "sqlite": "INSERT INTO event_search (rowid, words, places) VALUES (:id, :words, :places)",
    "postgresql": (
        "INSERT INTO event_search (rowid, words, places)"
        " VALUES (:id, CAST(:words AS tsvector), CAST(:places AS tsvector))"
    ),
}


def upgrade():
    connection = op.get_bind()
    dialect = connection.dialect.name
    for statement in _TABLE[dialect]:
        op.execute(statement)
    texts = connection.execute(sa.select(_TEXTS).order_by(_TEXTS.c.event_id)).mappings().all()
    for event_id, its in groupby(texts, key=lambda text: text["event_id"]):
        its = list(its)
        words = _folded(" ".join(text[name] for text in its for name in _SAID))
        places = _folded(" ".join(text["place"] for text in its))
        row = {"id": event_id, "words": words, "places": places}
        connection.execute(sa.text(_ROW[dialect]), row)
    with op.batch_alter_table("event_text") as batch_op:
        batch_op.drop_column("search_key")


def downgrade():
    with op.batch_alter_table("event_text") as batch_op:
        batch_op.add_column(sa.Column("search_key", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    for text in connection.execute(sa.select(_TEXTS)).mappings().all():
        key = _folded(" ".join(text[name] for name in _SAID))
        same = [_TEXTS.c[name] == text[name] for name in ("event_id", "language")]
        connection.execute(_TEXTS.update().where(*same).values(search_key=key))
    with op.batch_alter_table("event_text") as batch_op:
        batch_op.alter_column("search_key", server_default=None)
    op.execute("DROP TABLE event_search")


def _folded(text):
    return " ".join(dict.fromkeys(word for way in spellings(text) for word in way))
