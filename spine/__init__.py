"""Spine plans the agenda of an organisation's next meeting from what the organisation already knows."""

__version__ = "1.0.0"

# Scripts of the legacy service import `spine.db`, `spine.planner`, `spine.retrieval` and `spine.agenda`. They live in
# `spine/legacy/python`, which the deployment package leaves out.
__path__.append(f"{__path__[0]}/legacy/python")
