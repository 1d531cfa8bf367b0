"""Read what organisers say about an event."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from app import events, rsvps
from app.desk.events.access import AccessForm, fields_of
from app.desk.events.fields import DayField, HourField, NumberField
from app.desk.events.review import Difference
from app.desk.events.said import SaidForm
from app.kernel.errors import Invalid
from app.kernel.ids import SLUG
from app.kernel.text import clean, one_line
from app.platform import i18n
from app.platform.i18n import gettext, lazy_gettext, lazy_number

_MOST = events.MOST_CHARACTERS
_TITLE = lazy_gettext("Enter a title.")
_PLACE = lazy_gettext("Enter the place.")
_CALLED_BY = lazy_gettext("Say who calls for this event.")
_ADDRESS = lazy_gettext("Use small letters from a to z, digits and hyphens.")
_SLUG = rf"^{SLUG.pattern}$"
_DAY = lazy_gettext("Enter the day.")
_ENTRY = {
    rsvps.Entry.OPEN.value: lazy_gettext("Everybody, at once"),
    rsvps.Entry.ADDRESS.value: lazy_gettext("Who confirms an e-mail address within two hours"),
    rsvps.Entry.APPROVAL.value: lazy_gettext("Who is approved by you"),
}
_TOLD = {
    events.Audience.EVERYBODY: lazy_gettext("Everybody"),
    events.Audience.CONFIRMED: lazy_gettext("Those who have a place or a shift"),
    events.Audience.NOBODY: lazy_gettext("Nobody before a set hour"),
}
_MOST_PLACES = 1_000_000

_SAID = {
    ("title", "missing"): _TITLE,
    ("place", "missing"): _PLACE,
    ("called_by", "missing"): _CALLED_BY,
    ("place_from", "missing"): lazy_gettext("Say when everybody is told the place."),
    ("place_from", "over"): lazy_gettext("This moment is over."),
    ("slug", "taken"): lazy_gettext("Another event has this address, or had it before."),
    ("timezone", "unknown"): lazy_gettext("Choose a time zone such as Europe/Paris."),
    ("starts_on", "out_of_range"): lazy_gettext("This year cannot be right."),
    ("ends_on", "before_start"): lazy_gettext("The last day is before the first one."),
    ("ends_at", "before_start"): lazy_gettext("The end must be after the start."),
    ("ends_on", "longer_than_31_days"): lazy_gettext("An event lasts 31 days at most."),
}


_FIELDS = {"place_from": "place_hour"}


def words_for(refusal: Invalid) -> Any:  # lazy texts are not str
    """Say why something about an event cannot be used."""
    return _SAID.get((refusal.field, refusal.reason), lazy_gettext("This cannot be used."))


def _text(label: Any, most: int, *required: Any) -> StringField:  # lazy texts are not str
    return StringField(label, validators=[*required, _at_most(most)])


def _prose(label: Any, most: int) -> TextAreaField:  # lazy texts are not str
    return TextAreaField(label, validators=[_at_most(most)])


def _at_most(most: int) -> Length:
    said = lazy_gettext("This is too long: at most %(most)s characters.", most=lazy_number(most))
    return Length(max=most, message=said)


class EventForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """What a plain rally needs."""

    title = _text(lazy_gettext("Title"), _MOST["title"], InputRequired(message=_TITLE))
    starts_on = DayField(lazy_gettext("Day"), validators=[InputRequired(message=_DAY)])
    starts_at = HourField(lazy_gettext("Hour"), validators=[Optional()])
    place = _text(lazy_gettext("Place"), _MOST["place"], InputRequired(message=_PLACE))
    called_by = _text(
        lazy_gettext("Called by"), _MOST["called_by"], InputRequired(message=_CALLED_BY)
    )
    contact = _text(lazy_gettext("Contact shown to everybody"), _MOST["contact"])
    capacity = NumberField(
        lazy_gettext("Number of places"),
        validators=[
            Optional(),
            NumberRange(
                1, _MOST_PLACES, message=lazy_gettext("Enter 1 or more, or leave this empty.")
            ),
        ],
    )

    def blame(self, refusal: Invalid) -> None:
        """Show a refusal beside the field that it is about."""
        said = words_for(refusal)
        field = self._fields.get(_FIELDS.get(refusal.field, refusal.field), self.title)
        field.errors = [*field.errors, said]


class NewEventForm(EventForm):
    """A new event, in one language; others are added when it stands."""

    language = SelectField(
        lazy_gettext("Language of the text"),
        choices=[SelectChoice(language.code, language.name) for language in i18n.LANGUAGES],
    )
    form_id = HiddenField()

    def draft(self, team_id: int) -> events.Draft:
        """Return a team's event as it was described."""
        schedule = events.Schedule(self.starts_on.data, self.starts_at.data, "Europe/Paris")
        words = events.Words(self.title.data, self.place.data, self.called_by.data)
        return events.Draft(
            language=self.language.data,
            words=words,
            schedule=schedule,
            contact=self.contact.data or "",
            team_id=team_id,
            form_id=self.form_id.data or "",
        )


