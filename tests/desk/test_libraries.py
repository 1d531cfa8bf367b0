"""What the sign-in library sees."""

from flask import Flask


def test_it_looks_at_visitors_of_the_desk_alone(app: Flask) -> None:
    for hooks in (app.before_request_funcs, app.after_request_funcs):
        everywhere = [hook.__module__ for hook in hooks[None]]
        assert [name for name in everywhere if name.startswith("flask_")] == []
        assert [hook for hook in hooks["desk"] if hook.__module__.startswith("flask_")]
