"""Read what a campaign says in one language, and its figures."""

from collections.abc import Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import FieldList, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from app import events
from app.desk.events.fields import NumberField
from app.kernel.ids import SLUG
from app.platform import i18n
from app.platform.i18n import lazy_gettext, lazy_number

_MOST = events.MOST_IN_CAMPAIGNS
_TITLE = lazy_gettext("Enter a title.")
_ADDRESS = lazy_gettext("Use small letters from a to z, digits and hyphens.")
_LABEL = lazy_gettext("Say what the figure counts.")
_SOURCE = lazy_gettext("Say where the figure comes from.")


def _at_most(name: str) -> Length:
    said = lazy_gettext(
        "This is too long: at most %(most)s characters.", most=lazy_number(_MOST[name])
    )
    return Length(max=_MOST[name], message=said)


class FigureForm(Form):  # type: ignore[misc] # wtforms ships no types
    """A figure; without a number, it is none."""

    figure_id = HiddenField()
    value = NumberField(lazy_gettext("Figure"), validators=[Optional()])
    label = StringField(lazy_gettext("What it counts"), validators=[_at_most("label")])
    note = StringField(lazy_gettext("Note"), validators=[_at_most("note")])
    as_of = StringField(lazy_gettext("As of"), validators=[_at_most("as_of")])
    source = StringField(lazy_gettext("Source"), validators=[_at_most("source")])

    def validate(self, extra_validators: Any = None) -> bool:  # as wtforms has it
        """Want what a figure counts and its source, if there is a figure."""
        fine: bool = super().validate(extra_validators)
        for field, said in ((self.label, _LABEL), (self.source, _SOURCE)):
            if self.value.data is not None and not (field.data or "").strip():
                field.errors = [said]
                fine = False
        return fine

    def change(self) -> events.FigureChange:
        """Return the figure as it is to stand."""
        names = events.FigureWords.__dataclass_fields__
        words = events.FigureWords(**{name: self[name].data or "" for name in names})
        known = self.figure_id.data or ""
        return events.FigureChange(
            int(known) if known.isdecimal() else None, self.value.data, words
        )


class CampaignForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """What a campaign says in one language."""

    title = StringField(
        lazy_gettext("Title"), validators=[InputRequired(message=_TITLE), _at_most("title")]
    )
    summary = StringField(lazy_gettext("In one sentence"), validators=[_at_most("summary")])
    body = TextAreaField(lazy_gettext("What it is about"), validators=[_at_most("body")])
    figures = FieldList(FormField(FigureForm))

    @classmethod
    def of(cls, campaign: events.Campaign, language: str) -> "CampaignForm":
        """Return the form filled with what stands and room for a figure, or with what was sent."""
        text = campaign.text(language)
        stands = {"title": text.title, "summary": text.summary, "body": text.body}
        figures = [*(_stands(figure, language) for figure in campaign.figures), {}]
        return cls(data={**stands, "figures": figures})

    def words(self) -> events.CampaignWords:
        """Return the texts."""
        told = (self.title.data, self.summary.data, self.body.data)
        return events.CampaignWords(*(text or "" for text in told))

    def changes(self) -> list[events.FigureChange]:
        """Return the figures as they are to stand."""
        return [entry.form.change() for entry in self.figures]

    def problems(self) -> Iterator[tuple[str, Any]]:
        """Yield the id of each field that is wrong, with what is wrong; figures' fields too."""
        for field in (self.title, self.summary, self.body, *self._of_figures()):
            for error in field.errors[:1]:
                yield field.id, error

    def _of_figures(self) -> Iterator[Any]:
        for entry in self.figures:
            yield from entry.form


class NewCampaignForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """What a new campaign starts from; the rest is said when it stands."""

    title = StringField(
        lazy_gettext("Title"), validators=[InputRequired(message=_TITLE), _at_most("title")]
    )
    summary = StringField(lazy_gettext("In one sentence"), validators=[_at_most("summary")])
    language = SelectField(
        lazy_gettext("Language of the text"),
        choices=[SelectChoice(language.code, language.name) for language in i18n.LANGUAGES],
    )
    slug = StringField(
        lazy_gettext("Address of the page"),
        validators=[
            InputRequired(message=_ADDRESS),
            Regexp(rf"^{SLUG.pattern}$", message=_ADDRESS),
        ],
    )

    def draft(self) -> events.CampaignDraft:
        """Return the campaign as it was described."""
        texts = {self.language.data: (self.title.data, self.summary.data or "", "")}
        return events.CampaignDraft(self.slug.data, self.language.data, texts)


def _stands(figure: events.Figure, language: str) -> dict[str, object]:
    told = figure.text(language)
    words = {name: getattr(told, name) for name in events.FigureWords.__dataclass_fields__}
    return {"figure_id": figure.id, "value": figure.value, **words}