class EditEventForm(EventForm, AccessForm):
    """All that can be said about an event, in one of its languages."""

    summary = _prose(lazy_gettext("In one sentence"), _MOST["summary"])
    description = _prose(lazy_gettext("What it is about"), _MOST["description"])
    directions = _prose(
        lazy_gettext("Getting there, and the way without steps"), _MOST["directions"]
    )
    bring = _prose(lazy_gettext("What to bring"), _MOST["bring"])
    route = _prose(lazy_gettext("Route"), _MOST["route"])
    programme = _prose(lazy_gettext("Programme"), _MOST["programme"])
    ends_on = DayField(lazy_gettext("Last day"), validators=[Optional()])
    ends_at = HourField(lazy_gettext("End"), validators=[Optional()])
    timezone = _text(lazy_gettext("Time zone"), 64)
    waitlist = BooleanField(lazy_gettext("Keep a waiting list when places are gone"))
    by_offer = BooleanField(
        lazy_gettext("Ask the first in line before they get a free place (12 hours to answer)")
    )
    smaller_pass = BooleanField(
        lazy_gettext("Let a smaller group pass when there are too few places for the first one")
    )
    entry = SelectField(
        lazy_gettext("Who gets a place"),
        choices=[SelectChoice(entry, said) for entry, said in _ENTRY.items()],
    )
    place_for = SelectField(
        lazy_gettext("Who is told the place"),
        choices=[SelectChoice(told.value, said) for told, said in _TOLD.items()],
    )
    place_day = DayField(lazy_gettext("Everybody is told on"), validators=[Optional()])
    place_hour = HourField(lazy_gettext("Hour"))
    campaign = SelectField(lazy_gettext("Campaign"), default="")
    slug = _text(
        lazy_gettext("Address of the page"),
        80,
        InputRequired(message=_ADDRESS),
        Regexp(_SLUG, message=_ADDRESS),
    )
    overfull = BooleanField(lazy_gettext("Keep everybody who has a place, and admit nobody new"))

    @classmethod
    def of(cls, event: events.Event, text: events.Text) -> "EditEventForm":
        """Return the form filled with what stands, or with what was sent."""
        stands = {name: getattr(text, name) for name in events.Words.__dataclass_fields__}
        when = {name: getattr(event.schedule, name) for name in _WHEN}
        counts = rsvps.counts(event.id)
        room = {"capacity": counts.capacity, "waitlist": counts.waitlist}
        rules = asdict(rsvps.find_rules(event.id))
        alone = {"contact": event.contact, "slug": event.slug, **_hidden(event)}
        alone |= fields_of(event.access)
        alone["campaign"] = event.campaign.slug if event.campaign else ""
        form = cls(data={**stands, **when, **room, **rules, **alone})
        form.campaign.choices = _campaigns()
        return form

    def validate_timezone(self, field: StringField) -> None:
        """Refuse a zone that nobody knows."""
        if one_line(field.data or "") not in events.zones():
            raise ValidationError(_SAID["timezone", "unknown"])

    def validate_place_hour(self, field: HourField) -> None:
        """Want a day and an hour, or neither; and both for a place that nobody is told yet."""
        if (field.data is None) is not (self.place_day.data is None):
            raise ValidationError(lazy_gettext("Enter a day and an hour, or leave both empty."))
        if field.data is None and self.place_for.data == events.Audience.NOBODY:
            raise ValidationError(_SAID["place_from", "missing"])

    def embargo(self) -> events.Embargo:
        """Return who is told the place, and from when on everybody is."""
        told = events.Audience(self.place_for.data)
        if told is events.Audience.EVERYBODY or self.place_day.data is None:
            return events.Embargo(told)
        zone = ZoneInfo(one_line(self.timezone.data))
        local = datetime.combine(self.place_day.data, self.place_hour.data, zone)
        return events.Embargo(told, local.astimezone(UTC))

    def words(self) -> events.Words:
        """Return the texts."""
        names = events.Words.__dataclass_fields__
        return events.Words(**{name: self._fields[name].data or "" for name in names})

    def rules(self) -> rsvps.Rules:
        """Return by which rules places are given."""
        return rsvps.Rules(rsvps.Entry(self.entry.data), self.by_offer.data, self.smaller_pass.data)

    def schedule(self, stands: events.Schedule) -> events.Schedule:
        """Return the times, over those that stand; another time gives an open date an end."""
        wanted = replace(stands.planned(), **{name: self._fields[name].data for name in _WHEN})
        return stands if wanted == stands.planned() else wanted

    def can_be(self, stands: events.Schedule) -> bool:
        """Tell whether the event could be so, and say what is wrong if not."""
        if not self.validate():
            return False
        try:
            self.schedule(stands).check()
        except Invalid as refusal:
            self.blame(refusal)
            return False
        return True

    def differences(self, event: events.Event, language: str) -> list[Difference]:
        """Return what would differ in public."""
        stands = event.texts.get(language)
        words = asdict(stands) if stands else {}
        before = {**words, **asdict(event.schedule), "contact": event.contact}
        after = {**asdict(self.words()), **asdict(self.schedule(event.schedule))}
        after["contact"] = self.contact.data or ""
        return [
            Difference(self._fields[name].label.text, _in_words(was), _in_words(after[name]))
            for name in self._fields
            if name in after and not _same(was := before.get(name, ""), after[name])
        ] + [*self._other_audience(event), *self._other_access(event), *self._other_campaign(event)]

    def _other_audience(self, event: events.Event) -> list[Difference]:
        before, after = event.place_for, events.Audience(self.place_for.data)
        if before is after:
            return []
        return [Difference(self.place_for.label.text, str(_TOLD[before]), str(_TOLD[after]))]

    def _other_access(self, event: events.Event) -> list[Difference]:
        before, after = (i18n.enumerated(told.said()) for told in (event.access, self.access()))
        return [] if before == after else [Difference(gettext("Accessibility"), before, after)]

    def _other_campaign(self, event: events.Event) -> list[Difference]:
        names = dict(_campaigns())
        before, after = event.campaign.slug if event.campaign else "", self.campaign.data
        if before == after:
            return []
        return [Difference(self.campaign.label.text, names.get(before, ""), names[after])]


class CopyForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """The day of a copy."""

    starts_on = DayField(lazy_gettext("Day"), validators=[InputRequired(message=_DAY)])


class LaterForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """When a draft is published by itself; left empty, it is not."""

    publish_on = DayField(lazy_gettext("Day"), validators=[Optional()])
    publish_at = HourField(lazy_gettext("Hour"))

    @classmethod
    def of(cls, event: events.Event) -> "LaterForm":
        """Return the form filled with what is planned, or with what was sent."""
        planned = event.publish_at and i18n.local(event.publish_at, event.timezone)
        if planned is None:
            return cls()
        return cls(data={"publish_on": planned.date(), "publish_at": planned.time()})

    def validate_publish_at(self, field: HourField) -> None:
        """Want a day and an hour, or neither."""
        if (field.data is None) is not (self.publish_on.data is None):
            raise ValidationError(lazy_gettext("Enter a day and an hour, or leave both empty."))

    def moment(self, event: events.Event) -> datetime | None:
        """Return when the draft is to be published."""
        if self.publish_on.data is None:
            return None
        zone = ZoneInfo(event.timezone)
        return datetime.combine(self.publish_on.data, self.publish_at.data, zone)

    def blame(self, refusal: Invalid) -> None:
        """Say that the moment is over."""
        del refusal
        self.publish_at.errors = [lazy_gettext("This moment is over.")]


class PostponeForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """The new day, or that it is not known yet."""

    to = RadioField(
        lazy_gettext("Postpone it"),
        choices=[
            SelectChoice("day", lazy_gettext("to another day")),
            SelectChoice("open", lazy_gettext("to a date that will be announced")),
        ],
        default="day",
    )
    starts_on = DayField(lazy_gettext("New day"), validators=[Optional()])
    starts_at = HourField(lazy_gettext("Hour"), validators=[Optional()])

    @classmethod
    def of(cls, event: events.Event) -> "PostponeForm":
        """Return the form with the hour that stands, or with what was sent."""
        return cls(data={"to": "day", "starts_at": event.starts_at})

    def can_be(self, event: events.Event) -> bool:
        """Tell whether the event could be put off so, and say what is wrong if not."""
        if not self.validate():
            return False
        if self.to.data == "open":
            return True
        if self.starts_on.data is None:
            self.starts_on.errors = [_DAY]
            return False
        schedule = self._later(event)
        try:
            schedule.check()
        except Invalid:
            self.starts_on.errors = [lazy_gettext("This cannot be used.")]
            return False
        if not event.is_open and schedule.begins() <= event.schedule.begins():
            self.starts_on.errors = [lazy_gettext("The new day must be later.")]
            return False
        return True

    def schedule(self, event: events.Event) -> events.Schedule | None:
        """Return the new times, or nothing for an open date."""
        return None if self.to.data == "open" else self._later(event)

    def differences(self, event: events.Event) -> list[Difference]:
        """Return what would differ."""
        wanted = self.schedule(event) or event.schedule.opened()
        changes = events.shown_changes("", events.stamps(event.schedule), events.stamps(wanted))
        return [Difference(change.name, change.before, change.after) for change in changes]

    def _later(self, event: events.Event) -> events.Schedule:
        moved = event.schedule.moved_to(self.starts_on.data)
        return replace(moved, starts_at=self.starts_at.data)


class CancelForm(SaidForm):
    """The title once more, so that nobody calls a rally off by a slip."""

    title_again = StringField(lazy_gettext("Title of the event"))

    def confirms(self, event: events.Event) -> bool:
        """Tell whether the title of the event was typed, in any of its languages."""
        typed = one_line(self.title_again.data or "").casefold()
        if typed in {text.title.casefold() for text in event.texts.values()}:
            return True
        self.title_again.errors = [
            lazy_gettext("Type the title exactly as it stands above, or go back.")
        ]
        return False


def _campaigns() -> list[tuple[str, str]]:
    """Return what an event can belong to: no campaign, or one of them by its title."""
    lang = i18n.current_language()
    known = [(found.slug, found.text(lang).title) for found in events.campaigns()]
    return [("", gettext("none")), *known]


def _hidden(event: events.Event) -> dict[str, object]:
    told: dict[str, object] = {"place_for": event.place_for}
    if event.place_from is None:
        return told
    local = i18n.local(event.place_from, event.timezone)
    return {**told, "place_day": local.date(), "place_hour": local.time()}


def _same(was: object, wanted: object) -> bool:
    """Tell whether nothing would differ; browsers send other ends of lines than are kept."""
    return clean(str(was or "")) == clean(str(wanted or ""))


def _in_words(value: object) -> str:
    if isinstance(value, date):
        return i18n.spoken_date(value)
    return i18n.spoken_time(value) if isinstance(value, time) else str(value or "")


_WHEN = ("starts_on", "starts_at", "timezone", "ends_on", "ends_at")
