"""Pages about the instance, and its health."""
