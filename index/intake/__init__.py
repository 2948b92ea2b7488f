"""How articles come in, and go: one way for files, folders, addresses, standard input and uploads.

``sources`` tells what there is to read, ``fetch`` (paced by ``pacing``) gets a page, ``index.formats`` makes drafts of either,
``versions`` tells which article a draft without a name is a later version of, and ``ingest`` writes it: cut into ``passages``,
encoded, beside its ``reprints``. ``importer`` leads every source along that way. ``uploads`` first keeps the files that come
through the page. ``removal`` is the one way out, and ``reencode`` makes all vectors anew.
"""
