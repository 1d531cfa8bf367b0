"""What a camera opens from a ticket."""
