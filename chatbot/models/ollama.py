"""The models that lie in Ollama's store on this machine: its manifests name the GGUF file, so that nothing is fetched twice.

https://github.com/ollama/ollama/blob/main/docs/faq.mdx says where the store is; a manifest is an OCI image manifest.
"""

import json
import os
import re
from pathlib import Path

from chatbot.errors import LanguageModelError

_MODEL = "application/vnd.ollama.image.model"
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_LONGEST = 1_000_000  # bytes of a manifest
_SYSTEM = Path("/usr/share/ollama/.ollama/models")  # where the service keeps them on Linux


def model_file(name: str) -> Path:
    """Return the GGUF file of a model, such as ``llama3.2`` or ``llama3.2:3b``. Raises LanguageModelError."""
    manifests = _manifests()
    # looked up among the names that are there, so that no name leads out of the store
    manifest = manifests.get(name if ":" in name else f"{name}:latest")
    if manifest is None:
        there = ", ".join(manifests) or "none"
        raise LanguageModelError(f"Ollama has no model {name} in {_store()}; run `ollama pull {name}` or take one of: {there}.")
    blob = _blob(manifest)
    if blob is None:
        raise LanguageModelError(f"Ollama's model {name} is not whole in {_store()}; run `ollama pull {name}`.")
    return blob


def models() -> dict[str, Path]:
    """Return the GGUF file of each model that is whole, by its name."""
    found = {name: _blob(manifest) for name, manifest in _manifests().items()}
    return {name: blob for name, blob in found.items() if blob}


def _store() -> Path:
    own = Path(os.environ.get("OLLAMA_MODELS") or "~/.ollama/models").expanduser()
    return _SYSTEM if "OLLAMA_MODELS" not in os.environ and not own.exists() and _SYSTEM.exists() else own


def _manifests() -> dict[str, Path]:
    """Return the manifest of each model by the name that Ollama shows: without registry and owner where those are its own."""
    found = {}
    for path in sorted((_store() / "manifests").glob("*/*/*/*")):
        registry, owner, model, tag = path.parts[-4:]
        named = [registry] * (registry != "registry.ollama.ai") + [owner] * (owner != "library") + [model]
        found[f"{'/'.join(named)}:{tag}"] = path
    return found


def _blob(manifest: Path) -> Path | None:
    try:
        with manifest.open("rb") as file:
            layers = json.loads(file.read(_LONGEST))["layers"]
        digest = next(layer["digest"] for layer in layers if layer["mediaType"] == _MODEL)
        blob = _store() / "blobs" / str(digest).replace(":", "-")
    except (OSError, ValueError, LookupError, TypeError, StopIteration, RecursionError):
        return None
    return blob if _DIGEST.fullmatch(str(digest)) and blob.is_file() else None
