"""LlamaIndex as its tutorial uses it: sentence splitter, vector index on disk, BM25 fused in for a hybrid."""

# mypy: disable-error-code="import-not-found"

from pathlib import Path

from llama_index.core import Document, Settings, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

from benchmarks.worker import Index, Search


def load(encoder: str) -> None:
    """Load the encoder, and no Llama."""
    Settings.llm = None
    prefixes = {"query_instruction": "query: ", "text_instruction": "passage: "}
    Settings.embed_model = HuggingFaceEmbedding(encoder, device="cpu", **prefixes)


def indexer(encoder: str, folder: Path) -> Index:
    """Return what indexes articles and saves the index."""
    load(encoder)

    def index(articles: list[dict[str, str]]) -> None:
        documents = [Document(text=one["text"], metadata={"title": one["title"]}, doc_id=one["id"]) for one in articles]
        VectorStoreIndex.from_documents(documents).storage_context.persist(str(folder))

    return index


def opened(encoder: str, folder: Path, count: int, *, hybrid: bool) -> Search:
    """Return what searches the saved index."""
    load(encoder)
    index = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(folder)))
    found = index.as_retriever(similarity_top_k=count)
    if hybrid:
        from llama_index.retrievers.bm25 import BM25Retriever

        words = BM25Retriever.from_defaults(docstore=index.docstore, similarity_top_k=count)
        fused = {"num_queries": 1, "mode": "reciprocal_rerank", "use_async": False}
        found = QueryFusionRetriever([found, words], similarity_top_k=count, **fused)
    return lambda question: [one.node.get_content() for one in found.retrieve(question)]
