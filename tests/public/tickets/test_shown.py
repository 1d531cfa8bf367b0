"""What an ordinary camera opens from a ticket."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("lang", "heading"),
    [("fr", "Ceci est un pass"), ("en", "This is a pass"), ("fa", "این یک کارت ورود است")],
)
def test_a_neutral_page_in_the_visitors_language(
    client: FlaskClient, lang: str, heading: str
) -> None:
    answer = client.get("/t", headers={"Accept-Language": lang})

    assert f"<h1>{heading}</h1>" in answer.text
    assert f'<html lang="{lang}"' in answer.text
    assert answer.headers["Vary"].split(", ")[0] == "Accept-Language"


def test_it_runs_no_script_that_could_read_the_code(client: FlaskClient) -> None:
    assert "<script" not in client.get("/t").text
