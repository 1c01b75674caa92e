"""Moving organisations between stores: export files, and what becomes of what is there already."""
