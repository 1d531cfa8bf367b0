"""Show organisers what is about to change, and how everybody will be told, before it is public."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField

from app import events, volunteers
from app.desk.events.said import SaidForm, in_languages
from app.desk.signin.forms import ButtonForm
from app.platform import i18n, pages
from app.platform.i18n import lazy_gettext

_OWN = ("said_", "csrf_token", "seen", "move_shifts", "back")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is about to change, in words; empty stands for nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an organiser is about to change: the differences, and the news that they make."""

    event: events.Event
    differences: Sequence[Difference]
    news: events.News
    schedule: events.Schedule

    @property
    def shift_by(self) -> timedelta:
        """Return by how much the event moves, if its shifts could move along."""
        if self.schedule.is_open or not volunteers.needs(self.event.id):
            return timedelta()
        return self.event.schedule.moves_by(self.schedule)


@dataclass(frozen=True, slots=True)
class Consent:
    """What an organiser says to a proposal: words for everybody, and by how much shifts move."""

    said: Mapping[str, str]
    shift_by: timedelta


NO_WORDS = Consent({}, timedelta())


class ReviewForm(SaidForm):
    """The organiser's word that this is meant, for the revision that was looked at."""

    seen = HiddenField()
    move_shifts = BooleanField(lazy_gettext("Move the volunteers’ shifts by as much"))


def reviewed(
    proposal: Proposal, do: Callable[[Consent], ResponseReturnValue]
) -> ResponseReturnValue:
    """Do what was proposed if the organiser has seen it as it stands now; else show it first."""
    if request.form.get("seen") != str(proposal.event.revision):
        return _page(proposal, _first_look(proposal))
    form = in_languages(ReviewForm, proposal.event)
    if not form.validate():
        return _page(proposal, form), 422
    shift_by = proposal.shift_by if form.move_shifts.data else timedelta()
    return do(Consent(_own_words(proposal, form), shift_by))


def is_going_back() -> bool:
    """Tell whether the organiser wants the form again, with what was typed."""
    return "back" in request.form


def _first_look(proposal: Proposal) -> SaidForm:
    said = {f"said_{code}": _sentence(proposal, code) for code in proposal.event.languages}
    data = {"seen": str(proposal.event.revision), "move_shifts": True, **said}
    form: SaidForm = in_languages(ReviewForm, proposal.event, formdata=None, data=data)
    return form


def _own_words(proposal: Proposal, form: SaidForm) -> dict[str, str]:
    """Leave out what is our own sentence still: it is made for each reader anew."""
    return {
        code: said
        for code, said in form.said().items()
        if said.split() != _sentence(proposal, code).split()
    }


def _sentence(proposal: Proposal, language: str) -> str:
    news, event = proposal.news, proposal.event
    # A place that is not for everybody is not put into everybody's mouth.
    first = event.first_language if event.place_for is events.Audience.EVERYBODY else ""
    with i18n.speaking(language):
        changes = events.shown_changes(first, news.before, news.after)
        return "\n".join(events.sentence(change) for change in changes)


def _page(proposal: Proposal, form: SaidForm) -> str:
    typed = [(name, value) for name, value in request.form.items(multi=True) if _is_typed(name)]
    return pages.render(
        "desk/events/review.html",
        logout=ButtonForm,
        event=proposal.event,
        text=proposal.event.text(i18n.current_language()),
        differences=proposal.differences,
        form=form,
        typed=typed,
        here=request.full_path.rstrip("?"),
        offers_shifts=bool(proposal.shift_by),
    )


def _is_typed(name: str) -> bool:
    return not name.startswith(_OWN)
