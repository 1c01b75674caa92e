"""The command line: `python -m tests.kql` installs the check of the Kusto queries."""

import sys

from tests.kql import HERE, WHO
from tests.npm import CannotStart, install

try:
    install(HERE, WHO)
except CannotStart as problem:
    sys.exit(str(problem))
