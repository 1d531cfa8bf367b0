"""Bring events in from files, and take them out."""
