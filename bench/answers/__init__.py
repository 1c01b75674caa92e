"""Records what the app answers, and compares two recordings byte for byte: `python -m bench.answers`."""
