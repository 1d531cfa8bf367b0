"""Who belongs to a team, and what was done in it."""
