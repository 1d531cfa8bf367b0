"""Read what organisers say about shifts: times on the clocks of the event, roles and numbers."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app import events, volunteers
from app.desk.events.fields import DayField, HourField, NumberField
from app.kernel.errors import Invalid
from app.platform import i18n
from app.platform.i18n import lazy_gettext

LEAST = lazy_gettext("At least")
MOST = lazy_gettext("At most")
_NEXT_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_NUMBERS = lazy_gettext("Enter how many people are needed.")

_SAID = {
    ("ends_at", "before_start"): lazy_gettext("The end must be after the start."),
    ("ends_at", "too_long"): lazy_gettext("A shift lasts at most 24 hours."),
    ("most", "out_of_range"): lazy_gettext("Enter a number from 1 to 10,000."),
    ("least", "more_than_most"): lazy_gettext("Enter a number from 0 to the most."),
    ("role", "taken"): lazy_gettext("This role is there already, at this time and place."),
    ("first_speakers", "more_than_most"): lazy_gettext("There are fewer places than that."),
    ("notice", "out_of_range"): lazy_gettext("Enter a number of hours from 0 to 336."),
    ("opens_on", "after_end"): lazy_gettext("This is after the end of the shift."),
    ("longest", "out_of_range"): lazy_gettext("Enter a number of hours from 0 to 24."),
    ("rest", "out_of_range"): lazy_gettext("Enter a number of minutes from 15 to 1,440."),
    ("post", "too_long"): lazy_gettext("This is too long."),
}


def _languages() -> list[tuple[str, str]]:
    return [("", "–"), *((code, i18n.language_name(code)) for code in volunteers.LANGUAGES)]


class ShiftForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """When and where; an end that is not after the start is on the next day."""

    starts_on = DayField(
        lazy_gettext("Day"), validators=[InputRequired(message=lazy_gettext("Enter the day."))]
    )
    starts_at = HourField(
        lazy_gettext("Start"), validators=[InputRequired(message=lazy_gettext("Enter the start."))]
    )
    ends_at = HourField(
        lazy_gettext("End"), validators=[InputRequired(message=lazy_gettext("Enter the end."))]
    )
    post = StringField(
        lazy_gettext("Where at the event"),
        validators=[Length(max=120, message=_SAID["post", "too_long"])],
    )

    def shift(self, event: events.Event) -> volunteers.Shift:
        """Return the shift, in instants; only after validation."""
        zone = ZoneInfo(event.timezone)
        day, starts, ends = self.starts_on.data, self.starts_at.data, self.ends_at.data
        last = day if ends > starts else day + _NEXT_DAY
        return volunteers.Shift(
            datetime.combine(day, starts, zone).astimezone(UTC),
            datetime.combine(last, ends, zone).astimezone(UTC),
            self.post.data or "",
        )

    def show_on(self, field: Any, refusal: Invalid) -> None:  # any of the form's fields
        """Show a refusal beside the field that it is about."""
        said = _SAID.get((refusal.field, refusal.reason), lazy_gettext("This cannot be used."))
        field.errors = [*field.errors, said]


class NeedForm(ShiftForm):
    """All that can be said about one need."""

    least = NumberField(LEAST, validators=[InputRequired(message=_NUMBERS)])
    most = NumberField(MOST, validators=[InputRequired(message=_NUMBERS)])
    languages = SelectMultipleField(
        lazy_gettext("Languages that help"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    adults_only = BooleanField(lazy_gettext("Only for people of 18 or over"))
    trained_only = BooleanField(lazy_gettext("Only for people who were trained for it"))
    first_language = SelectField(lazy_gettext("Must speak"), choices=_languages, default="")
    first_speakers = NumberField(lazy_gettext("How many of them"))
    second_language = SelectField(lazy_gettext("Must speak, too"), choices=_languages, default="")
    second_speakers = NumberField(lazy_gettext("How many of them"))
    notice = NumberField(lazy_gettext("Hours before the start until which it can be given back"))
    opens_on = DayField(lazy_gettext("Can be taken from"))
    opens_at = HourField(lazy_gettext("At"))

    @classmethod
    def of(cls, need: volunteers.Need, event: events.Event) -> "NeedForm":
        """Return the form filled with what stands, or with what was sent."""
        starts, ends = (
            i18n.local(moment, event.timezone) for moment in (need.shift.starts, need.shift.ends)
        )
        form = cls(
            data={
                "starts_on": starts.date(),
                "starts_at": starts.time(),
                "ends_at": ends.time(),
                "post": need.shift.post,
                "least": need.numbers.least,
                "most": need.numbers.most,
                "languages": need.languages,
                "adults_only": need.adults_only,
                **_terms_of(need, event),
            }
        )
        form.languages.choices = [(code, i18n.language_name(code)) for code in volunteers.LANGUAGES]
        return form

    def plan(self, need: volunteers.Need, event: events.Event) -> volunteers.Plan:
        """Return what is said now; only after validation."""
        return volunteers.Plan(
            role=need.role,
            shift=self._shift_over(need.shift, event),
            numbers=volunteers.Numbers(self.least.data, self.most.data),
            languages=tuple(self.languages.data or ()),
            adults_only=self.adults_only.data,
            terms=self._terms(event),
        )

    def _terms(self, event: events.Event) -> volunteers.Terms:
        pairs = (
            (self.first_language.data, self.first_speakers.data),
            (self.second_language.data, self.second_speakers.data),
        )
        zone, hour = ZoneInfo(event.timezone), self.opens_at.data or time(0)
        day, notice = self.opens_on.data, self.notice.data
        return volunteers.Terms(
            trained_only=self.trained_only.data,
            speakers={code: most for code, most in pairs if code and most},
            opens_at=day and datetime.combine(day, hour, zone).astimezone(UTC),
            notice=volunteers.Terms().notice if notice is None else timedelta(hours=notice),
        )

    def blame(self, refusal: Invalid) -> None:
        """Show a refusal beside its field."""
        self.show_on(self._fields.get(refusal.field, self.starts_at), refusal)

    def _shift_over(self, stands: volunteers.Shift, event: events.Event) -> volunteers.Shift:
        """Keep instants whose clock times were left alone: one hour of autumn is there twice."""
        said = self.shift(event)
        same = all(
            i18n.local(before, event.timezone).replace(fold=0)
            == i18n.local(after, event.timezone).replace(fold=0)
            for before, after in ((stands.starts, said.starts), (stands.ends, said.ends))
        )
        return volunteers.Shift(stands.starts, stands.ends, said.post) if same else said


class DutyForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """How long volunteers may be on duty without a rest, and how long that is."""

    longest = NumberField(lazy_gettext("Hours on duty at most, before a rest"))
    rest = NumberField(lazy_gettext("Minutes of rest at least"))

    @classmethod
    def of(cls, limits: volunteers.Limits) -> "DutyForm":
        """Return the form filled with what stands, or with what was sent."""
        hours, minutes = limits.longest // _HOUR, limits.rest // timedelta(minutes=1)
        return cls(data={"longest": hours or None, "rest": minutes or None})

    def limits(self) -> volunteers.Limits:
        """Return what is said now; only after validation."""
        rest = timedelta(minutes=self.rest.data or 0)
        return volunteers.Limits(timedelta(hours=self.longest.data or 0), rest)

    def blame(self, refusal: Invalid) -> None:
        """Show a refusal beside its field."""
        self[refusal.field].errors = [_SAID[refusal.field, refusal.reason]]


class NewNeedsForm(ShiftForm):
    """Several roles for one new shift, each with its numbers; a field for what concerns all."""

    roles = HiddenField()

    @classmethod
    def of(cls, event: events.Event, crowd: int) -> "NewNeedsForm":
        """Return the form with numbers suggested for a crowd, or with what was sent."""
        starts = i18n.local(event.schedule.begins(), event.timezone)
        ends = i18n.local(event.schedule.over(), event.timezone)
        known = event.starts_at is not None
        given: dict[str, object] = {
            "starts_on": event.starts_on,
            "starts_at": starts.time() if known else None,
            "ends_at": ends.time() if known else None,
        }
        for role in volunteers.roles.every():
            given[f"{role.key}_least"], given[f"{role.key}_most"] = role.suggested(crowd)
        return cls(data=given)

    def rows(self) -> Iterator[tuple[volunteers.roles.Role, Any, Any, Any]]:
        """Yield each role with its three fields: wanted, at least, at most."""
        for role in volunteers.roles.every():
            wanted, least, most = (
                self._fields[f"{role.key}_{name}"] for name in ("wanted", "least", "most")
            )
            yield role, wanted, least, most

    def validate(self, extra_validators: Any = None) -> bool:  # wtforms' own signature
        """Ask for a role at least, and for the numbers of each that is wanted."""
        valid = bool(super().validate(extra_validators))
        rows = [row for row in self.rows() if row[1].data]
        if not rows:
            self.roles.errors = [lazy_gettext("Tick at least one role.")]
        for _, _, least, most in rows:
            for field in (least, most):
                if field.data is None and not field.errors:
                    field.errors = [_NUMBERS]
        return valid and bool(rows) and not any(row[2].errors or row[3].errors for row in rows)

    def plans(self, event: events.Event) -> Iterator[volunteers.Plan]:
        """Yield what is needed; only after validation."""
        for role, wanted, least, most in self.rows():
            if wanted.data:
                numbers = volunteers.Numbers(least.data, most.data)
                yield volunteers.Plan(role, self.shift(event), numbers, adults_only=role.adults)

    def blame(self, plan: volunteers.Plan, refusal: Invalid) -> None:
        """Show a refusal beside its field, in the row of its role."""
        in_row = {"least": "least", "most": "most", "role": "wanted"}.get(refusal.field)
        name = f"{plan.role.key}_{in_row}" if in_row else refusal.field
        self.show_on(self._fields.get(name, self.starts_at), refusal)


def _terms_of(need: volunteers.Need, event: events.Event) -> dict[str, object]:
    opens_at = need.terms.opens_at and i18n.local(need.terms.opens_at, event.timezone)
    told: dict[str, object] = {
        "trained_only": need.terms.trained_only,
        "notice": need.terms.notice // _HOUR,
        "opens_on": opens_at and opens_at.date(),
        "opens_at": opens_at and opens_at.time(),
    }
    for name, (code, most) in zip(("first", "second"), need.terms.speakers.items(), strict=False):
        told |= {f"{name}_language": code, f"{name}_speakers": most}
    return told


for _role in volunteers.roles.every():
    setattr(NewNeedsForm, f"{_role.key}_wanted", BooleanField(_role.name))
    setattr(NewNeedsForm, f"{_role.key}_least", NumberField(LEAST))
    setattr(NewNeedsForm, f"{_role.key}_most", NumberField(MOST))
