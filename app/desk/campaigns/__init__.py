"""Campaigns: what they say in each language, and the figures they put forward."""
