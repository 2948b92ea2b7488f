"""Haystack as its tutorial uses it: document splitter, in-memory store saved to a file, BM25 joined for a hybrid."""

# mypy: disable-error-code="import-not-found"

from pathlib import Path

from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from benchmarks.worker import Index, Search

FILE = "store.json"
ALIKE = {"device": ComponentDevice.from_str("cpu"), "progress_bar": False}


def indexer(encoder: str, folder: Path) -> Index:
    """Return what indexes articles and saves the index."""
    vectors = SentenceTransformersDocumentEmbedder(model=encoder, prefix="passage: ", **ALIKE)
    vectors.warm_up()

    def index(articles: list[dict[str, str]]) -> None:
        splitter, store = DocumentSplitter(), InMemoryDocumentStore()
        splitter.warm_up()
        documents = [Document(content=one["text"], meta={"title": one["title"]}) for one in articles]
        store.write_documents(vectors.run(splitter.run(documents)["documents"])["documents"])
        folder.mkdir(parents=True)
        store.save_to_disk(str(folder / FILE))

    return index


def opened(encoder: str, folder: Path, count: int, *, hybrid: bool) -> Search:
    """Return what searches the saved index."""
    store = InMemoryDocumentStore.load_from_disk(str(folder / FILE))
    vectors = SentenceTransformersTextEmbedder(model=encoder, prefix="query: ", **ALIKE)
    vectors.warm_up()
    dense, words = InMemoryEmbeddingRetriever(store, top_k=count), InMemoryBM25Retriever(store, top_k=count)
    joined = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=count)

    def search(question: str) -> list[str]:
        found = dense.run(query_embedding=vectors.run(question)["embedding"])["documents"]
        if hybrid:
            found = joined.run([found, words.run(query=question)["documents"]])["documents"]
        return [one.content for one in found]

    return search
