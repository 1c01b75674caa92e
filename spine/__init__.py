"""Spine plans the agenda of an organisation's next meeting from what the organisation already knows."""

__version__ = "1.0.0"
