"""Turn one volunteer's shifts into calendar entries that tell others nothing.

Calendars are synchronised to large companies and shown on lock screens: title, place and address
say neither what nor where. The link to the own page is left out, too: entries get forwarded.
"""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from app import calendar, events
from app.platform.i18n import gettext, lazy_gettext, speaking

from . import keys
from .need import Need
from .volunteer import Volunteer

_ALARM = timedelta(hours=2)
_SUMMARIES = {
    calendar.Status.CONFIRMED: lazy_gettext("Shift"),
    calendar.Status.TENTATIVE: lazy_gettext("[Postponed] Shift"),
    calendar.Status.CANCELLED: lazy_gettext("[Cancelled] Shift"),
}


def entries(volunteer: Volunteer, event: events.Event, language: str) -> Sequence[calendar.Entry]:
    """Return the shifts of a volunteer in a language; what was called off stays, as cancelled."""
    with speaking(language):
        return [_entry(need, volunteer, event, language) for need in volunteer.shifts]


def _entry(need: Need, volunteer: Volunteer, event: events.Event, language: str) -> calendar.Entry:
    stands = calendar.Status.CANCELLED if need.removed else calendar.status(event)
    zone = ZoneInfo(event.timezone)
    return calendar.Entry(
        uid=f"{keys.calendar_uid(event.uid, volunteer.secret_hash, need.uid)}@turnout",
        url="",
        summary=str(_SUMMARIES[stands]),
        description=gettext("Everything else is on your own page, behind the link you kept."),
        location="",
        language=language,
        starts=need.shift.starts.astimezone(zone),
        ends=need.shift.ends.astimezone(zone),
        timezone=event.timezone,
        status=stands,
        sequence=need.sequence + event.sequence,
        created=need.created_at,
        changed=max(need.changed_at, event.changed_at),
        alarm_before=_ALARM if stands is calendar.Status.CONFIRMED else None,
    )
