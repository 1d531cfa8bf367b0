"""The scanner reads passes however they are held, and never as something else."""

import random

import pytest
from playwright.sync_api import Browser

from bench import frames


def test_passes_are_read_in_every_condition(browser: Browser) -> None:
    pictures = frames.draw(random.getrandbits(32), 3)

    seen = frames.show(browser, frames.ZXING, pictures)

    assert frames.share(seen) >= 0.9
    assert frames.wrong(seen) == 0


@pytest.mark.soak
def test_of_a_thousand_pictures_97_of_100_are_read(browser: Browser) -> None:
    pictures = frames.draw(random.getrandbits(32), 120)

    seen = frames.show(browser, frames.ZXING, pictures)

    assert frames.share(seen) >= frames.LEAST
    assert frames.wrong(seen) == 0
