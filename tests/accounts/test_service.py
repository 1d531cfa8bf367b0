"""Who organises is known by a number and an address."""

import pytest
from flask import Flask

from app import accounts
from app.kernel.ids import OrganiserId
from app.platform.db import transaction
from tests.makers import an_act


def test_an_organiser_who_is_not_there_is_refused_by_name(context: Flask) -> None:
    with pytest.raises(accounts.OrganiserNotFound):
        accounts.get(OrganiserId(7))


def test_an_address_is_added_once_however_it_is_written(context: Flask) -> None:
    with transaction():
        accounts.add("sara@example.org", an_act())

    with pytest.raises(accounts.OrganiserExists), transaction():
        accounts.add(" Sara@Example.org", an_act())


def test_an_organiser_sees_sessions_of_their_own_alone(context: Flask) -> None:
    with transaction():
        sara, omid = (accounts.add(f"{name}@example.org", an_act()) for name in ("sara", "omid"))
        accounts.begin(omid, accounts.Stage.FULL, an_act())

    seen = [len(accounts.sessions_of(whose, an_act().now)) for whose in (sara, omid)]

    assert seen == [0, 1]
