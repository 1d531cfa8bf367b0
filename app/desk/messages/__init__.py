"""What organisers say to those who get updates."""
