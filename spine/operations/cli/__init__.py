"""The command line, `python -m spine`: what an operator does from a desk. It is no part of the deployed app.

A command is a function in the module of its group, and a line in the table of `application`. It gets its service
from `spine.bootstrap`, answers once through `printing.answer`, shows long work by `progress.bar`, and raises a
`SpineError` where it fails; `exits` says which exit codes there are.
"""
