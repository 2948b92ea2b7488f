"""The tables, as scripts that only ever grow: a library made by an earlier version runs those it lacks when it is opened."""

import sqlite3

ARTICLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, added TEXT NOT NULL, url TEXT, author TEXT, site TEXT, published TEXT, modified TEXT,
    sections TEXT NOT NULL);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences BLOB NOT NULL, vector BLOB NOT NULL,
    sentence_vectors BLOB NOT NULL);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE VIRTUAL TABLE words USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE TRIGGER forget_words AFTER DELETE ON passages BEGIN DELETE FROM words WHERE rowid = old.id; END;
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, reader INTEGER NOT NULL);
"""

# origins: the file or address behind every article, several where its text lies in several files; "present" falls to 0 when
# a container is read again without it. removed: what a person threw out, so that sync does not bring it back.
ORIGINS = """
CREATE TABLE origins (
    source TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, file TEXT NOT NULL,
    present INTEGER NOT NULL DEFAULT 1);
CREATE INDEX origins_by_file ON origins (file);
CREATE INDEX origins_by_article ON origins (article_id);
INSERT INTO origins (source, article_id, file)
    SELECT source, id, CASE instr(source, '#') WHEN 0 THEN source ELSE substr(source, 1, instr(source, '#') - 1) END
    FROM articles;
CREATE TABLE roots (path TEXT PRIMARY KEY);
CREATE TABLE pages (
    address TEXT PRIMARY KEY, file TEXT NOT NULL, etag TEXT, last_modified TEXT, reader INTEGER NOT NULL,
    private INTEGER NOT NULL);
CREATE TABLE removed (source TEXT PRIMARY KEY, digest TEXT NOT NULL, file TEXT NOT NULL);
ALTER TABLE articles ADD COLUMN edits TEXT NOT NULL DEFAULT '{}';
"""

# copy_of: the one article of a group of reprints that the search shows; NULL for that one and for all that stand alone
REPRINTS = """
ALTER TABLE articles ADD COLUMN copy_of TEXT;
ALTER TABLE articles ADD COLUMN signature BLOB;
CREATE INDEX articles_by_copy ON articles (copy_of) WHERE copy_of IS NOT NULL;
"""

STAGED = """
CREATE TABLE staged (
    passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE, vector BLOB NOT NULL,
    sentence_vectors BLOB NOT NULL);
"""

# A place is a file and a member, two columns instead of one text with a # between them, which a file's own name may hold.
# ORIGINS cut such names: the files and pages that were read have them whole, and are to be read again where one text could
# mean two places. What is neither (standard input, a file that has gone) stays as it was noted.
# articles.source is no longer read, and must be something unique.
PLACES = """
CREATE TABLE whole (path TEXT PRIMARY KEY);
INSERT INTO whole SELECT path FROM files UNION SELECT file FROM pages;
UPDATE files SET mtime_ns = -1 WHERE instr(path, '#');
UPDATE files SET mtime_ns = -1 WHERE path IN (SELECT substr(path, 1, instr(path, '#') - 1) FROM files WHERE instr(path, '#'));
UPDATE origins SET file = source WHERE source IN (SELECT path FROM whole);
UPDATE removed SET file = source WHERE source IN (SELECT path FROM whole);
UPDATE origins SET file = coalesce((
    SELECT path FROM whole WHERE substr(source, 1, length(path) + 1) = path || '#' ORDER BY length(path) DESC LIMIT 1), file)
    WHERE instr(source, '#') AND file NOT IN (SELECT path FROM whole) AND file NOT LIKE 'stdin:%';
UPDATE removed SET file = coalesce((
    SELECT path FROM whole WHERE substr(source, 1, length(path) + 1) = path || '#' ORDER BY length(path) DESC LIMIT 1), file)
    WHERE instr(source, '#') AND file NOT IN (SELECT path FROM whole) AND file NOT LIKE 'stdin:%';
UPDATE origins SET file = source WHERE substr(source, 1, length(file) + 1) != file || '#' OR source = file || '#';
UPDATE removed SET file = source WHERE substr(source, 1, length(file) + 1) != file || '#' OR source = file || '#';
ALTER TABLE articles ADD COLUMN file TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN member TEXT NOT NULL DEFAULT '';
UPDATE articles SET (file, member) = (
    SELECT file, substr(source, length(file) + 2) FROM origins WHERE origins.source = articles.source)
    WHERE source IN (SELECT source FROM origins);
UPDATE articles SET file = source WHERE file = '';
CREATE UNIQUE INDEX articles_by_place ON articles (file, member);
CREATE TABLE places (
    file TEXT NOT NULL, member TEXT NOT NULL, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    present INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (file, member));
CREATE INDEX places_by_article ON places (article_id);
INSERT INTO places SELECT file, substr(source, length(file) + 2), article_id, present FROM origins ORDER BY rowid;
DROP TABLE origins;
CREATE TABLE thrown_out (
    file TEXT NOT NULL, member TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (file, member));
