"""Listen to all that our code logs, and refuse what is about somebody or opens something."""

import logging
import re

ADDRESS = re.compile(r"[\w.+-]+@(?!example\.invalid)[\w-]+\.\w+")
SECRET = re.compile(r"\b(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-HJKMNP-TV-Z]{26}\b")
SOURCE = re.compile(r"\b(?:203\.0\.113|198\.51\.100|192\.0\.2)\.\d+\b")


class Listener(logging.Handler):
    """Keep what was said, as it would stand in a log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note a line."""
        self.said.append(self.format(record))

    def canaries(self) -> list[str]:
        """Return the addresses, secrets and sources that were said."""
        return [
            found
            for line in self.said
            for what in (ADDRESS, SECRET, SOURCE)
            for found in what.findall(line)
        ]
