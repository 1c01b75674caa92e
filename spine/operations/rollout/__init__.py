"""How far the rollout of macro planning is: its success criteria, and the workspace that holds the telemetry."""
