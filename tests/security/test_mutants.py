"""Guards, token checks, ownership filters and escapes are missed when they are taken away."""

import ast
from pathlib import Path

import pytest
from flask import Flask

from app.desk import permissions
from tests.security.mutants import Mutant, a_copy, is_caught, mutants
from tests.serving import ROOT

# Those that no test catches, each with its reason in docs/security/mutants.md.
LISTED = ROOT / "docs" / "security" / "mutants.md"
BAR = 0.95


def the_token_check() -> Mutant:
    """Return the mutant that takes any form on the desk, with a token or without."""
    return next(one for one in mutants() if "_refuse_forms_without_token" in str(one))


def test_every_mutant_is_code_that_differs() -> None:
    for mutant in mutants():
        source = (ROOT / mutant.path).read_text()
        changed = mutant.applied(source)
        assert changed != source
        if mutant.path.endswith(".py"):
            ast.parse(changed)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_part_of_the_desk_has_a_permission_or_wants_an_owner(app: Flask) -> None:
    parts = {
        rule.endpoint.split(".")[1]
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("desk.")
    }
    by_themselves = {"signin", "account", "invitations"}

    assert parts - set(permissions._WANTED) == by_themselves


def test_every_kind_is_on_the_list() -> None:
    found = {one.kind.split()[0] for one in mutants()}

    assert found == {"guard", "check", "not", "draft", "escape", "filter", "permission"}


@pytest.mark.soak
def test_a_missing_token_check_is_caught(tmp_path: Path) -> None:
    assert is_caught(the_token_check(), a_copy(tmp_path))


@pytest.mark.soak
def test_ninety_five_of_a_hundred_are_caught_and_the_others_listed(tmp_path: Path) -> None:
    tree, tried = a_copy(tmp_path), mutants()

    survived = [str(one) for one in tried if not is_caught(one, tree)]

    listed = LISTED.read_text()
    unknown = [one for one in survived if one.split(":")[0] not in listed]
    assert unknown == [], "\n".join(unknown)
    assert len(survived) <= (1 - BAR) * len(tried)
