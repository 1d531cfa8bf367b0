"""What goes wrong is said in the visitor's language."""

from flask.testing import FlaskClient


def test_a_page_that_does_not_exist_speaks_the_language_of_its_address(client: FlaskClient) -> None:
    page = client.get("/fr/nowhere", headers={"Accept-Language": "fa"})

    assert page.status_code == 404
    assert "Cette page n’existe pas" in page.text


def test_the_desk_goes_on_in_the_language_chosen_there(client: FlaskClient) -> None:
    page = client.get("/desk/nowhere?lang=fa", headers={"Accept-Language": "fr"})

    assert page.status_code == 404
    assert 'lang="fa"' in page.text
