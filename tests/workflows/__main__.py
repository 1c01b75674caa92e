"""The command line: `python -m tests.workflows` installs the check of the workflows."""

import sys

from tests.npm import CannotStart, install
from tests.workflows import HERE, WHO

try:
    install(HERE, WHO)
except CannotStart as problem:
    sys.exit(str(problem))
