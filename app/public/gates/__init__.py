"""Show how many have come on a screen at the venue, to whoever has the link."""
