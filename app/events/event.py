"""Describe events, campaigns and notices as everybody reads them: frozen, with their texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from app.kernel.ids import EventId

from .access import Access
from .schedule import Phase, Schedule
from .states import State
from .stops import Drawing, Stop, drawn, stops


class Audience(StrEnum):
    """Who is told where an event is."""

    EVERYBODY = "everybody"
    CONFIRMED = "confirmed"
    """Who has a place, or a shift."""
    NOBODY = "nobody"
    """Not before the hour that was set."""


class NoticeKind(StrEnum):
    """What a notice is about."""

    PLACE = "place"
    TIME = "time"
    MOVED = "moved"
    """Place and time."""
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    NEWS = "news"
    """What the organisers say, and nothing else."""


MOST_CHARACTERS = {
    "title": 200,
    "summary": 500,
    "description": 10_000,
    "place": 200,
    "directions": 1000,
    "called_by": 200,
    "bring": 1000,
    "route": 3000,
    "programme": 3000,
    "contact": 200,
    "said": 1000,
}
"""How many characters each text has at most."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about an event in one language: plain text, but the description is Markdown.

    Route and programme are stops, one a line (`stops`).
    """

    title: str
    place: str
    called_by: str
    summary: str = ""
    description: str = ""
    directions: str = ""
    bring: str = ""
    route: str = ""
    programme: str = ""

    def without_place(self) -> "Words":
        """Return the words without what tells where it is."""
        return replace(self, place="", directions="", route="")


@dataclass(frozen=True, slots=True)
class Text(Words):
    """The words shown to a reader, and the language they are really in."""

    language: str = ""

    @property
    def stops(self) -> list[Stop]:
        """Return the stops of the route."""
        return stops(self.route)

    @property
    def parts(self) -> list[Stop]:
        """Return the parts of the programme."""
        return stops(self.programme)

    def drawing(self, *, leftward: bool) -> Drawing | None:
        """Return how the route is drawn, if there is one."""
        return drawn(self.stops, leftward=leftward)


@dataclass(frozen=True, slots=True)
class CampaignText:
    """What is said about a campaign in one language."""

    title: str
    summary: str
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class FigureText:
    """What a figure counts, in one language."""

    label: str
    note: str
    as_of: str
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a campaign puts forward, with its source."""

    id: int
    value: int
    texts: Mapping[str, FigureText]
    first_language: str

    def text(self, language: str) -> FigureText:
        """Return the words in a language, or in the campaign's first one."""
        return self.texts.get(language) or self.texts[self.first_language]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A cause that groups events."""

    id: int
    slug: str
    first_language: str
    sample: bool
    texts: Mapping[str, CampaignText]
    figures: tuple[Figure, ...] = ()

    def text(self, language: str) -> CampaignText:
        """Return the words in a language, or in the campaign's first one."""
        return self.texts.get(language) or self.texts[self.first_language]


@dataclass(frozen=True, slots=True)
class SeriesText:
    """What is said about a series in one language."""

    title: str
    summary: str
    language: str


@dataclass(frozen=True, slots=True)
class Series:
    """An action that comes back."""

    id: int
    slug: str
    first_language: str
    counted_from: date
    texts: Mapping[str, SeriesText]

    def text(self, language: str) -> SeriesText:
        """Return the words in a language, or in the series' first one."""
        return self.texts.get(language) or self.texts[self.first_language]

    def week(self, day: date) -> int:
        """Return in which week of the action a day is, from 1."""
        return (day - self.counted_from).days // 7 + 1


@dataclass(frozen=True, slots=True)
class Notice:
    """A dated public message that says what changed.

    `before` and `after` hold what did: places by language, `day` and `hour`. What the organisers
    say in place of that, by language, is `said`.
    """

    revision: int
    at: datetime
    kind: NoticeKind
    before: Mapping[str, str]
    after: Mapping[str, str]
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it stands."""

    id: EventId
    uid: str
    slug: str
    state: State
    first_language: str
    schedule: Schedule
    contact: str
    sample: bool
    revision: int
    sequence: int
    created_at: datetime
    changed_at: datetime
    texts: Mapping[str, Words] = field(repr=False)
    campaign: Campaign | None = None
    publish_at: datetime | None = None
    was_on: date | None = None
    was_at: time | None = None
    place_for: Audience = Audience.EVERYBODY
    place_from: datetime | None = None
    series: Series | None = None
    access: Access = field(default_factory=Access)

    @property
    def languages(self) -> list[str]:
        """Return the languages it is described in, its first one first."""
        return sorted(self.texts, key=lambda code: (code != self.first_language, code))

    @property
    def starts_on(self) -> date:
        """Return the local day on which it begins."""
        return self.schedule.starts_on

    @property
    def starts_at(self) -> time | None:
        """Return the local hour at which it begins, or nothing while that is to be announced."""
        return self.schedule.starts_at

    @property
    def ends_on(self) -> date | None:
        """Return the local day on which it ends, if that was said."""
        return self.schedule.ends_on

    @property
    def ends_at(self) -> time | None:
        """Return the local hour at which it ends, if that was said."""
        return self.schedule.ends_at

    @property
    def timezone(self) -> str:
        """Return the IANA zone of its times."""
        return self.schedule.timezone

    @property
    def is_open(self) -> bool:
        """Tell whether it is postponed and its new date is not known yet."""
        return self.schedule.is_open

    @property
    def is_on(self) -> bool:
        """Tell whether it is to take place at its time: public, not cancelled, with a date."""
        return self.state in {State.PUBLISHED, State.POSTPONED} and not self.is_open

    @property
    def shows_place(self) -> bool:
        """Tell whether this reading of the event knows its place."""
        return bool(self.texts[self.first_language].place)

    def without_place(self) -> "Event":
        """Return the event as those read it who are not told where it is."""
        texts = {code: said.without_place() for code, said in self.texts.items()}
        return replace(self, texts=texts)

    def phase(self, now: datetime) -> Phase:
        """Tell whether it is still to come, going on, or past."""
        return self.schedule.phase(now)

    def takes_rsvps(self, now: datetime) -> bool:
        """Tell whether it is public, not cancelled and not over."""
        is_held = self.state in {State.PUBLISHED, State.POSTPONED}
        return is_held and self.phase(now) is not Phase.PAST

    def text(self, language: str) -> Text:
        """Return the words in a language, or else in the event's first one."""
        spoken = language if language in self.texts else self.first_language
        words = self.texts[spoken]
        return Text(
            **{name: getattr(words, name) for name in Words.__dataclass_fields__}, language=spoken
        )
