"""Change campaigns: what they say, which figures they put forward, and what belongs to them."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.text import clean, is_blank, one_line
from app.platform.db import session

from .errors import CampaignNotFound
from .models import CampaignRow, CampaignTextRow, EventRow, FigureRow, FigureTextRow
from .states import Deed
from .writing import locked_for, new_edition, published_change

MOST_IN_CAMPAIGNS = {
    "title": 200,
    "summary": 500,
    "body": 10_000,
    "label": 300,
    "note": 500,
    "as_of": 100,
    "source": 300,
}
"""How many characters each text of a campaign has at most."""


@dataclass(frozen=True, slots=True)
class CampaignWords:
    """What a campaign says in one language; the body is Markdown."""

    title: str
    summary: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What a figure counts, as of when, and who says so, in one language."""

    label: str
    note: str = ""
    as_of: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure as it is to stand; one that has no value goes, one without an id is new."""

    figure_id: int | None
    value: int | None
    words: FigureWords


def reword_campaign(
    slug: str, language: str, words: CampaignWords, figures: Sequence[FigureChange], act: Act
) -> None:
    """Say what a campaign says in a language, of its figures too, in the order in which they stand.

    Raises:
        CampaignNotFound: there is no such campaign.
        Invalid: a title, or what a figure counts or its source, is missing, or a text is too long.
    """
    row = _locked(slug)
    _write_words(row, language, words)
    for change in figures:
        _write_figure(row, language, change)
    session().flush()
    new_edition()
    audit.note("campaign changed", None, act)


def remove_campaign(slug: str, act: Act) -> None:
    """Remove a campaign with its figures; its events stay.

    Raises:
        CampaignNotFound: there is no such campaign.
    """
    row = _locked(slug)
    its = update(EventRow).where(EventRow.campaign_id == row.id)
    session().execute(its.values(campaign_id=None))
    session().delete(row)
    session().flush()
    new_edition()
    audit.note("campaign removed", None, act)


def put_in_campaign(event_id: int, slug: str, act: Act) -> None:
    """Let an event belong to a campaign, or to none if none is named.

    Raises:
        CampaignNotFound: there is no such campaign.
        EventCancelled: a cancelled event stays as it is.
    """
    row = locked_for(Deed.CHANGE, event_id)
    campaign_id = _locked(slug).id if slug else None
    if row.campaign_id == campaign_id:
        return
    row.campaign_id = campaign_id
    published_change(row, act)
    audit.note("event campaign set", event_id, act)


def _write_words(row: CampaignRow, language: str, words: CampaignWords) -> None:
    title, summary, body = one_line(words.title), one_line(words.summary), clean(words.body)
    _check("title", title, needed=True)
    _check("summary", summary)
    _check("body", body)
    text = next((text for text in row.texts if text.language == language), None)
    if text is None:
        text = CampaignTextRow(language=language)
        row.texts.append(text)
    text.title, text.summary, text.body = title, summary, body


def _write_figure(row: CampaignRow, language: str, change: FigureChange) -> None:
    figure = next((figure for figure in row.figures if figure.id == change.figure_id), None)
    if change.value is None:
        if figure is not None:
            row.figures.remove(figure)
        return
    if figure is None:
        last = max((figure.position for figure in row.figures), default=-1)
        figure = FigureRow(position=last + 1, value=change.value, texts=[])
        row.figures.append(figure)
    figure.value = change.value
    _write_figure_words(figure, language, change.words)


def _write_figure_words(figure: FigureRow, language: str, words: FigureWords) -> None:
    label, note, as_of, source = map(one_line, astuple(words))
    _check("label", label, needed=True)
    _check("source", source, needed=True)
    _check("note", note)
    _check("as_of", as_of)
    text = next((text for text in figure.texts if text.language == language), None)
    if text is None:
        text = FigureTextRow(language=language)
        figure.texts.append(text)
    text.label, text.note, text.as_of, text.source = label, note, as_of, source


def _check(name: str, text: str, *, needed: bool = False) -> None:
    if needed and is_blank(text):
        raise Invalid(name, "missing")
    if len(text) > MOST_IN_CAMPAIGNS[name]:
        raise Invalid(name, "too_long")


def _locked(slug: str) -> CampaignRow:
    whole = select(CampaignRow).where(CampaignRow.slug == slug).with_for_update()
    found = whole.options(
        selectinload(CampaignRow.texts),
        selectinload(CampaignRow.figures).selectinload(FigureRow.texts),
    )
    row = session().scalars(found.execution_options(populate_existing=True)).first()
    if row is None:
        raise CampaignNotFound(slug)
    return row
