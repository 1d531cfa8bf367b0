"""What a team's own programs read with a token."""
