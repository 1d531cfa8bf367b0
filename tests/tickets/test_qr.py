"""Tickets as pictures, read back by a decoder that is not ours."""

import gzip
import io
import os
import re
import uuid

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from app import tickets

PREFIXES = {
    "bare": "",
    "loopback": "http://127.0.0.1:8000/t#",
    "host": "https://rally.example.org/t#",
    "long host": "https://a-rather-long-name.rallies.example.org:8443/t#",
}
prefixes = pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)

Bitmap = NDArray[np.uint8]


def a_code() -> str:
    key = tickets.new_event_key(str(uuid.uuid4()), os.urandom)
    secret = os.urandom(13).hex()
    return tickets.issue(
        key, b"i" * 16, secret, people=3, ticket_class=tickets.TicketClass.ATTENDEE
    )


def rasterised(svg: str, scale: int = 4) -> Bitmap:
    """Paint the dashes of our picture on white as a browser does, `scale` pixels a module."""
    found = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    drawn = re.search(r'd="M(\d+) (\d+)\.5([^"]+)" stroke-dasharray="([^"]+)"', svg)
    assert found
    assert drawn
    modules = np.full((int(found[1]), int(found[1])), 255, np.uint8)
    x, y = int(drawn[1]), int(drawn[2])
    lengths = [int(length) for length in drawn[4].split()]
    ink = [at % 2 == 0 for at, length in enumerate(lengths) for _ in range(length)]
    along = 0
    for command, told in re.findall(r"([Hv])(\d+)", drawn[3]):
        way = int(told) - x if command == "H" else int(told)
        for _ in range(abs(way)):
            left = x if way > 0 else x - 1
            if ink[along]:
                assert command == "H", "a step to the next row is never drawn"
                modules[y, left] = 0
            along += 1
            x += (command == "H") * (1 if way > 0 else -1)
            y += command == "v"
    assert len(ink) - along <= 1
    return np.kron(modules, np.ones((scale, scale), np.uint8))


def decoded(picture: Bitmap) -> zxingcpp.Barcode:
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    return found


@prefixes
def test_the_vector_picture_reads_as_the_code(prefix: str) -> None:
    code = a_code()

    found = decoded(rasterised(tickets.svg(code, prefix)))

    assert found.text == prefix + code
    assert found.ec_level == "M"


@prefixes
def test_the_bitmap_reads_as_the_code(prefix: str) -> None:
    code = a_code()

    picture = Image.open(io.BytesIO(tickets.png(code, prefix)))

    assert picture.format == "PNG"
    assert decoded(np.array(picture.convert("L"))).text == prefix + code


@prefixes
def test_bitmap_and_vector_picture_show_the_same_modules(prefix: str) -> None:
    code = a_code()

    bitmap = np.array(Image.open(io.BytesIO(tickets.png(code, prefix, box=4))).convert("L"))

    assert np.array_equal(bitmap, rasterised(tickets.svg(code, prefix)))


def test_a_white_border_of_four_modules_is_part_of_the_picture() -> None:
    modules = rasterised(tickets.svg(a_code()), scale=1)

    dark = np.argwhere(modules == 0)

    assert dark.min() == 4
    assert dark.max() == len(modules) - 5


@pytest.mark.parametrize(
    ("prefix", "version"), [("", 5), ("http://127.0.0.1:8000/t#", 6)], ids=["bare", "loopback"]
)
def test_two_segments_keep_the_code_small(prefix: str, version: int) -> None:
    modules = rasterised(tickets.svg(a_code(), prefix), scale=1)

    assert len(modules) == 17 + 4 * version + 2 * 4


def test_a_ticket_is_no_larger_than_promised() -> None:
    for _ in range(50):
        code = a_code()

        assert len(tickets.svg(code)) <= 2560
        assert len(tickets.svg(code, PREFIXES["host"])) <= 2560
        assert len(gzip.compress(tickets.svg(code, PREFIXES["host"]).encode(), 6)) <= 1000


def test_a_bitmap_is_black_and_white_and_ten_pixels_a_module() -> None:
    picture = Image.open(io.BytesIO(tickets.png(a_code())))

    assert picture.mode == "1"
    assert picture.size == (450, 450)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/e/x", "https://rally.example.org/e/" + "long-" * 16]
)
def test_the_address_on_a_poster_reads_back(url: str) -> None:
    assert decoded(rasterised(tickets.svg_link(url))).text == url


def test_a_picture_needs_nothing_that_a_strict_policy_forbids() -> None:
    svg = tickets.svg(a_code())

    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert not re.search(r"style|script|href|on\w+=", svg)
