"""Measure Turnout against controls in the same run: `make bench`, or `python -m bench page rsvp`.

Seconds on a shared machine say little. So every figure stands beside a control measured right
before and after it, on the same server with the same settings: a bare WSGI application, Flask's
"hello", a raw insert-and-commit loop. The steadiest figure is the CPU time of the server's whole
process tree for one request. Each part of the bench is a module in `parts/` that returns rows.
"""
