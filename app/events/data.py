"""Write events and campaigns as plain data, for the API and for exports: all of it is public."""

from dataclasses import asdict
from datetime import date, datetime, time

from app.platform import links

from .event import Campaign, Event

Data = dict[str, object]


def as_data(event: Event) -> Data:
    """Return an event as it stands; times are local to its zone, `begins` and `over` instants.

    While a postponed event has no new date (`is_open`), the times are those that no longer hold.
    """
    schedule = event.schedule
    return {
        "uid": event.uid,
        "slug": event.slug,
        "state": event.state.value,
        "starts_on": _day(schedule.starts_on),
        "starts_at": _hour(schedule.starts_at),
        "ends_on": _day(schedule.ends_on),
        "ends_at": _hour(schedule.ends_at),
        "timezone": schedule.timezone,
        "is_open": event.is_open,
        "begins": _instant(schedule.planned().begins()),
        "over": _instant(schedule.planned().over()),
        "first_language": event.first_language,
        "texts": {language: asdict(event.texts[language]) for language in event.languages},
        "contact": event.contact,
        "accessibility": event.access.as_data(),
        "campaign": event.campaign.slug if event.campaign else None,
        "series": event.series.slug if event.series else None,
        "sample": event.sample,
        "revision": event.revision,
        "sequence": event.sequence,
        "changed": _instant(event.changed_at),
        "page": links.short_event(event.slug),
        "calendar": links.absolute(links.event_ics(event.slug)),
    }


def campaign_as_data(campaign: Campaign) -> Data:
    """Return a campaign with its texts and figures."""
    return {
        "slug": campaign.slug,
        "first_language": campaign.first_language,
        "texts": {
            code: {"title": text.title, "summary": text.summary, "body": text.body}
            for code, text in campaign.texts.items()
        },
        "figures": [
            {
                "value": figure.value,
                "texts": {
                    code: {
                        "label": text.label,
                        "note": text.note,
                        "as_of": text.as_of,
                        "source": text.source,
                    }
                    for code, text in figure.texts.items()
                },
            }
            for figure in campaign.figures
        ],
        "sample": campaign.sample,
        "page": links.absolute(f"/c/{campaign.slug}"),
        "calendar": links.absolute(links.campaign_ics(campaign.slug)),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _hour(hour: time | None) -> str | None:
    return None if hour is None else hour.isoformat("minutes")


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
