"""Haystack as its own tutorial uses it: document splitter, in-memory store saved to a file, and BM25 joined for a hybrid."""

# mypy: disable-error-code="import-not-found,import-untyped"

from pathlib import Path

from haystack import Document
from haystack.components.embedders import SentenceTransformersDocumentEmbedder, SentenceTransformersTextEmbedder
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice

from benchmarks.common import rows


class System:
    """Chunks of 200 words."""

    def __init__(self, encoder: str, folder: Path) -> None:
        """Load the encoder, for texts or for questions when they are first used."""
        self.file, self.count = folder / "store.json", 0
        device = ComponentDevice.from_str("cpu")
        self._texts = SentenceTransformersDocumentEmbedder(model=encoder, prefix="passage: ", device=device, progress_bar=False)
        self._questions = SentenceTransformersTextEmbedder(model=encoder, prefix="query: ", device=device, progress_bar=False)

    def warm(self) -> None:
        """Load what embeds texts, and encode once."""
        self._texts.warm_up()
        self._texts.run([Document(content="?")])

    def add(self, file: Path) -> None:
        """Index the articles of a file and save the index."""
        splitter = DocumentSplitter()
        splitter.warm_up()
        documents = [Document(content=one["text"], meta={"title": one["title"]}) for one in rows(file)]
        store = InMemoryDocumentStore()
        store.write_documents(self._texts.run(splitter.run(documents)["documents"])["documents"])
        self.file.parent.mkdir(parents=True, exist_ok=True)
        store.save_to_disk(str(self.file))

    def open(self, count: int, *, hybrid: bool) -> None:
        """Load the saved index."""
        store = InMemoryDocumentStore.load_from_disk(str(self.file))
        self._questions.warm_up()
        self._dense = InMemoryEmbeddingRetriever(store, top_k=count)
        self._words = InMemoryBM25Retriever(store, top_k=count) if hybrid else None
        self._joined = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=count)

    def search(self, question: str) -> list[str]:
        """Return the texts of the chunks found, best first."""
        found = self._dense.run(query_embedding=self._questions.run(question)["embedding"])["documents"]
        if self._words is not None:
            found = self._joined.run([found, self._words.run(query=question)["documents"]])["documents"]
        return [one.content for one in found]
