"""Turn one volunteer's shifts into calendar entries that tell others nothing.

Calendars are synchronised to large companies and shown on lock screens: title, place and address
say neither what nor where. The link to the own page is left out, too: entries get forwarded.
"""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from app import calendar, events
from app.platform.i18n import gettext, speaking

from . import keys
from .need import Need
from .volunteer import Volunteer

_ALARM = timedelta(hours=2)


def entries(volunteer: Volunteer, event: events.Event, language: str) -> Sequence[calendar.Entry]:
    """Return the shifts of a volunteer in a language; what was called off stays, as cancelled."""
    with speaking(language):
        return [_entry(need, volunteer, event, language) for need in volunteer.shifts]


def _entry(need: Need, volunteer: Volunteer, event: events.Event, language: str) -> calendar.Entry:
    off = need.removed or event.state is events.State.CANCELLED
    zone = ZoneInfo(event.timezone)
    return calendar.Entry(
        uid=f"{keys.calendar_uid(event.uid, volunteer.secret_hash, need.uid)}@turnout",
        url="",
        summary=gettext("[Cancelled] Shift") if off else gettext("Shift"),
        description=gettext("Everything else is on your own page, behind the link you kept."),
        location="",
        language=language,
        starts=need.shift.starts.astimezone(zone),
        ends=need.shift.ends.astimezone(zone),
        timezone=event.timezone,
        status=calendar.Status.CANCELLED if off else calendar.Status.CONFIRMED,
        sequence=need.sequence + event.sequence,
        created=need.created_at,
        changed=max(need.changed_at, event.changed_at),
        alarm_before=None if off else _ALARM,
    )
