"""Meeting notes as people write them, read into statements without a model (docs/notes.md)."""
