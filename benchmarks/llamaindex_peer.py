"""LlamaIndex as its own tutorial uses it: sentence splitter, vector index on disk, and BM25 fused in for a hybrid."""

# mypy: disable-error-code="import-not-found,import-untyped"

from pathlib import Path
from typing import Any

from llama_index.core import Document, Settings, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

from benchmarks.common import rows


class System:
    """Chunks of 1,024 tokens with their titles."""

    def __init__(self, encoder: str, folder: Path) -> None:
        """Load the encoder."""
        self.folder = folder
        self._retriever: Any = None
        Settings.llm = None
        Settings.embed_model = HuggingFaceEmbedding(
            model_name=encoder, device="cpu", query_instruction="query: ", text_instruction="passage: "
        )

    def warm(self) -> None:
        """Encode once."""
        Settings.embed_model.get_query_embedding("?")

    def add(self, file: Path) -> None:
        """Index the articles of a file and save the index."""
        documents = [Document(text=one["text"], metadata={"title": one["title"]}, doc_id=one["id"]) for one in rows(file)]
        VectorStoreIndex.from_documents(documents).storage_context.persist(str(self.folder))

    def open(self, count: int, *, hybrid: bool) -> None:
        """Load the saved index."""
        index = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(self.folder)))
        self._retriever = index.as_retriever(similarity_top_k=count)
        if hybrid:
            from llama_index.retrievers.bm25 import BM25Retriever

            words = BM25Retriever.from_defaults(docstore=index.docstore, similarity_top_k=count)
            self._retriever = QueryFusionRetriever(
                [self._retriever, words], similarity_top_k=count, num_queries=1, mode="reciprocal_rerank", use_async=False
            )

    def search(self, question: str) -> list[str]:
        """Return the texts of the chunks found, best first."""
        return [found.node.get_content() for found in self._retriever.retrieve(question)]
