"""The tokens by which a team's own programs read."""
