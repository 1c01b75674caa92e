"""Reading one sentence that asks for a meeting."""
