"""Read what organisers type: numbers, days and hours in Latin or Persian digits."""

from datetime import date
from typing import Any

from wtforms import DateField, IntegerField, TimeField

from app import events
from app.kernel.text import latin_digits, one_line
from app.platform import i18n
from app.platform.i18n import lazy_gettext


class _Typed:
    """Keep what was typed, and read it in Latin digits."""

    raw_data: list[str] | None
    data: Any  # the field's own type, as wtforms has it

    def typed(self, valuelist: list[str]) -> str:
        """Return the typed value, ready to be read."""
        return latin_digits(one_line(valuelist[0])) if valuelist else ""


class NumberField(_Typed, IntegerField):  # type: ignore[misc] # wtforms ships no types
    """A whole number; empty is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        typed = self.typed(valuelist)
        self.data = None
        if typed:
            try:
                self.data = int(typed)
            except ValueError:
                raise ValueError(str(lazy_gettext("Enter a whole number."))) from None

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else i18n.typed_number(self.data)


class DayField(_Typed, DateField):  # type: ignore[misc] # wtforms ships no types
    """A day of the Gregorian calendar; empty is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day."""
        typed = self.typed(valuelist)
        self.data = None
        if typed:
            try:
                self.data = date.fromisoformat(typed)
            except ValueError:
                said = lazy_gettext("Enter a day like 2027-02-08: year, month, day.")
                raise ValueError(str(said)) from None


class HourField(_Typed, TimeField):  # type: ignore[misc] # wtforms ships no types
    """An hour of the 24-hour clock; empty is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the hour."""
        typed = self.typed(valuelist)
        self.data = None
        if typed:
            try:
                self.data = events.local_hour(typed)
            except ValueError:
                raise ValueError(str(lazy_gettext("Enter an hour like 14:00."))) from None
