"""The sample's settings, as --check finds them."""

import os


def settings() -> None:
    if os.environ.get("SAMPLE_SETTING") == "bad":
        raise ValueError("SAMPLE_SETTING is 'bad': allowed is anything else.")
