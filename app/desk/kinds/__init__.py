"""What organisers do with further kinds of place, as seats in a coach."""
