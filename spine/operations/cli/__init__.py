"""The command line, `python -m spine`: what an operator does from a shell. It is no part of the deployed app.

A command is a function in the module of its subject, and a line in the table of `application`. It gets its service
from `spine.bootstrap`, answers once through `output.answer`, shows long work by `output.bar`, and raises a
`SpineError` where it fails; `exit_codes` says which exit codes there are.
"""
