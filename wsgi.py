"""The way in for web servers and for `flask --app wsgi`."""

import sys

import config
from app import create_app

try:
    app = create_app(config.load())
except config.SettingError as error:
    sys.exit(f"A setting cannot be used. {error}")
except PermissionError as error:
    sys.exit(f"The data folder cannot be written: {error.filename}. Set DATA_DIR to one that can.")
