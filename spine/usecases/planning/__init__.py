"""Planning a meeting, from one sentence to an agenda: understand, select, retrieve, compose, present."""
