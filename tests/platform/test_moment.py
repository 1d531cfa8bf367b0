"""The one place that asks the clock."""

from datetime import UTC, datetime, timedelta

from app.kernel.act import Actor
from app.platform.moment import current_act, now


def test_now_is_an_instant_in_utc() -> None:
    assert now().tzinfo is UTC
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=10)


def test_an_act_has_its_time_its_actor_and_its_own_randomness() -> None:
    act = current_act(Actor.ORGANISER, 7)

    assert (act.by.actor, act.by.organiser_id) == (Actor.ORGANISER, 7)
    assert len(act.entropy(16)) == 16
    assert act.entropy(16) != act.entropy(16)
