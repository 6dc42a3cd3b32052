"""Other engines for the benchmark of search: each takes normal texts and returns how one word is looked for.

A peer that is not here says so in one line and is left out.
"""

import sqlite3

from django.db import connection

from minzhi.engines.search.tokens import tokens

SHORTEST_GRAM = 3


def trigram(texts):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='trigram', detail=full)")
    base.executemany("INSERT INTO t VALUES (?)", ((text,) for text in texts))

    def search(word):
        if len(word) == SHORTEST_GRAM - 1:  # the tokeniser finds no shorter ones
            base.execute("SELECT count(*) FROM t WHERE x LIKE ?", (f"%{word}%",)).fetchone()
            return base.execute("SELECT rowid FROM t WHERE x LIKE ? LIMIT 20", (f"%{word}%",)).fetchall()
        base.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f'"{word}"',)).fetchone()
        return base.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20", (f'"{word}"',)).fetchall()

    return search


def bigrams(texts):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61')")
    base.executemany("INSERT INTO t VALUES (?)", ((tokens(text),) for text in texts))

    def search(word):
        phrase = '"' + " ".join(word[at : at + 2] for at in range(len(word) - 1)) + '"'
        base.execute("SELECT count(*) FROM t WHERE t MATCH ?", (phrase,)).fetchone()
        return base.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20", (phrase,)).fetchall()

    return search


def postgresql(texts):
    if connection.vendor != "postgresql":
        print("PostgreSQL: not here (deploy/with-postgresql brings it)", flush=True)
        return None
    cursor = connection.cursor()
    cursor.execute("CREATE TEMPORARY TABLE bench_t (id serial, x tsvector)")
    for text in texts:
        words = " ".join(f"'{token}':{place}" for place, token in enumerate(tokens(text).split(), start=1))
        cursor.execute("INSERT INTO bench_t (x) VALUES (%s::tsvector)", (words,))
    cursor.execute("CREATE INDEX ON bench_t USING gin (x)")
    cursor.execute("ANALYZE bench_t")

    def search(word):
        pairs = " <-> ".join(f"'{word[at : at + 2]}'" for at in range(len(word) - 1))
        cursor.execute("SELECT count(*) FROM bench_t WHERE x @@ %s::tsquery", (pairs,))
        cursor.fetchone()
        ranked = "SELECT id FROM bench_t WHERE x @@ %s::tsquery ORDER BY ts_rank(x, %s::tsquery) DESC LIMIT 20"
        cursor.execute(ranked, (pairs, pairs))
        return cursor.fetchall()

    return search


def lucene(texts):
    """Return the search of Lucene over the same tokens, where pyserini's wheel and a Java are."""
    try:
        from pyserini.pyclass import autoclass, cast  # noqa: PLC0415 - starts a JVM, where there is one
    except Exception as missing:  # noqa: BLE001 - the wheel, its own needs or Java: any of them may be missing
        print(f"Lucene: not here ({missing})", flush=True)
        return None
    core = {
        name.rpartition(".")[2]: autoclass(f"org.apache.lucene.{name}")
        for name in (
            "analysis.core.WhitespaceAnalyzer", "document.Document", "document.TextField", "document.Field$Store",
            "index.DirectoryReader", "index.IndexWriter", "index.IndexWriterConfig", "search.IndexSearcher",
            "search.PhraseQuery", "store.ByteBuffersDirectory",
        )
    }  # fmt: skip
    held = core["ByteBuffersDirectory"]()
    writer = core["IndexWriter"](held, core["IndexWriterConfig"](core["WhitespaceAnalyzer"]()))
    for text in texts:
        document = core["Document"]()
        document.add(core["TextField"]("x", tokens(text), core["Field$Store"].NO))
        writer.addDocument(document)
    writer.forceMerge(1)
    writer.close()
    searcher = core["IndexSearcher"](cast("org.apache.lucene.index.IndexReader", core["DirectoryReader"].open(held)))

    def search(word):
        phrase = core["PhraseQuery"]("x", *(word[at : at + 2] for at in range(len(word) - 1)))
        searcher.count(phrase)
        return searcher.search(phrase, 20)

    return search


PEERS = {
    "FTS5 trigram": (trigram, False),
    "FTS5 bigrams": (bigrams, False),
    "PostgreSQL bigrams, GIN": (postgresql, True),
    "Lucene": (lucene, False),
}
