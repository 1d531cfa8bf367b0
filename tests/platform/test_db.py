"""One deed is kept whole or not at all, on both databases."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from app.audit.models import Deed
from app.events.models import EditionRow
from app.outbox.models import LetterCountRow, NoLettersRow
from app.platform.db import (
    count_up,
    database,
    erase_free_space,
    insert_unless_there,
    session,
    transaction,
)

NOON = datetime(2025, 2, 8, 12, tzinfo=UTC)
MARK = "marked-content-that-must-go"

only_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def do(what: str) -> None:
    session().add(Deed(done_at=NOON, actor="command", organiser_id=None, what=what, event_id=None))
    session().flush()


def do_and_break_off(error: type[BaseException]) -> None:
    do("one")
    raise error


def do_two_in_one() -> None:
    do("one")
    with transaction():
        do("two")


def done() -> list[str]:
    return list(session().scalars(select(Deed.what).order_by(Deed.id)))


def seen_by_others() -> list[str]:
    with database.engine.connect() as connection:
        return list(connection.execute(select(Deed.what).order_by(Deed.id)).scalars())


@contextmanager
def another_writer() -> Iterator[sqlite3.Connection]:
    """Open the SQLite file as another process does that does not wait."""
    connection = sqlite3.connect(_file(), timeout=0, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _file() -> Path:
    return Path(str(database.engine.url.database))


def test_what_was_done_is_kept(context: Flask) -> None:
    with transaction():
        do("one")
        do("two")

    assert seen_by_others() == ["one", "two"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_undoes_the_whole_deed_and_is_passed_on(
    context: Flask, error: type[BaseException]
) -> None:
    with pytest.raises(error), transaction():
        do_and_break_off(error)

    assert done() == seen_by_others() == []


def test_after_an_error_the_next_deed_goes_on(context: Flask) -> None:
    with pytest.raises(IntegrityError), transaction():
        session().execute(insert(NoLettersRow), [{"address_hash": b"h"}] * 2)

    with transaction():
        do("one")

    assert seen_by_others() == ["one"]


def test_reads_inside_a_deed_see_what_it_did_and_others_do_not(context: Flask) -> None:
    with transaction():
        do("one")

        assert done() == ["one"]
        assert seen_by_others() == []


def test_what_was_read_before_is_read_again_under_the_lock(context: Flask) -> None:
    row = session().scalars(select(EditionRow)).one()
    before = row.number
    with database.engine.begin() as connection:
        connection.execute(update(EditionRow).values(number=before + 1))

    with transaction():
        assert row.number == before + 1


def test_a_deed_inside_a_deed_is_refused_and_does_not_hang(context: Flask) -> None:
    with pytest.raises(RuntimeError, match="one deed at a time"), transaction():
        do_two_in_one()

    assert done() == []


def test_deeds_of_many_threads_all_count(context: Flask) -> None:
    def often() -> None:
        with context.app_context():
            for _ in range(10):
                with transaction():
                    count_up(LetterCountRow, "letters", event_id=1, kind="pass", outcome="sent")
            database.session.remove()

    threads = [threading.Thread(target=often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert session().scalar(select(LetterCountRow.letters)) == 80


def test_a_row_that_is_there_stays_and_is_no_error(context: Flask) -> None:
    for _ in range(2):
        with transaction():
            insert_unless_there(NoLettersRow, address_hash=b"h" * 32)

    assert session().scalars(select(NoLettersRow.address_hash)).all() == [b"h" * 32]


def test_an_instant_comes_back_in_utc(context: Flask) -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    with transaction():
        session().execute(
            insert(Deed).values(
                done_at=datetime(2025, 2, 8, 15, 30, tzinfo=tehran), actor="a", what="w"
            )
        )

    (found,) = session().scalars(select(Deed.done_at))

    assert found == NOON
    assert found.tzinfo is UTC


def test_an_instant_without_zone_is_refused(context: Flask) -> None:
    with pytest.raises(StatementError, match="an instant needs a zone"), transaction():
        session().execute(
            insert(Deed).values(done_at=NOON.replace(tzinfo=None), actor="a", what="w")
        )


def test_a_failed_statement_does_not_tell_what_it_was_about(context: Flask) -> None:
    with pytest.raises(Exception, match="no_such_table") as failed, transaction():
        session().execute(
            text("SELECT * FROM no_such_table WHERE secret = :secret"), {"secret": MARK}
        )

    assert MARK not in str(failed.value)


@only_sqlite
def test_sqlite_keeps_what_was_committed_and_no_copy_of_what_was_deleted(context: Flask) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")

    told: dict[str, Any] = {name: session().scalar(text(f"PRAGMA {name}")) for name in names}

    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@only_sqlite
def test_a_deed_takes_the_write_lock_before_its_first_statement(context: Flask) -> None:
    locked = pytest.raises(sqlite3.OperationalError, match="locked")

    with transaction(), another_writer() as other, locked:
        other.execute("BEGIN IMMEDIATE")


@only_sqlite
def test_a_read_holds_up_no_writer_even_after_a_deed(context: Flask) -> None:
    with transaction():
        do("one")
    assert done() == ["one"]

    with another_writer() as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM deed")
        other.execute("COMMIT")

    assert done() == ["one"], "a read sees one state until it ends"
    session().rollback()
    assert done() == []


@only_sqlite
def test_erased_rows_leave_no_copy_in_the_files(context: Flask) -> None:
    file = _file()
    wal = file.with_name(f"{file.name}-wal")
    with transaction():
        do(MARK)
    assert MARK.encode() in wal.read_bytes()
    with transaction():
        session().execute(delete(Deed))

    erase_free_space()

    assert wal.stat().st_size == 0
    assert MARK.encode() not in file.read_bytes()
