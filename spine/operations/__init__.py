"""What an operator runs: the command line, export and import, verification, the demo. Nothing here is deployed."""
