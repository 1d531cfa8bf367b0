"""Let tests work at the desk as an organiser who signed in."""

import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.makers.desk import a_desk


class Desk:
    """An organiser's browser, in one language."""

    def __init__(self, app: Flask) -> None:
        self.client = a_desk(app)

    def get(self, path: str) -> str:
        """Return a page."""
        answer = self.client.get(path)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def send(self, path: str, page: str = "", **form: Any) -> TestResponse:
        """Send a form with the token of a page: the one at the same address, or another one."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(page or path))
        assert token, "no token on the page"
        return self.client.post(path, data={"csrf_token": token[1], **form})


@pytest.fixture
def desk(app: Flask) -> Desk:
    """Return the desk, in English."""
    return Desk(app)
