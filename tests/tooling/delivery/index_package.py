"""Run by a fresh interpreter: what Azure's worker finds in an unpacked package, and from where it is imported.

Arguments: the package's folder, and one that holds nothing but `devhost`, which feeds the worker library.
"""

import json
import sys
from pathlib import Path

package, host = sys.argv[1:]
sys.path[:0] = [package, f"{package}/.python_packages/lib/site-packages"]
sys.path.append(host)

from devhost.worker import Worker  # noqa: E402  (found only now)

worker = Worker()
functions = [(one.name, json.loads(one.raw_bindings[0])["type"]) for one in worker.index(Path(package))]
worker.close()
files = {Path(module.__file__) for module in list(sys.modules.values()) if getattr(module, "__file__", None)}
known = (Path(package), Path(host), Path(sys.base_prefix), Path(__file__))
print(json.dumps({
    "functions": functions,
    "strangers": sorted(str(file) for file in files if not any(file.is_relative_to(one) for one in known)),
}))  # fmt: skip
