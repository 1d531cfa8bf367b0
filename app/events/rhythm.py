"""Say in plain words how often an action comes back, or could, beginning on a day."""

from datetime import date, timedelta

from app.platform import i18n
from app.platform.i18n import gettext, lazy_gettext

from .recurrence import Rule

_WEEKS = (1, 2, 3, 4)
_WEEK = timedelta(days=7)
_MONTHLY = {
    1: lazy_gettext("the first %(day)s"),
    2: lazy_gettext("the second %(day)s"),
    3: lazy_gettext("the third %(day)s"),
    4: lazy_gettext("the fourth %(day)s"),
    -1: lazy_gettext("the last %(day)s"),
}


def rhythm(rule: Rule) -> str:
    """Return a rule in words: "every Tuesday", "every month, the first Saturday"."""
    days = i18n.enumerated(map(i18n.weekday, rule.weekdays))
    if rule.nth:
        often = _every_so_many_months(rule.every)
        return gettext(
            "%(often)s, %(which)s", often=often, which=str(_MONTHLY[rule.nth]) % {"day": days}
        )
    if rule.every == 1:
        return gettext("every %(days)s", days=days)
    return gettext("every %(weeks)s weeks: %(days)s", weeks=i18n.number(rule.every), days=days)


def rhythms(first: date) -> list[Rule]:
    """Return how often an action could come back whose first day this is."""
    weekly = [Rule((first.weekday(),), every=weeks) for weeks in _WEEKS]
    return weekly + [Rule((first.weekday(),), nth=nth) for nth in _nths(first)]


def _nths(day: date) -> list[int]:
    """Tell of a Tuesday that it is the fourth of its month, and perhaps the last."""
    nth = (day.day - 1) // 7 + 1
    is_last = (day + _WEEK).month != day.month
    return [*([nth] if nth in _MONTHLY else []), *([-1] if is_last else [])]


def _every_so_many_months(months: int) -> str:
    if months == 1:
        return gettext("every month")
    return gettext("every %(months)s months", months=i18n.number(months))
