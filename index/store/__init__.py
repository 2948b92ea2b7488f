"""The truth, in SQLite: articles, passages, vectors, and where each article comes from. SQL stands in this room alone.

Another store is an object that offers what the rest of the program asks of ``articles.Store``:
- ``Store`` itself: articles and passages with their vectors, words and corrections (``articles``), and of ``database.Database``
  what is no SQL: ``transaction`` (all or nothing, also across processes), ``without_waiting``, ``meta`` and ``set_meta``,
  ``identity`` and ``version`` for what caches it, ``check``, ``backup``, ``close``, ``path`` and ``read_only``;
- ``Store.places``: where articles lie, and what a person removed from there;
- ``Store.sources``: the files, pages and folders that were read, and their state then;
- ``Store.copies``: groups of copies, and signatures to find them;
- ``Store.staged``: vectors of another encoder, until all are ready.

Its failures are LibraryErrors. ``Library.open`` chooses the store, for what ``intake.sources.folder_of`` lets be a library.
"""
