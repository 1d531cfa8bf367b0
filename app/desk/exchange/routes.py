"""Let organisers bring events in from a file, row by row, and take a campaign's out."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from app import calendar, events
from app.desk.events.acting import organisers_act
from app.desk.exchange import reporting
from app.desk.exchange.forms import ImportForm
from app.desk.signin.forms import ButtonForm
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.text import one_line
from app.platform import i18n, links, pages

desk = Blueprint("exchange", __name__)

_LARGEST = 4 * 1024 * 1024
_REFRESH = timedelta(days=1)


@desk.url_value_preprocessor
def take_large_files(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let larger files in here than elsewhere, before the guard reads the form."""
    request.max_content_length = request.max_form_memory_size = _LARGEST


@desk.get("/exchange")
def exchange() -> str:
    """Show the form for a file, and what can be taken out."""
    return _form(ImportForm(language=i18n.current_language()))


@desk.post("/exchange/check")
def check() -> ResponseReturnValue:
    """Say of each row what would become of it."""
    return _reported("desk/exchange/checked.html", lambda _: reporting.check)


@desk.post("/exchange/import")
def import_() -> ResponseReturnValue:
    """Take the rows in; the page grows as they come."""
    return _reported("desk/exchange/taken.html", _taking)


@desk.get("/exchange/<slug:slug>.<any(ics, csv, json):kind>")
def export(slug: str, kind: str) -> Response:
    """Give a campaign's events as a calendar, a table or data."""
    campaign = events.find_campaign(slug) or abort(404)
    body, media_type = _EXPORTS[kind](campaign)
    answer = Response(body, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}.{kind}"'
    return answer


def _reported(
    template: str,
    deed_of: Callable[[ImportForm], Callable[[Iterable[calendar.Row], Act], reporting.Report]],
) -> ResponseReturnValue:
    form = ImportForm()
    if not form.validate():
        return _form(form), 422
    try:
        found = calendar.rows(form.read(), form.given())
    except Invalid as refusal:
        form.file.errors = [reporting.why(refusal)]
        return _form(form), 422
    report = deed_of(form)(found, organisers_act())
    return Response(pages.stream(template, form=form, report=report, logout=ButtonForm))


def _taking(form: ImportForm) -> Callable[[Iterable[calendar.Row], Act], reporting.Report]:
    return reporting.take_and_publish if form.publish.data else reporting.take


def _form(form: ImportForm) -> str:
    return pages.render(
        "desk/exchange/exchange.html", form=form, campaigns=events.campaigns(), logout=ButtonForm
    )


def _as_calendar(campaign: events.Campaign) -> tuple[bytes, str]:
    about = calendar.Feed(
        name=campaign.text(i18n.current_language()).title,
        description=one_line(campaign.text(i18n.current_language()).summary),
        url=links.absolute(links.campaign_ics(campaign.slug)),
        language=i18n.current_language(),
        refresh=_REFRESH,
    )
    found = events.get_all([event.id for event in events.of_campaign(campaign.slug)])
    # As the public reads them: calendars get shared.
    entries = [calendar.invitation(event, event.first_language) for event in found.values()]
    return calendar.feed(about, entries), calendar.MEDIA_TYPE


def _as_table(campaign: events.Campaign) -> tuple[str, str]:
    return calendar.as_table(events.of_campaign(campaign.slug)), "text/csv; charset=utf-8"


def _as_data(campaign: events.Campaign) -> tuple[str, str]:
    its = [events.as_data(event) for event in events.of_campaign(campaign.slug)]
    told = {"campaign": events.campaign_as_data(campaign), "events": its}
    return json.dumps(told, ensure_ascii=False, indent=1), "application/json"


_EXPORTS: Mapping[str, Callable[[events.Campaign], tuple[bytes | str, str]]] = {
    "ics": _as_calendar,
    "csv": _as_table,
    "json": _as_data,
}
