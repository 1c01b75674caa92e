"""The command line: `python -m tests.browser` installs axe-core, and says what else the tests of the console lack."""

import sys

from tests.browser import HERE, MISSING, WHO, chromium
from tests.npm import CannotStart, install

try:
    install(HERE, WHO)
except CannotStart as problem:
    sys.exit(str(problem))
if chromium() is None:
    print(f"NOT TESTED: {MISSING}")
