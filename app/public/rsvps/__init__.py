"""The RSVP form and the party's own page."""
