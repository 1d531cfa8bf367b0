"""Answer for pages that are the same for everybody before Flask is asked, and compress the rest.

A view that may be kept says so by `keep(until)`; nothing else ever enters. A kept page is made anew
when the published content gets a new edition (asked at most once a second in each process), or at
`until`, the next instant at which time alone would change it. While that fails (the database is
stopped), the page that was kept answers, as `stale-if-error` means (RFC 5861, 4).
"""

from .asking import Answer as Answer
from .asking import keep as keep
from .asking import known_tag as known_tag
from .asking import shared as shared
from .layer import PageLayer as PageLayer
