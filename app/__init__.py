"""Turnout: publish a demonstration, take RSVPs, hand out calendar entries and tickets.

`create_app` is the table of contents; the layers are described in docs/adr/0001-layers.md.
"""

import os
from contextlib import suppress
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import api, cli, desk, events, gate, public, rsvps
from app.platform import (
    db,
    error_pages,
    forwarded,
    headers,
    i18n,
    limits,
    mail,
    migrations,
    pages,
    remembered,
)
from app.platform.hosts import KnownHosts
from app.platform.page_layer import PageLayer
from app.platform.settings import Settings
from app.platform.vault import Vault

_ROOT = Path(__file__).parent.parent
_LARGEST_REQUEST = 256 * 1024


def create_app(settings: Settings) -> Flask:
    """Make the application of one instance from its settings."""
    app = Flask(
        __name__,
        template_folder=str(_ROOT / "templates"),
        static_folder=str(_ROOT / "static"),
        instance_path=str(settings.data_dir),
    )
    _take(settings.data_dir)
    vault = Vault(settings.data_dir / "keys", os.urandom)  # noqa: TID251 - before any act
    app.extensions["turnout_vault"] = vault
    app.config["TURNOUT_SETTINGS"] = settings
    app.config["SECRET_KEY"] = vault.subkey("flask session")
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_REQUEST

    db.init(app, settings)
    remembered.init(app)
    migrations.init(app, _ROOT / "migrations")
    i18n.init(app)
    pages.init(app, settings)
    headers.init(app)
    error_pages.init(app)
    limits.init(app, settings)
    forwarded.init(app, settings)
    mail.init(app, settings)

    rsvps.register_letters()

    public.init(app)
    desk.init(app)
    gate.init(app)
    api.init(app)
    cli.init(app)

    proxies = settings.trusted_proxies
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # Flask's documented way
            app.wsgi_app, x_for=proxies, x_proto=proxies
        )
    app.wsgi_app = PageLayer(  # type: ignore[method-assign] # Flask's documented way
        app.wsgi_app, lambda: _edition(app)
    )
    app.wsgi_app = KnownHosts(app.wsgi_app, settings)  # type: ignore[method-assign] # as above
    return app


def _take(folder: Path) -> None:
    """Make the data folder; a new or empty one is closed to other users."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        with suppress(PermissionError):  # a mounted volume may belong to somebody else
            folder.chmod(0o700)


def _edition(app: Flask) -> int:
    with app.app_context():
        return events.edition()
