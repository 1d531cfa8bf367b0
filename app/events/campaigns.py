"""Add campaigns with their figures, and remove what was only there to be tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from app import audit
from app.kernel.act import Act
from app.kernel.errors import Invalid
from app.kernel.ids import SLUG, EventId
from app.platform.db import session

from . import search
from .models import CampaignRow, CampaignTextRow, EventRow, FigureRow, FigureTextRow
from .writing import new_edition


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A figure and its words (label, note, as of, source) by language."""

    value: int
    texts: Mapping[str, tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """What a new campaign starts from: words (title, summary, body) by language, and figures."""

    slug: str
    first_language: str
    texts: Mapping[str, tuple[str, str, str]]
    figures: Sequence[FigureDraft] = ()
    sample: bool = False


def add_campaign(draft: CampaignDraft, act: Act) -> int:
    """Add a campaign with its figures; return its id.

    Raises:
        Invalid: the address is malformed or taken.
    """
    if not SLUG.fullmatch(draft.slug):
        raise Invalid("slug", "malformed")
    if session().scalar(select(CampaignRow.id).where(CampaignRow.slug == draft.slug)) is not None:
        raise Invalid("slug", "taken")
    row = CampaignRow(
        slug=draft.slug,
        first_language=draft.first_language,
        sample=draft.sample,
        texts=[
            CampaignTextRow(language=code, title=title, summary=summary, body=body)
            for code, (title, summary, body) in draft.texts.items()
        ],
        figures=[
            FigureRow(position=position, value=figure.value, texts=_figure_texts(figure))
            for position, figure in enumerate(draft.figures)
        ],
    )
    session().add(row)
    session().flush()
    new_edition()
    audit.note("campaign added", None, act)
    return row.id


def remove_samples(act: Act) -> list[EventId]:
    """Delete the events and campaigns that were only there to be tried; return the events' ids."""
    gone = session().scalars(select(EventRow.id).where(EventRow.sample)).all()
    search.forget(gone)
    session().execute(delete(EventRow).where(EventRow.sample))
    samples = select(CampaignRow.id).where(CampaignRow.sample)
    out_of_it = update(EventRow).where(EventRow.campaign_id.in_(samples)).values(campaign_id=None)
    session().execute(out_of_it)
    session().execute(delete(CampaignRow).where(CampaignRow.sample))
    new_edition()
    audit.note("sample removed", None, act)
    return [EventId(event_id) for event_id in gone]


def _figure_texts(figure: FigureDraft) -> list[FigureTextRow]:
    return [
        FigureTextRow(language=code, label=label, note=note, as_of=as_of, source=source)
        for code, (label, note, as_of, source) in figure.texts.items()
    ]
