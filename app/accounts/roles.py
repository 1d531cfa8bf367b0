"""Say who may do what in a team. Pure."""

from enum import StrEnum


class Permission(StrEnum):
    """What a page of the desk is for."""

    SEE = "see"
    """See numbers of people, and what is public."""
    EDIT = "edit"
    """Make, change and cancel events, decide about parties, write messages: no personal data."""
    ROTA = "rota"
    """Plan shifts, and see what volunteers call themselves."""
    GATES = "gates"
    """Enrol phones and shut them out."""
    OWN = "own"
    """Say who belongs to the team, and see what was done."""


class Role(StrEnum):
    """What somebody is in a team."""

    OWNER = "owner"
    EDITOR = "editor"
    COORDINATOR = "coordinator"
    GATE_LEAD = "gate lead"
    VIEWER = "viewer"


_MAY = {
    Role.OWNER: frozenset(Permission),
    Role.EDITOR: frozenset({Permission.SEE, Permission.EDIT}),
    Role.COORDINATOR: frozenset({Permission.SEE, Permission.ROTA}),
    Role.GATE_LEAD: frozenset({Permission.SEE, Permission.GATES}),
    Role.VIEWER: frozenset({Permission.SEE}),
}


def permissions(role: Role) -> frozenset[Permission]:
    """Return all that a role may do."""
    return _MAY[role]
