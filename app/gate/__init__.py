"""The way in for phones at the gate: no account, no cookie, and no word about anybody.

A phone proves itself by signing what it sends (docs/gate-protocol.md).
"""

from flask import Flask

from app.gate.api import routes as api_routes


def init(app: Flask) -> None:
    """Add what phones ask."""
    app.register_blueprint(api_routes.gate)
