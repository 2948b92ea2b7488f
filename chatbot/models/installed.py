"""The models that lie on this machine, by the names that ``language_model`` takes."""

from pathlib import Path

from chatbot.models import hub, ollama


def installed(folder: Path | None = None) -> dict[str, Path]:
    """Return the GGUF file of each model in Ollama's store, in the cache of the hub, and in a folder."""
    return (
        {f"ollama:{name}": path for name, path in ollama.models().items()}
        | {f"hf:{name}": path for name, path in hub.models().items()}
        | {str(path): path for path in sorted(folder.glob("*.gguf") if folder else [])}
    )
