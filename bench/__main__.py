"""Run the bench, or parts of it, and write docs/performance.md: `python -m bench page rsvp`."""

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import parts, report
from bench.run import Run


def main() -> None:
    """Read the command line and measure."""
    told = _arguments()
    command = " ".join(["python -m bench", *told.parts, *(["--quick"] if told.quick else [])])
    with tempfile.TemporaryDirectory(prefix="turnout-bench-") as folder:
        run = Run(
            rounds=1 if told.quick else told.rounds,
            seconds=1.0 if told.quick else 3.0,
            folder=Path(folder),
            port=told.port,
            quick=told.quick,
        )
        for name in told.parts or parts.ALL:
            found = parts.ALL[name](run)
            print(report.shown(found), flush=True)
            if not told.quick:
                report.write(found, command, datetime.now(UTC).date())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*parts.ALL, []], metavar="part")
    parser.add_argument("--quick", action="store_true", help="one short round; writes nothing")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8260, help="the first of ten ports to use")
    parser.epilog = f"Parts: {', '.join(parts.ALL)}."
    return parser.parse_args()


if __name__ == "__main__":
    main()
