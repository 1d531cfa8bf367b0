"""Who organises is known by a number and an address."""

import pytest
from flask import Flask

from app import accounts
from app.kernel.ids import OrganiserId


def test_an_organiser_who_is_not_there_is_refused_by_name(context: Flask) -> None:
    with pytest.raises(accounts.OrganiserNotFound):
        accounts.get(OrganiserId(7))
