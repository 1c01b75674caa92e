"""Moving documents between stores: the lines of an export file, and what becomes of a document on both sides."""
