"""The way in for phones at the gate: no account, no cookie, and no word about anybody.

A phone proves itself by signing what it sends (docs/gate-protocol.md).
"""

from flask import Flask

from app.gate.api import routes as api_routes
from app.gate.scanner import routes as scanner_routes


def init(app: Flask) -> None:
    """Add the scanner and what phones ask."""
    app.register_blueprint(scanner_routes.gate)
    app.register_blueprint(api_routes.gate)
