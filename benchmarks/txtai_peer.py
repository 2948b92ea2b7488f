"""txtai as its own examples use it: texts with their content, dense or with its BM25 beside."""

# mypy: disable-error-code="import-not-found,import-untyped"

from pathlib import Path

from txtai import Embeddings

from benchmarks.common import rows


class System:
    """Paragraphs, as its segmentation cuts them."""

    def __init__(self, encoder: str, folder: Path) -> None:
        """Load the encoder."""
        self.folder, self.count = folder, 0
        self._index = Embeddings(
            path=encoder,
            method="sentence-transformers",
            instructions={"query": "query: ", "data": "passage: "},
            gpu=False,
            content=True,
            hybrid=True,
        )

    def warm(self) -> None:
        """Encode once."""
        self._index.transform("?", "query")

    def add(self, file: Path) -> None:
        """Index the articles of a file and save the index."""
        paragraphs = (
            (f"{one['id']}-{number}", {"text": text, "title": one["title"]}, None)
            for one in rows(file)
            for number, text in enumerate(filter(None, one["text"].split("\n\n")))
        )
        self._index.index(paragraphs)
        self._index.save(str(self.folder))

    def open(self, count: int, *, hybrid: bool) -> None:
        """Load the saved index."""
        self.count, self._weights = count, 0.5 if hybrid else 1.0
        self._index.load(str(self.folder))

    def search(self, question: str) -> list[str]:
        """Return the texts of the chunks found, best first."""
        return [found["text"] for found in self._index.search(question, self.count, weights=self._weights)]
