"""The vectors that JavaScript is held against are what Python makes of passes and batches."""

import pytest

from tests.vectors import FOLDER, MAKERS, written


@pytest.mark.parametrize("name", MAKERS)
def test_the_kept_vectors_are_those_that_python_makes(name: str) -> None:
    kept = (FOLDER / f"{name}.json").read_text()

    assert kept == written(name)