INSERT INTO thrown_out SELECT file, substr(source, length(file) + 2), digest FROM removed ORDER BY rowid;
DROP TABLE removed;
DROP TABLE whole;
"""

# Texts stand apart, so that what lists, filters and counts articles reads none: a column behind a long text costs as much as
# the text (2,000 books: 823 ms, now 3). The day of publication is indexed from the first to the last that it may have been.
TEXTS = """
CREATE TABLE texts (article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, text TEXT NOT NULL);
INSERT INTO texts SELECT id, text FROM articles ORDER BY rowid;
CREATE TABLE summaries (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, file TEXT NOT NULL, member TEXT NOT NULL, title TEXT NOT NULL,
    language TEXT NOT NULL, added TEXT NOT NULL, url TEXT, author TEXT, site TEXT, published TEXT, modified TEXT,
    characters INTEGER NOT NULL, copy_of TEXT, sections TEXT NOT NULL, edits TEXT NOT NULL DEFAULT '{}', signature BLOB,
    published_value TEXT AS (json_extract(published, '$.value')) VIRTUAL,
    published_day TEXT AS (substr(published_value || '-01-01', 1, 10)) VIRTUAL,
    published_first TEXT AS (CASE date(published_day) WHEN published_day THEN published_day END) STORED,
    published_last TEXT AS (CASE
        WHEN length(published_value) > 7 THEN published_first
        WHEN instr(published_value, '-') THEN date(published_first, 'start of month', '+1 month', '-1 day')
        ELSE date(published_first, 'start of year', '+1 year', '-1 day') END) STORED);
INSERT INTO summaries (rowid, id, digest, file, member, title, language, added, url, author, site, published, modified,
        characters, copy_of, sections, edits, signature)
    SELECT rowid, id, digest, file, member, title, language, added, url, author, site, published, modified,
        length(text), copy_of, sections, edits, signature
    FROM articles ORDER BY rowid;
DROP TABLE articles;
ALTER TABLE summaries RENAME TO articles;
CREATE INDEX articles_by_digest ON articles (digest);
CREATE UNIQUE INDEX articles_by_place ON articles (file, member);
CREATE INDEX articles_by_copy ON articles (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX articles_by_added ON articles (added);
CREATE INDEX articles_by_published ON articles (published_first, published_last);
CREATE TABLE collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE members (
    collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, PRIMARY KEY (collection_id, article_id))
    WITHOUT ROWID;
CREATE INDEX members_by_article ON members (article_id);
"""

# owner: a user's name, "" where the page has no accounts. What is deleted can be brought back for a while. An answer is the
# JSON of saved answers, with the quotes that it cites: they stay when their articles go.
CONVERSATIONS = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, made TEXT NOT NULL, changed TEXT NOT NULL, deleted TEXT);
CREATE INDEX conversations_by_owner ON conversations (owner, changed);
CREATE TABLE exchanges (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    question TEXT NOT NULL, state TEXT NOT NULL, text TEXT NOT NULL, answer TEXT, made TEXT NOT NULL, changed TEXT NOT NULL,
    PRIMARY KEY (conversation_id, number));
"""

# removals: the passages that went, in order, so that a cache of vectors need not compare all of them to keep in step.
# bands: parts of the articles' signatures, sixteen of four values; articles that share one may be copies of each other.
BANDS = "SELECT substr({}, 16 * value + 1, 16) AS band FROM json_each('[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]')"
_FORGET = f"DELETE FROM bands WHERE article_id = old.id AND band IN ({BANDS.format('old.signature')})"  # noqa: S608
_KEEP = f"INSERT INTO bands SELECT DISTINCT band, new.id FROM ({BANDS.format('new.signature')}) WHERE length(band)"  # noqa: S608
GROWTH = f"""
CREATE TABLE removals (number INTEGER PRIMARY KEY, passage_id INTEGER NOT NULL);
CREATE TRIGGER note_removal AFTER DELETE ON passages BEGIN INSERT INTO removals (passage_id) VALUES (old.id); END;
CREATE TABLE bands (band BLOB, article_id TEXT, PRIMARY KEY (band, article_id)) WITHOUT ROWID;
CREATE TRIGGER forget_bands AFTER DELETE ON articles BEGIN {_FORGET}; END;
CREATE TRIGGER renew_bands AFTER UPDATE OF signature ON articles BEGIN {_FORGET}; {_KEEP}; END;
CREATE INDEX articles_unsigned ON articles (id) WHERE signature IS NULL;
UPDATE articles SET signature = signature WHERE signature IS NOT NULL;
"""  # noqa: S608

SCRIPTS = (ARTICLES, ORIGINS, REPRINTS, STAGED, PLACES, TEXTS, CONVERSATIONS, GROWTH)


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Run the scripts that a database of that version lacks, within the transaction under way."""
    statement = ""
    for line in "".join(SCRIPTS[version:]).splitlines():  # not by ``executescript``, which would end the transaction
        statement += f"{line}\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
