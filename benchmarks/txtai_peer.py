"""txtai as its examples use it: paragraphs with their content, its BM25 beside for a hybrid."""

# mypy: disable-error-code="import-not-found"

from pathlib import Path

from txtai import Embeddings

from benchmarks.worker import Index, Search


def indexer(encoder: str, folder: Path) -> Index:
    """Return what indexes articles and saves the index."""
    prefixes = {"query": "query: ", "data": "passage: "}
    method = {"method": "sentence-transformers", "instructions": prefixes, "gpu": False}
    vectors = Embeddings(path=encoder, content=True, hybrid=True, **method)

    def index(articles: list[dict[str, str]]) -> None:
        texts = [(one["id"], number, text) for one in articles for number, text in enumerate(one["text"].split("\n\n"))]
        vectors.index((f"{article}-{number}", text, None) for article, number, text in texts if text.strip())
        vectors.save(str(folder))

    return index


def opened(encoder: str, folder: Path, count: int, *, hybrid: bool) -> Search:  # noqa: ARG001 - its index names it
    """Return what searches the saved index."""
    vectors = Embeddings()
    vectors.load(str(folder))
    weights = 0.5 if hybrid else 1.0
    return lambda question: [one["text"] for one in vectors.search(question, count, weights=weights)]
