"""LangChain as its tutorial uses it: recursive splitter, FAISS, BM25 in an ensemble for a hybrid."""

# mypy: disable-error-code="import-not-found"

from pathlib import Path
from typing import Any

from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from benchmarks.worker import Index, Search


def loaded(encoder: str) -> Any:
    """Return the encoder."""
    prefixes = {"encode_kwargs": {"prompt": "passage: "}, "query_encode_kwargs": {"prompt": "query: "}}
    return HuggingFaceEmbeddings(model_name=encoder, model_kwargs={"device": "cpu"}, **prefixes)


def indexer(encoder: str, folder: Path) -> Index:
    """Return what indexes articles and saves the index."""
    vectors = loaded(encoder)

    def index(articles: list[dict[str, str]]) -> None:
        documents = [Document(one["text"], metadata={"title": one["title"]}) for one in articles]
        chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
        FAISS.from_documents(chunks, vectors).save_local(str(folder))

    return index


def opened(encoder: str, folder: Path, count: int, *, hybrid: bool) -> Search:
    """Return what searches the saved index."""
    store = FAISS.load_local(str(folder), loaded(encoder), allow_dangerous_deserialization=True)
    found = store.as_retriever(search_kwargs={"k": count})
    if hybrid:
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

        chunks = [store.docstore.search(name) for name in store.index_to_docstore_id.values()]
        found = EnsembleRetriever(retrievers=[BM25Retriever.from_documents(chunks, k=count), found], weights=[0.5, 0.5])
    return lambda question: [one.page_content for one in found.invoke(question)][:count]
