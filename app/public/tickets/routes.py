"""Show what an ordinary camera opens from a ticket."""

from flask import request
from flask.typing import ResponseReturnValue

from app.platform import i18n, pages
from app.public import blueprint

files = blueprint.files("tickets")
BLUEPRINTS = (files,)


@files.get("/t")
def shown() -> ResponseReturnValue:
    """Say what to do with a ticket; its code is in the fragment and never comes here."""
    i18n.speak(i18n.preferred(request.accept_languages))
    return pages.render("public/tickets/shown.html"), {"Vary": "Accept-Language"}
