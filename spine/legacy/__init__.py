"""What exists only because of the service that Spine replaces. After cut-over this folder goes.

tests/test_house.py lists what imports it (`LEGACY_HOOKS`); those lines go with it.
"""
