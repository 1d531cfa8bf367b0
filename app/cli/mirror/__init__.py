"""Write the published site as static files, for any web server to hold up when ours cannot.

Only what is the same for everybody gets there: pages that the page layer may keep. Forms, and
whatever else is not, lead to the instance itself.
"""

from .command import export as export
