"""The way in for web servers and for `flask --app wsgi`."""

import os
import sys

import config
from app import create_app
from app.platform.vault import InstanceKeyMissing

# What an instance writes is for its own user alone.
os.umask(0o077)

try:
    app = create_app(config.load())
except config.SettingError as error:
    sys.exit(f"A setting cannot be used. {error}")
except OSError as error:
    sys.exit(
        f"The data folder cannot be written: {error.filename} ({error.strerror}). "
        "Set DATA_DIR to one that can."
    )
except InstanceKeyMissing as missing:
    sys.exit(
        f"{missing} is missing, and other keys need it. Copy it back from the backup of the keys; "
        "a new one would open nothing."
    )
