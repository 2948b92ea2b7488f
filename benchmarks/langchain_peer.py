"""LangChain as its own tutorial uses it: recursive splitter, FAISS, and BM25 in an ensemble for a hybrid."""

# mypy: disable-error-code="import-not-found,import-untyped"

from pathlib import Path
from typing import Any

from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from benchmarks.common import rows


class System:
    """Chunks of 1,000 characters that overlap by 200."""

    def __init__(self, encoder: str, folder: Path) -> None:
        """Load the encoder."""
        self.folder = folder
        self._retriever: Any = None
        self._encoder = HuggingFaceEmbeddings(
            model_name=encoder,
            model_kwargs={"device": "cpu"},
            encode_kwargs={"prompt": "passage: "},
            query_encode_kwargs={"prompt": "query: "},
        )

    def warm(self) -> None:
        """Encode once."""
        self._encoder.embed_query("?")

    def add(self, file: Path) -> None:
        """Index the articles of a file and save the index."""
        documents = [Document(one["text"], metadata={"title": one["title"]}) for one in rows(file)]
        chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
        FAISS.from_documents(chunks, self._encoder).save_local(str(self.folder))

    def open(self, count: int, *, hybrid: bool) -> None:
        """Load the saved index."""
        store = FAISS.load_local(str(self.folder), self._encoder, allow_dangerous_deserialization=True)
        self._retriever = store.as_retriever(search_kwargs={"k": count})
        if hybrid:
            from langchain_classic.retrievers import EnsembleRetriever
            from langchain_community.retrievers import BM25Retriever

            chunks = [store.docstore.search(name) for name in store.index_to_docstore_id.values()]
            words = BM25Retriever.from_documents(chunks, k=count)
            self._retriever = EnsembleRetriever(retrievers=[words, self._retriever], weights=[0.5, 0.5])

    def search(self, question: str) -> list[str]:
        """Return the texts of the chunks found, best first."""
        return [found.page_content for found in self._retriever.invoke(question)]
