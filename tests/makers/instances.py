"""Make instances of the application that differ from what conftest gives every test."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask

from app import create_app
from app.cli.schema import bring_up_to_date
from app.platform.hosts import KnownHosts
from app.platform.page_layer import PageLayer
from app.platform.settings import Settings


def settings_for(folder: Path, database_url: str = "", **said: Any) -> Settings:
    """Return the settings of an instance on SQLite in a folder, unless said otherwise."""
    usual = Settings(
        bind="127.0.0.1",
        port=8000,
        base_url="http://127.0.0.1:8000",
        data_dir=folder,
        database_url=database_url or f"sqlite:///{folder / 'turnout.db'}",
        redis_url="",
        tasks_url="",
        smtp_url="",
        trusted_proxies=0,
        limits=False,
        demo=False,
    )
    return replace(usual, **said)


def page_layer(app: Flask) -> PageLayer:
    """Return what keeps the pages of an application."""
    hosts = app.wsgi_app
    assert isinstance(hosts, KnownHosts)
    layer = hosts.inner
    assert isinstance(layer, PageLayer)
    return layer


def an_instance(settings: Settings) -> Flask:
    """Return an application with an empty database."""
    app = create_app(settings)
    app.testing = True
    page_layer(app).seconds_between_looks = 0.0
    with app.app_context():
        bring_up_to_date()
    return app
