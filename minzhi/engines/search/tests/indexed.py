"""An index in memory over given documents."""

import tantivy

from minzhi.engines.search.index.running import Tantivy
from minzhi.engines.search.index.schema import build_schema, prepare, to_row
from minzhi.engines.search.index.shards import Shards


def indexed(documents):
    index = prepare(tantivy.Index(build_schema()))
    writer = index.writer(15_000_000, 1)
    for document in documents:
        writer.add_document(to_row(document))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return Tantivy(index, texts_by_id(documents))


def sharded(documents, count):
    """Return an engine over as many indexes, each with the documents whose id leaves its number as rest."""
    return Shards([indexed([each for each in documents if each.id % count == number]) for number in range(count)])


def texts_by_id(documents):
    by_id = {document.id: document for document in documents}
    return lambda ids, keys: [(id_, {key: by_id[id_].texts.get(key, "") for key in keys}) for id_ in ids]
