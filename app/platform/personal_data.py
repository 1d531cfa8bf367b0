"""Classify columns: why each is kept, until when, and whether it is about a person."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """Why a column is kept."""

    BOOKKEEPING = "keeps rows together"
    PUBLIC = "is published"
    PREVIEW = "shows a draft to those whom organisers gave a link"
    CAPACITY = "counts people against places"
    ROTA = "fills shifts with people"
    TICKET = "lets a gate recognise or refuse a ticket"
    OWN_PAGE = "lets a party reach its own page"
    ENROLMENT = "lets a phone count at the gate"
    COUNTING = "counts the people who are there"
    SIGN_IN = "lets an organiser sign in"
    ACCOUNTABILITY = "shows what organisers did"
    LETTERS = "brings a letter to who asked for it, once"
    QUESTIONS = "answers what organisers need to know to prepare the event"
    NO_LETTERS = "remembers who wants no letters"


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: purpose, retention in words, and how a person is protected in it.

    `personal` columns are about one person; each says in `protected` why they may stand unsealed.
    """

    purpose: Purpose
    retention: str
    personal: bool = False
    protected: str = ""
