"""Know how each kind of letter is put into words. Filled once, by `create_app`."""

from collections.abc import Callable, Mapping

from .letter import Content

Renderer = Callable[[Mapping[str, str], int], Content]

_renderers: dict[str, Renderer] = {}


def register(kind: str, renderer: Renderer) -> None:
    """Say how a kind is put into words, from its facts and its event's id.

    It is called with the letter's language in force; the facts have the `stop_url`, too.
    """
    _renderers[kind] = renderer


def render(kind: str, facts: Mapping[str, str], event_id: int) -> Content:
    """Put a letter into words."""
    return _renderers[kind](facts, event_id)
