"""Answer phones in JSON; what they may learn is written down in docs/gate-protocol.md."""
