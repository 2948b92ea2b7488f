"""GGUF files of the Hugging Face hub, by its own library: its cache, its token, its downloads.

The hub is asked only for a model that the person names and that is not in the cache.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from chatbot.errors import LanguageModelError
from index.filenames import printable

USUAL = "Q4_K_M"  # the quantisation that is taken when none is named: a quarter of the size, and hardly worse
_NAME = re.compile(r"(?P<repository>\w[\w.-]*/\w[\w.-]*)(?::(?P<quantisation>\w[\w.-]*))?", re.ASCII)
_NO_MODEL = re.compile(r"mmproj|.*-\d{5}-of-\d{5}$", re.IGNORECASE)  # what sees pictures beside a model, a part of a large one
_LABEL = re.compile(r"(?:UD-)?(?:I?Q\d\w*|MXFP4\w*|BF16|F16|F32)$", re.IGNORECASE)


def model_file(name: str, *, offline: bool = False) -> Path:
    """Return the GGUF file of a name, such as ``owner/repository:Q8_0``, fetched when it is not here.

    Raises LanguageModelError when there is none, several may be meant, or it would have to be fetched ``offline``.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise LanguageModelError(f"hf:{name} names no model; write it as hf:OWNER/REPOSITORY or hf:OWNER/REPOSITORY:{USUAL}.")
    repository, wanted = match["repository"], match["quantisation"]
    here = _cached(repository)
    chosen = _chosen(here, wanted or USUAL) or (_only(here, wanted) if offline else None)
    if chosen:
        return here[chosen]
    if offline:
        raise LanguageModelError(f"hf:{name} is not on this computer; leave out --offline once to fetch it.")
    from huggingface_hub import HfApi, hf_hub_download

    with _reaching(repository):
        there = _models(map(Path, HfApi().list_repo_files(repository)))
    chosen = _chosen(there, wanted or USUAL) or _only(there, wanted)
    if chosen is None:
        choices = printable(", ".join(sorted(map(label, there))) or "none")
        raise LanguageModelError(f"hf:{repository} has no one GGUF file for {wanted or USUAL}; name one of: {choices}.")
    with _reaching(repository):
        return Path(hf_hub_download(repository, there[chosen].as_posix()))


def models() -> dict[str, Path]:
    """Return the GGUF files in the cache by names that ``model_file`` takes."""
    found: dict[str, Path] = {}
    for folder in sorted(_cache().glob("models--*--*")):
        repository = folder.name.removeprefix("models--").replace("--", "/", 1)
        found |= {f"{repository}:{label(stem)}": file for stem, file in _cached(repository).items()}
    return found


def label(stem: str) -> str:
    """Return the quantisation that a file's name ends in, or all of it."""
    match = _LABEL.search(stem)
    return match[0] if match else stem


def _cache() -> Path:
    from huggingface_hub.constants import HF_HUB_CACHE

    return Path(HF_HUB_CACHE)


def _cached(repository: str) -> dict[str, Path]:
    """Return the models of a repository in the cache, each from the latest snapshot that has it."""
    snapshots = (_cache() / f"models--{repository.replace('/', '--')}" / "snapshots").glob("*")
    latest = sorted(snapshots, key=lambda path: path.stat().st_mtime)
    return _models(file for snapshot in latest for file in snapshot.rglob("*.gguf") if file.exists())


def _models(files: Iterable[Path]) -> dict[str, Path]:
    return {path.stem: path for path in files if path.suffix == ".gguf" and not _NO_MODEL.match(path.stem)}


def _chosen(stems: Iterable[str], quantisation: str) -> str | None:
    ending = re.compile(rf"(?:^|.*[-._]){re.escape(quantisation)}", re.IGNORECASE)
    return min(filter(ending.fullmatch, stems), key=len, default=None)


def _only(stems: Mapping[str, object], wanted: str | None) -> str | None:
    return next(iter(stems)) if wanted is None and len(stems) == 1 else None


@contextmanager
def _reaching(repository: str) -> Iterator[None]:
    """Tell in one sentence why the hub does not give what it is asked for."""
    from huggingface_hub.constants import ENDPOINT
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        yield
    except RepositoryNotFoundError as error:
        raise LanguageModelError(
            f"{ENDPOINT} has no {repository}, or keeps it closed; check the name, or set HF_TOKEN."
        ) from error
    except Exception as error:  # whatever its transport raises, which is another one in each version
        reason = str(error).strip().partition("\n")[0].rstrip(".")[:200]
        raise LanguageModelError(f"{repository} cannot be fetched from {ENDPOINT} ({reason}); try again.") from error
