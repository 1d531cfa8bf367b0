"""What programs that watch over an instance read with a token."""
