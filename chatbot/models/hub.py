"""GGUF files of the Hugging Face hub, by its own library: its cache, its token, its downloads.

The hub is asked only for a model that the person names and that is not in the cache.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from chatbot.errors import LanguageModelError
from index.filenames import printable

USUAL = "Q4_K_M"  # the quantisation that is taken when none is named: a quarter of the size, and hardly worse
_NAME = re.compile(r"(?P<repository>\w[\w.-]*/\w[\w.-]*)(?::(?P<quantisation>\w[\w.-]*))?", re.ASCII)
_PART = re.compile(r"-\d{5}-of-(?P<parts>\d{5})(?=\.gguf$)")
_LABEL = re.compile(r"(?:UD-)?(?:I?Q\d\w*|MXFP4\w*|BF16|F16|F32)$", re.IGNORECASE)


def model_file(name: str, *, offline: bool = False) -> Path:
    """Return the GGUF file of a name, such as ``owner/repository:Q8_0``, or its first part, fetched when it is not here.

    Raises LanguageModelError when there is none, several may be meant, or it would have to be fetched ``offline``.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise LanguageModelError(f"hf:{name} names no model; write it as hf:OWNER/REPOSITORY or hf:OWNER/REPOSITORY:{USUAL}.")
    repository, wanted = match["repository"], match["quantisation"]
    here = _cached(repository)
    chosen = _chosen(here, wanted or USUAL) or (_only(here, wanted) if offline else None)
    if chosen:
        return here[chosen][0]
    if offline:
        raise LanguageModelError(f"hf:{name} is not on this computer; leave out --offline once to fetch it.")
    there = _grouped(map(Path, _listed(repository)))
    chosen = _chosen(there, wanted or USUAL) or _only(there, wanted)
    if chosen is None:
        choices = printable(", ".join(sorted(map(label, there))) or "none")
        raise LanguageModelError(f"hf:{repository} has no one GGUF file for {wanted or USUAL}; name one of: {choices}.")
    first, *_ = [_fetched(repository, part.as_posix()) for part in there[chosen]]
    return first


def models() -> dict[str, list[Path]]:
    """Return the GGUF files in the cache, the parts of each model in order, by names that ``model_file`` takes."""
    found: dict[str, list[Path]] = {}
    for folder in sorted(_cache().glob("models--*--*")):
        repository = folder.name.removeprefix("models--").replace("--", "/", 1)
        found |= {f"{repository}:{label(stem)}": files for stem, files in _cached(repository).items()}
    return found


def label(stem: str) -> str:
    """Return the quantisation that a file's name ends in, or all of it."""
    match = _LABEL.search(stem)
    return match[0] if match else stem


def _cache() -> Path:
    from huggingface_hub.constants import HF_HUB_CACHE

    return Path(HF_HUB_CACHE)


def _cached(repository: str) -> dict[str, list[Path]]:
    """Return the models of a repository that are whole in the cache, each from the latest snapshot that has it."""
    snapshots = (_cache() / f"models--{repository.replace('/', '--')}" / "snapshots").glob("*")
    found: dict[str, list[Path]] = {}
    for snapshot in sorted(snapshots, key=lambda path: path.stat().st_mtime):
        groups = _grouped(path for path in snapshot.rglob("*.gguf") if path.exists())
        found |= {stem: files for stem, files in groups.items() if len(files) == _parts(files[0])}
    return found


def _parts(file: Path) -> int:
    match = _PART.search(file.name)
    return int(match["parts"]) if match else 1


def _grouped(files: Iterable[Path]) -> dict[str, list[Path]]:
    """Return the files by name without part and ending; what only sees pictures beside a model is none."""
    found: dict[str, list[Path]] = {}
    for path in sorted(files):
        if path.suffix == ".gguf" and not path.name.lower().startswith("mmproj"):
            found.setdefault(_PART.sub("", path.name).removesuffix(".gguf"), []).append(path)
    return found


def _chosen(groups: Iterable[str], quantisation: str) -> str | None:
    ending = re.compile(rf"(?:^|.*[-._]){re.escape(quantisation)}", re.IGNORECASE)
    return min(filter(ending.fullmatch, groups), key=len, default=None)


def _only(groups: Mapping[str, object], wanted: str | None) -> str | None:
    return next(iter(groups)) if wanted is None and len(groups) == 1 else None


def _listed(repository: str) -> list[str]:
    from huggingface_hub import HfApi

    try:
        return HfApi().list_repo_files(repository)
    except Exception as error:  # whatever its transport raises, which is another one in each version
        raise _unreachable(repository, error) from error


def _fetched(repository: str, file: str) -> Path:
    from huggingface_hub import hf_hub_download

    try:
        return Path(hf_hub_download(repository, file))
    except Exception as error:  # as above
        raise _unreachable(repository, error) from error


def _unreachable(repository: str, error: Exception) -> LanguageModelError:
    from huggingface_hub.constants import ENDPOINT
    from huggingface_hub.errors import RepositoryNotFoundError

    if isinstance(error, RepositoryNotFoundError):
        return LanguageModelError(f"{ENDPOINT} has no {repository}, or keeps it closed; check the name, or set HF_TOKEN.")
    reason = str(error).strip().partition("\n")[0].rstrip(".")[:200]
    return LanguageModelError(f"{repository} cannot be fetched from {ENDPOINT} ({reason}); try again.")
