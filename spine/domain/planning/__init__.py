"""How an agenda comes about: choosing workstreams and facts, ranking, timing, writing."""
