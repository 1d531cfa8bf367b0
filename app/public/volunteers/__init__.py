"""What is needed, and a volunteer's own page."""
