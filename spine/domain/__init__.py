"""The rules of Spine. Nothing here reads the environment, a clock, a database or the network."""
