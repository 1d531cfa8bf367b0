"""Vouch for a phone with an event's key: others believe it without a network. Pure."""

from .keys import EventKey

_DOMAIN = b"turnout/phone/1\0"


def vouch(key: EventKey, instance_id: bytes, phone: bytes) -> bytes:
    """Sign what a phone is: 64 bytes (Ed25519) that no ticket's signature can be taken for."""
    return key.signer().sign(_DOMAIN + instance_id + key.event_id + phone)
