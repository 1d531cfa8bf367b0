"""The links by which an event is hosted on the spot."""
