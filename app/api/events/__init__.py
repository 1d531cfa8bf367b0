"""Events and campaigns, read by programs."""
