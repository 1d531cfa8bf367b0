"""What organisers do with events."""
