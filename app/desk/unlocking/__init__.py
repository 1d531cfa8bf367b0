"""How what people left sealed is opened: for a reason, for minutes."""

from .routes import unlocked_until as unlocked_until
