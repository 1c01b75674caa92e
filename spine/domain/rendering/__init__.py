"""Agendas as people read them."""
