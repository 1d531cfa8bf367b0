"""Show the pages about this instance, and tell machines whether it is well."""

from datetime import timedelta

from flask import Response, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.platform import i18n, links, moment, pages
from app.platform.db import session
from app.platform.page_layer import keep
from app.public import blueprint

pages_ = blueprint.pages("site")
files = blueprint.files("site")
BLUEPRINTS = (pages_, files)

_OWN = ("/p/", "/v/", "/letters/")
_CONTACT_LASTS = timedelta(days=90)
_PAGES = ("about", "privacy", "accessibility")


@pages_.get(f"/<any({', '.join(_PAGES)}):name>")
def about(name: str) -> str:
    """Show what this site is, what it keeps, and whom it may still shut out."""
    keep(None)
    return pages.render(f"public/site/{name}.html", alternates=blueprint.alternates(f"/{name}"))


@files.get("/robots.txt")
def robots() -> Response:
    """Ask search engines to leave people's own pages and the desk alone (RFC 9309)."""
    own = [
        f"{start}{path}" for path in _OWN for start in ("", *(f"/{code}" for code in i18n.CODES))
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in ("/desk/", *own))]
    lines.append(f"Sitemap: {links.absolute(links.sitemap())}")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@files.get("/.well-known/security.txt")
def security() -> Response:
    """Say whom to tell of a hole (RFC 9116), at the mailbox that every host should have."""
    host = current_app.config["TURNOUT_SETTINGS"].host
    expires = (moment.now() + _CONTACT_LASTS).replace(microsecond=0)
    lines = [
        f"Contact: mailto:security@{host}",  # RFC 2142, 4
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(i18n.CODES)}",
        f"Canonical: {links.absolute(links.security())}",
    ]
    answer = Response("\n".join(lines) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@files.get("/healthz")
def alive() -> ResponseReturnValue:
    """Say that the process answers."""
    return _told("ok")


@files.get("/readyz")
def ready() -> ResponseReturnValue:
    """Say that the database answers, too."""
    session().execute(text("SELECT 1"))
    return _told("ready")


def _told(status: str) -> ResponseReturnValue:
    answer = jsonify(status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
