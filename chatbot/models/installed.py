"""The models that lie on this machine, by the names that ``language_model`` takes."""

from pathlib import Path

from chatbot.models import hub, ollama


def installed() -> dict[str, Path]:
    """Return the GGUF file of each model in Ollama's store and in the cache of the hub."""
    return {f"ollama:{name}": path for name, path in ollama.models().items()} | {
        f"hf:{name}": path for name, path in hub.models().items()
    }
