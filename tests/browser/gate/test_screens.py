"""Every screen of the scanner is for everybody: any language, light and dark, large and small."""

from collections.abc import Callable
from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import Page

from app import events
from app.platform.i18n import CODES
from tests.browser import looking
from tests.browser.gate.phone import A_BETTER_CAMERA, GatePhone, link
from tests.browser.site import Site

Phones = Callable[..., GatePhone]

_THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_VIEWS = list(product(((320, 568), (1280, 800)), _THEMES))
_FINGER = 56
_TABS = ("scan", "tally", "more")
_WAYS = ("hand-in", "giving", "taking")
# What each kind of verdict is shown with at its longest.
_VERDICTS = {
    "party": "ask('party', [sayCount('group', 63), sayCount('before', 2)], {most: 61, people: 61})",
    "counted": "showCounted({ people: 63 })",
    "already": "showAlready(say('already-where', { gate: 'Entrance', time: hour(0, 'UTC') }))",
    "refused": "showRefused('other-event')",
    "unsure": "showUnsure('typed')",
    "failure": "showFailure()",
}
_OPEN = """async () => {
  const app = document.querySelector("script[type=module]").src;
  const { Verdicts } = await import(new URL("verdicts.js", app));
  const words = await import(new URL("words.js", app));
  window.gate = { verdicts: new Verdicts(), ...words };
}"""
_SHOW = "() => { const { verdicts, say, sayCount, hour } = window.gate; verdicts.%s; }"


@pytest.mark.parametrize("lang", CODES)
def test_every_screen_is_for_everybody(
    gate_phone: Phones, site: Site, rally: events.Event, lang: str
) -> None:
    phone = gate_phone(locale=lang)
    phone.open()
    found = {"enrol": _problems(phone.page)}
    phone.enrol_at_once(link(site, rally))

    for tab in _TABS:
        phone.page.click(f"[data-tab={tab}]")
        found[tab] = _problems(phone.page)
    for screen in _WAYS:
        phone.page.click("[data-tab=more]")
        phone.page.click(f"[data-screen=more] [data-turn={screen}]")
        found[screen] = _problems(phone.page)

    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize("lang", CODES)
def test_every_verdict_is_for_everybody(
    gate_phone: Phones, site: Site, rally: events.Event, lang: str
) -> None:
    phone = gate_phone(locale=lang)
    phone.enrol_at_once(link(site, rally))
    phone.page.evaluate(_OPEN)
    found = {}

    for kind, call in _VERDICTS.items():
        phone.page.evaluate(_SHOW % call)
        assert phone.verdict() == kind
        found[kind] = _problems(phone.page)

    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize("lang", CODES)
def test_the_picture_of_the_camera_and_the_code_are_never_mirrored(
    gate_phone: Phones, site: Site, rally: events.Event, lang: str
) -> None:
    phone = gate_phone(locale=lang)
    phone.enrol_at_once(link(site, rally))

    style = "(it) => { const { transform, scale, direction } = getComputedStyle(it); "
    video = phone.page.eval_on_selector("#video", style + "return [transform, scale]; }")
    typed = phone.page.eval_on_selector("#typed", style + "return direction; }")

    assert video == ["none", "none"]
    assert typed == "ltr"


def _problems(page: Page) -> list[str]:
    """Return all that is wrong with a screen in all views."""
    looking.teach_axe(page)
    found = []
    for (width, height), theme in _VIEWS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        seen = [*looking.axe(page), *looking.too_wide(page), *looking.too_small(page, _FINGER)]
        found += [f"{width} px, {theme}: {what}" for what in seen]
    return found


@pytest.mark.parametrize("lang", CODES)
def test_what_helps_the_camera_is_for_everybody(
    gate_phone: Phones, site: Site, rally: events.Event, lang: str
) -> None:
    phone = gate_phone(locale=lang)
    phone.page.add_init_script(A_BETTER_CAMERA)
    phone.enrol_at_once(link(site, rally))
    phone.show("")
    phone.page.click("#light")

    assert _problems(phone.page) == []
