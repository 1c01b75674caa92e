"""`python -m spine`: what an operator does from a shell."""

import sys


def start() -> int:
    """Run the command line; its libraries are no part of the deployed app, so they may be missing."""
    try:
        from spine.operations.cli.application import main
    except ModuleNotFoundError as missing:
        if missing.name not in ("httpx", "rich", "typer"):
            raise
        print("spine: the command line needs `pip install -r requirements-dev.txt`", file=sys.stderr)
        return 1
    return main()


if __name__ == "__main__":
    try:
        sys.exit(start())
    except KeyboardInterrupt:
        print("spine: interrupted", file=sys.stderr)
        sys.exit(130)
