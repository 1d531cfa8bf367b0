"""The ready set of roles and the numbers it suggests."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.kernel.ids import SLUG
from app.platform import i18n
from app.volunteers import roles

ROLES = st.sampled_from(roles.every())


def test_the_keys_of_the_contract_are_there() -> None:
    wanted = {"steward", "first-aid", "legal-observer", "interpreter"}

    assert wanted <= set(roles.KEYS)
    assert len(roles.KEYS) == len(set(roles.KEYS)) == len(roles.every())
    assert all(SLUG.fullmatch(key) and len(key) <= 24 for key in roles.KEYS)


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        roles.get("convenor")

    assert refused.value.field == "role"


@pytest.mark.parametrize("language", ["fr", "fa"])
def test_every_role_has_words_of_its_own_in_each_language(context: Flask, language: str) -> None:
    english = {str(word) for role in roles.every() for word in (role.name, role.lead, role.task)}

    with i18n.speaking(language):
        said = [str(word) for role in roles.every() for word in (role.name, role.lead, role.task)]

    assert not english & set(said)
    assert len(set(said)) == len(said)


def test_one_steward_is_suggested_for_fifty_people() -> None:
    assert roles.get("steward").suggested(2000) == (40, 50)


def test_a_small_crowd_gets_the_fewest() -> None:
    assert roles.get("steward").suggested(0) == (2, 4)
    assert roles.get("sound").suggested(0) == (1, 1)


@given(role=ROLES, crowd=st.integers(0, 1_000_000))
def test_suggestions_can_always_be_used(role: roles.Role, crowd: int) -> None:
    least, most = role.suggested(crowd)

    assert 1 <= role.fewest <= least <= most
    assert not role.pairs or (least % 2, most % 2) == (0, 0)


@given(role=ROLES, crowds=st.lists(st.integers(0, 100_000), min_size=2, max_size=2))
def test_a_larger_crowd_never_wants_fewer(role: roles.Role, crowds: list[int]) -> None:
    small, large = sorted(crowds)

    assert role.suggested(small) <= role.suggested(large)
