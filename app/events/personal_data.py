"""Say what events hold about people: what organisers publish themselves, and nothing else."""

from app.platform.personal_data import Column, Purpose

_KEPT = "until the organisers delete it"
_HOSTED = "until it is taken back or the event is over"


def _published(*names: str) -> dict[str, Column]:
    return dict.fromkeys(names, Column(Purpose.PUBLIC, _KEPT))


COLUMNS = {
    "event": {
        **_published("id", "uid", "slug", "state", "first_language", "campaign_id", "starts_on"),
        "team_id": Column(Purpose.BOOKKEEPING, "as long as the event"),
        **_published("starts_at", "ends_on", "ends_at", "timezone", "begins_at", "over_at"),
        **_published("is_open", "was_on", "was_at", "publish_at"),
        **_published("place_for", "place_from"),
        **_published("strand_id", "strand_day", "access"),
        **_published("sample", "revision", "sequence", "created_at", "changed_at"),
        "contact": Column(
            Purpose.PUBLIC, _KEPT, personal=True, protected="published by the organisers' own will"
        ),
    },
    "event_text": _published(
        "event_id",
        "language",
        "title",
        "summary",
        "description",
        "place",
        "directions",
        "called_by",
        "bring",
        "route",
        "programme",
    ),
    "event_preview": dict.fromkeys(
        ("event_id", "secret_hash", "ends_at"),
        Column(Purpose.PREVIEW, "for 7 days, or until it is taken back"),
    ),
    "notice": _published(
        "id", "event_id", "revision", "given_at", "kind", "before", "after", "said"
    ),
    "series": _published("id", "slug", "first_language", "counted_from"),
    "series_text": _published("series_id", "language", "title", "summary"),
    "strand": _published(
        "id",
        "series_id",
        "model_id",
        "rule",
        "first_on",
        "starts_at",
        "ends_at",
        "timezone",
        "skipped",
        "ends_after",
    ),
    "host_link": {
        "id": Column(Purpose.BOOKKEEPING, _HOSTED),
        "event_id": Column(Purpose.SIGN_IN, _HOSTED),
        "link_hash": Column(Purpose.SIGN_IN, _HOSTED, personal=True, protected="keyed hash"),
        "label": Column(Purpose.SIGN_IN, _HOSTED),
        "made_on": Column(Purpose.SIGN_IN, _HOSTED),
    },
    "old_slug": _published("slug", "event_id"),
    "campaign": _published("id", "slug", "first_language", "sample"),
    "campaign_text": _published("campaign_id", "language", "title", "summary", "body"),
    "figure": _published("id", "campaign_id", "position", "value"),
    "figure_text": _published("figure_id", "language", "label", "note", "as_of", "source"),
    "edition": _published("id", "number"),
}
