"""Which encoding an Accept-Encoding asks for, after RFC 9110, 12.5.3."""

import gzip

import brotli
import pytest

from app.platform.page_layer.encoding import PLAIN, may_be_packed, pack, preferred


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", PLAIN),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("BR;Q=0.5, GZIP", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("gzip;q=0", PLAIN),
        ("*", "br"),
        ("*;q=0", PLAIN),
        ("br;q=0, *", "gzip"),
        ("gzip;q=0.5, identity", PLAIN),
        ("identity;q=0.5, gzip;q=0.8", "gzip"),
        ("deflate", PLAIN),
        ("gzip;q=high", PLAIN),
        (";;,=", PLAIN),
    ],
)
def test_the_encoding_that_is_liked_best_is_chosen(accepted: str, chosen: str) -> None:
    assert preferred(accepted) == chosen


def test_what_is_packed_can_be_unpacked_and_is_the_same_each_time() -> None:
    body = "Je viens. می‌آیم.".encode() * 100

    assert gzip.decompress(pack(body, "gzip")) == body
    assert brotli.decompress(pack(body, "br")) == body
    assert pack(body, PLAIN) == body
    assert pack(body, "gzip") == pack(body, "gzip")


def test_only_long_text_is_worth_packing() -> None:
    assert may_be_packed("text/html; charset=utf-8", b"x" * 600)
    assert not may_be_packed("text/html; charset=utf-8", b"x" * 599)
    assert not may_be_packed("image/png", b"x" * 6000)
