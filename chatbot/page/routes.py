"""What of gradio's HTTP interface the page uses; all else stays shut, and so do the files that gradio would fetch for anyone.

Gradio takes any object with a ``path``, in whatever field of whatever call, for a file: it copies one of this machine, and
fetches one of an address. Only what came in as an upload is such a file here.
"""

import re
from collections.abc import Iterator
from typing import Any

UPLOAD = "/gradio_api/upload"

_ASSET = r"(?:assets|static)/(?:[\w@-][\w@.-]*/)*[\w@-][\w@.-]*"
_READ = re.compile(
    rf"/(?:{_ASSET}|theme\.css|favicon\.ico|config"
    r"|gradio_api/(?:info|app_id|startup-events|heartbeat/[\w-]{1,64}|queue/data|upload_progress))?"
)
_WRITE = re.compile(r"/gradio_api/(?:run/predict|queue/join|component_server/?|cancel|reset|upload)")


def is_open(method: str, path: str) -> bool:
    """Say whether the page uses a route."""
    known = {"GET": _READ, "HEAD": _READ, "POST": _WRITE}.get(method)
    return known is not None and known.fullmatch(path) is not None


def files_in(body: Any) -> Iterator[tuple[object, object]]:
    """Yield the path and the address of everything in a JSON body that gradio takes for a file."""
    waiting = [body]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "path" in value:
                yield value["path"], value.get("url")
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
