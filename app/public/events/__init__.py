"""The front page, the agenda, and the pages of events."""
