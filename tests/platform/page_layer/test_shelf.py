"""What the shelf keeps, and what goes first."""

from datetime import UTC, datetime, timedelta

from app.platform.page_layer.kept import Kept
from app.platform.page_layer.shelf import Shelf


def a_page(size: int = 10) -> Kept:
    return Kept({}, None, 1, size)


def test_a_page_is_found_where_it_was_put() -> None:
    shelf, page = Shelf(100), a_page()

    shelf.put("/en/", "", (), page)

    assert shelf.find(("/en/", "")) is page
    assert shelf.find(("/fr/", "")) is None


def test_parameters_that_do_not_matter_lead_to_the_same_page() -> None:
    shelf, page = Shelf(100), a_page()

    shelf.put("/en/e/rally", "fbclid=123", (), page)

    assert shelf.address("/en/e/rally", "fbclid=456&utm_source=x") == ("/en/e/rally", "")
    assert shelf.find(shelf.address("/en/e/rally", "fbclid=456")) is page


def test_parameters_that_matter_tell_pages_apart_in_any_order() -> None:
    shelf, page = Shelf(100), a_page()

    shelf.put("/f", "b=2&x=9&a=1", ("a", "b"), page)

    assert shelf.find(shelf.address("/f", "a=1&b=2")) is page
    assert shelf.find(shelf.address("/f", "a=1&b=3")) is None
    assert shelf.find(shelf.address("/f", "")) is None


def test_the_first_of_two_values_counts_as_it_does_for_flask() -> None:
    shelf = Shelf(100)
    shelf.put("/f", "a=1", ("a",), a_page())

    assert shelf.address("/f", "a=1&a=2") == shelf.address("/f", "a=1")


def test_a_page_put_again_counts_once() -> None:
    shelf = Shelf(100)

    for size in (40, 50, 60):
        shelf.put("/en/", "", (), a_page(size))

    assert shelf.size == 60


def test_what_was_not_asked_for_the_longest_time_goes_first() -> None:
    shelf = Shelf(100)
    for path in ("/a", "/b", "/c"):
        shelf.put(path, "", (), a_page(30))
    shelf.find(("/a", ""))

    shelf.put("/d", "", (), a_page(30))

    there = [path for path in ("/a", "/b", "/c", "/d") if shelf.find((path, ""))]
    assert there == ["/a", "/c", "/d"]
    assert shelf.size == 90


def test_a_page_larger_than_the_shelf_is_not_kept() -> None:
    shelf = Shelf(100)

    shelf.put("/a", "", (), a_page(101))

    assert shelf.find(("/a", "")) is None
    assert shelf.size == 0


def test_a_dropped_page_is_gone_and_its_bytes_too() -> None:
    shelf = Shelf(100)
    shelf.put("/a", "", (), a_page(30))

    shelf.drop(("/a", ""))
    shelf.drop(("/a", ""))

    assert shelf.find(("/a", "")) is None
    assert shelf.size == 0


def test_a_page_can_be_taken_as_true_for_longer() -> None:
    shelf, now = Shelf(100), datetime.now(UTC)
    shelf.put("/a", "", (), a_page())

    shelf.extend(("/a", ""), 2, now + timedelta(seconds=1))

    found = shelf.find(("/a", ""))
    assert found is not None
    assert found.is_true(2, now)
    assert not found.is_true(2, now + timedelta(seconds=1))
    assert shelf.extend(("/b", ""), 2, now) is None
