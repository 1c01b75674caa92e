"""What Spine does for its callers, in terms of documents and rules. No HTTP, no database of its own."""
