"""What organisers sign in with, and where they are signed in."""
