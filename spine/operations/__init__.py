"""What an operator runs: the command line, export and import, verification, the demo. Nothing here is deployed.

`cli` holds the commands; the other modules and folders do what the commands are for.
"""
