"""Serve the scanner: one page for all its screens, and what it is made of."""

import json
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, send_from_directory
from flask.typing import ResponseReturnValue

from app.gate.scanner import icon
from app.gate.scanner.shell import DECODER, shell
from app.gate.scanner.words import words
from app.platform import headers, i18n, links, pages
from app.platform.page_layer import keep

gate = Blueprint("gate_scanner", __name__, url_prefix="/gate")
gate.after_request(headers.open_camera)

_FOR_EVER = "public, max-age=31536000, immutable"


@gate.get("/")
@gate.get("/enrol")
def app() -> ResponseReturnValue:
    """Show the scanner; the secret of an enrolment link stays in the browser."""
    i18n.speak(i18n.preferred(request.accept_languages))
    page = pages.render("gate/app.html", words=words(), file=shell().address)
    told = {"Vary": "Accept-Language", "Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}
    return page, told


@gate.get("/shell/<version>/<path:path>")
def file(version: str, path: str) -> ResponseReturnValue:
    """Return a file of the scanner as it is in a version."""
    known = shell()
    if not known.holds(version, path):
        abort(404)
    if path == DECODER:
        return _decoder()
    keep(None)
    answer = send_from_directory(str(current_app.static_folder), path)
    answer.headers["Cache-Control"] = _FOR_EVER
    return answer


@gate.get("/shell/<version>/words/<code>.json")
def spoken(version: str, code: str) -> ResponseReturnValue:
    """Return all words in a language."""
    known = shell()
    if version != known.version or code not in known.spoken:
        abort(404)
    keep(None)
    told = {"Cache-Control": _FOR_EVER}
    return Response(known.spoken[code], mimetype="application/json", headers=told)


@gate.get("/sw.js")
def worker() -> ResponseReturnValue:
    """Return the worker that keeps the scanner; another version of it makes phones fetch anew."""
    known = shell()
    kept = {"version": known.version, "files": [links.gate(), *known.addresses()]}
    script = Path(str(current_app.static_folder)) / "js" / "gate" / "worker" / "offline.js"
    body = f"const KEPT = {json.dumps(kept)};\n{script.read_text(encoding='utf-8')}"
    told = {"Cache-Control": "no-cache"}
    return Response(body, mimetype="text/javascript", headers=told)


@gate.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """Say how the scanner is installed (W3C Web Application Manifest)."""
    i18n.speak(i18n.preferred(request.accept_languages))
    told = {
        "name": words()["title"],
        "short_name": words()["title"],
        "lang": i18n.current_language(),
        "dir": i18n.direction(i18n.current_language()),
        "start_url": links.gate(),
        "scope": links.gate(),
        "id": links.gate(),
        "display": "standalone",
        "background_color": "#14171A",
        "theme_color": "#0B5D4B",
        "icons": [_icon(size) for size in icon.SIZES],
    }
    headers_ = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return Response(json.dumps(told), mimetype="application/manifest+json", headers=headers_)


@gate.get("/icon-<int:size>.png")
def drawn(size: int) -> ResponseReturnValue:
    """Return the icon."""
    if size not in icon.SIZES:
        abort(404)
    keep(None)
    return Response(icon.png(size), mimetype="image/png")


def _decoder() -> Response:
    """Return the decoder, packed at set-up as small as it gets, which takes seconds."""
    packed = request.accept_encodings["br"] > 0
    path = f"{DECODER}.br" if packed else DECODER
    answer = send_from_directory(str(current_app.static_folder), path, mimetype="application/wasm")
    answer.headers["Cache-Control"] = _FOR_EVER
    if packed:
        answer.headers["Content-Encoding"] = "br"
    return answer


def _icon(size: int) -> dict[str, str]:
    return {
        "src": links.gate_icon(size),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "any maskable",
    }
