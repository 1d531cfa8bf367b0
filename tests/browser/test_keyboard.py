"""Whoever has no mouse reaches everything, sees where they are, and comes to a rally."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.every_page import DESK, PUBLIC, Shown
from tests.browser.site import Site
from tests.browser.visitor import Visitor

_FOCUS = """() => {
  const it = document.activeElement;
  const ring = [getComputedStyle(it), getComputedStyle(it, "::after")]
    .some((style) => style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3);
  const {top, bottom, left, right} = it.getBoundingClientRect();
  return {
    name: (it.innerText || it.name || it.id || "").trim(),
    onPage: it !== document.body,
    ring,
    inView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  };
}"""
_MOST_STOPS = 160


def test_an_rsvp_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/en/e/sample-march")

    walk_to(page, "I’m coming")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rsvp")
    walk_to(page, "people")
    page.keyboard.type("3")
    walk_to(page, "Yes, count us in")
    page.keyboard.press("Space")

    expect(page.get_by_role("heading", name="See you there!")).to_be_visible()
    expect(page.locator(".pass-head")).to_contain_text("3 people")


def test_the_first_stop_skips_to_the_content(visitor: Visitor) -> None:
    visitor.open("/en/")

    visitor.page.keyboard.press("Tab")
    skip = focus(visitor.page)
    visitor.page.keyboard.press("Enter")

    assert (skip["name"], skip["inView"]) == ("Skip to the content", True)
    assert visitor.page.evaluate("document.activeElement.id") == "content"


def test_a_problem_is_read_first(visitor: Visitor) -> None:
    visitor.open("/en/e/sample-march/rsvp")

    visitor.send(people="0")

    assert visitor.page.title().startswith("Error:")
    assert focus(visitor.page)["name"].startswith("There is a problem")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    assert focus(visitor.page)["name"] == "people"


@pytest.mark.parametrize("shown", PUBLIC, ids=lambda shown: shown.name)
def test_where_the_keyboard_is_can_be_seen(visitor: Visitor, site: Site, shown: Shown) -> None:
    visitor.open(shown.path(site, "en"))

    assert hidden_stops(visitor.page) == []


@pytest.mark.parametrize("shown", DESK, ids=lambda shown: shown.name)
def test_where_the_keyboard_is_on_the_desk_can_be_seen(
    organiser: Visitor, site: Site, shown: Shown
) -> None:
    organiser.open(shown.path(site, "en"))

    assert hidden_stops(organiser.page) == []


def focus(page: Page) -> dict[str, Any]:
    """Return what has the focus, and whether one sees it."""
    found: dict[str, Any] = page.evaluate(_FOCUS)
    return found


def walk_to(page: Page, name: str) -> None:
    """Press Tab until something is reached."""
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        if focus(page)["name"] == name:
            return
    raise AssertionError(f"Tab never reaches {name}")


def hidden_stops(page: Page) -> list[str]:
    """Walk through the whole page and return the stops that cannot be seen."""
    hidden: list[str] = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        stop = focus(page)
        if not stop["onPage"]:
            return hidden
        if not (stop["ring"] and stop["inView"]):
            hidden.append(stop["name"])
    raise AssertionError("Tab never leaves the page")
