"""The use cases, each loaded by the first request that needs it: `usecases.facts` needs no further import.

Loading all of them, with the words and patterns that they read requests by, takes as long as all else that happens
before a first request.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spine.usecases import bundles as bundles
    from spine.usecases import fact_lists as fact_lists
    from spine.usecases import facts as facts
    from spine.usecases import feedback as feedback
    from spine.usecases import handouts as handouts
    from spine.usecases import links as links
    from spine.usecases import meetings as meetings
    from spine.usecases import notes as notes
    from spine.usecases import organisations as organisations
    from spine.usecases import proposals as proposals
    from spine.usecases import search as search
    from spine.usecases import suggestions as suggestions
    from spine.usecases import sweep as sweep
    from spine.usecases import workstreams as workstreams


def __getattr__(name: str) -> ModuleType:
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"spine.usecases.{name}")
