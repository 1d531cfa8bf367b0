"""Speak to whoever typed a command: lines for people on stderr, JSON last on stdout."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from app.kernel.errors import Invalid, NotFound, Refusal

_NOT_FOUND, _REFUSED = 3, 1


def told(answer: Mapping[str, object]) -> None:
    """Print the answer as one line of JSON."""
    click.echo(json.dumps(answer, ensure_ascii=False))


def remark(line: str) -> None:
    """Say something to a person."""
    click.echo(line, err=True)


@contextmanager
def refusing() -> Iterator[None]:
    """End with one clear line instead of a traceback: exit code 3 for not found, 1 for refused."""
    try:
        yield
    except NotFound as refusal:
        remark(f"Not found: {refusal}")
        sys.exit(_NOT_FOUND)
    except Invalid as refusal:
        remark(f"{refusal.field} cannot be used: {refusal.reason.replace('_', ' ')}.")
        sys.exit(_REFUSED)
    except Refusal as refusal:
        remark(f"Refused ({type(refusal).__name__}): {refusal}")
        sys.exit(_REFUSED)
