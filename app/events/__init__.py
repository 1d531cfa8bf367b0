"""Publish demonstrations: when, where, who calls, and what changed.

Read with `find_published`, `agenda` and their like; change with the verbs, inside a transaction.
"""

from .errors import EventCancelled as EventCancelled
from .errors import EventNotFound as EventNotFound
from .errors import EventNotPublished as EventNotPublished
from .event import Campaign as Campaign
from .event import Event as Event
from .event import Notice as Notice
from .event import NoticeKind as NoticeKind
from .event import State as State
from .event import Text as Text
from .event import Words as Words
from .personal_data import COLUMNS as COLUMNS
from .queries import Span as Span
from .queries import Wanted as Wanted
from .queries import agenda as agenda
from .queries import beginning_between as beginning_between
from .queries import campaigns as campaigns
from .queries import count as count
from .queries import edition as edition
from .queries import every as every
from .queries import find as find
from .queries import find_campaign as find_campaign
from .queries import find_published as find_published
from .queries import get as get
from .queries import latest_notice as latest_notice
from .queries import next_change as next_change
from .queries import notices_after as notices_after
from .queries import over_between as over_between
from .queries import takes_rsvps as takes_rsvps
from .schedule import Phase as Phase
from .schedule import Schedule as Schedule
from .schedule import local_hour as local_hour
from .schedule import zones as zones
from .service import CampaignDraft as CampaignDraft
from .service import Draft as Draft
from .service import FigureDraft as FigureDraft
from .service import add as add
from .service import add_campaign as add_campaign
from .service import cancel as cancel
from .service import new_edition as new_edition
from .service import publish as publish
from .service import remove_samples as remove_samples
from .service import reschedule as reschedule
from .service import reword as reword
from .service import set_contact as set_contact
from .service import show_change as show_change
from .structured import json_ld as json_ld
from .wording import ShownNotice as ShownNotice
from .wording import put_into_words as put_into_words
from .wording import shown_notice as shown_notice
