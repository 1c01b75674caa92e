"""The production worker library, run in this process on an event loop of its own."""

import asyncio
import os
import sys
import threading
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from devhost import messages
from devhost.errors import IndexingError


class Worker:
    """Indexes an app and invokes its functions; one in a process, for the library keeps module globals."""

    def __init__(self) -> None:
        import azure_functions_runtime  # not before the app's settings are set: it reads some at import

        self._library = azure_functions_runtime
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="functions-loop", daemon=True)
        self._thread.start()
        self._library.start_threadpool_executor()

    def close(self) -> None:
        """Wait for the invocations under way, and end the threads."""
        self._library.stop_threadpool_executor()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def index(self, directory: Path) -> Sequence[Any]:
        """The metadata of each function of the app. Raises IndexingError with the worker's own message."""
        script = _importable_script(directory)
        sys.modules.pop(script.stem, None)  # a FunctionApp object can be indexed only once
        init = SimpleNamespace(capabilities={}, function_app_directory=str(directory))
        result = self._call(self._library.worker_init_request, worker_init_request=init).result
        if result.status != messages.StatusResult.Success:
            raise IndexingError(f"{result.exception.message}\n{result.exception.stack_trace}")
        found = self._call(self._library.functions_metadata_request).function_metadata_results
        return found or []

    def invoke(
        self,
        function_id: str,
        argument: str,
        data: messages.TypedData,
        metadata: dict[str, Any],
        seconds: float,
    ) -> Any:
        """Run one function and give the worker's response. Raises TimeoutError after so many seconds."""
        trace = f"00-{uuid.uuid4().hex}-{uuid.uuid4().hex[:16]}-00"
        request = SimpleNamespace(
            invocation_id=str(uuid.uuid4()),
            function_id=function_id,
            input_data=[messages.ParameterBinding(name=argument, data=data)],
            trigger_metadata=metadata,
            trace_context=SimpleNamespace(trace_parent=trace, trace_state="", attributes={}),
            retry_context=SimpleNamespace(retry_count=0, max_retry_count=0, exception=None),
        )
        return self._call(self._library.invocation_request, seconds, invocation_request=request)

    def _call(self, handler: Callable[[Any], Any], seconds: float = 120, **request: Any) -> Any:
        envelope = SimpleNamespace(request=SimpleNamespace(**request), properties={"host": "", "protos": messages})
        return asyncio.run_coroutine_threadsafe(_survived(handler, envelope), self._loop).result(seconds)


async def _survived(handler: Callable[[Any], Any], envelope: SimpleNamespace) -> Any:
    try:
        return await handler(envelope)
    except (SystemExit, KeyboardInterrupt) as problem:
        raise RuntimeError("In Azure this would have ended the worker process.") from problem


def _importable_script(directory: Path) -> Path:
    script = directory / os.environ.get("PYTHON_SCRIPT_FILE_NAME", "function_app.py")
    if not script.exists():
        raise IndexingError(f"{directory} has no {script.name}")
    if str(directory) not in sys.path:
        sys.path.insert(0, str(directory))
    return script
