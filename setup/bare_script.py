"""Strip scripts of other projects of their comments, a third of what phones would have to fetch.

Only whole lines go: what a comment looks like inside a line may be part of a text. The licences
stand beside the scripts, in their own files.
"""

import re

_LINES = re.compile(rb"^[ \t]*//.*\n|^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)


def bare(script: bytes) -> bytes:
    """Return a script without the lines that are comments."""
    return _LINES.sub(b"", script)
