"""What the index holds: tokens, codes, days and an id for each right; no text."""

import hashlib
import inspect

import tantivy

from minzhi.engines.search import tokens
from minzhi.engines.search.documents import FACETS, Document
from minzhi.engines.search.language.fields import FIELDS
from minzhi.records.rights import names

TOKENISER = "given"
TEXTS = tuple(key for key, field in FIELDS.items() if field.kind == "text" and not field.parts)
CODES = tuple(key for key, field in FIELDS.items() if field.kind == "code")
DAYS = tuple(key for key, field in FIELDS.items() if field.kind == "day")
NEVER = 0


def build_schema() -> tantivy.Schema:
    """Return the schema; keys of fields are the same as in queries."""
    builder = tantivy.SchemaBuilder()
    for key in TEXTS:
        builder.add_text_field(key, tokenizer_name=TOKENISER, index_option="position")
    for key in CODES:
        builder.add_text_field(key, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(f"f_{name}", tokenizer_name="raw", index_option="basic", fast=True)
    for key in DAYS:
        builder.add_integer_field(key, indexed=True, fast=True)
    for key in DAYS:
        builder.add_integer_field(f"last_{key}", fast=True)
    builder.add_integer_field("id", indexed=True, fast=True)
    return builder.build()


def prepare(index: tantivy.Index) -> tantivy.Index:
    """Tell an index how to read tokens: they come with blanks between them."""
    index.register_tokenizer(TOKENISER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def to_row(document: Document) -> tantivy.Document:
    """Return a document as the index takes it."""
    row = tantivy.Document()
    row.add_integer("id", document.id)
    for key, text in document.texts.items():
        if text:
            row.add_text(key, tokens.tokens(tokens.normalise(text)))
    for key, values in document.codes.items():
        for value in values:
            row.add_text(key, value)
    for name, values in document.facets.items():
        for value in values:
            row.add_text(f"f_{name}", value)
    for key, days in document.days.items():
        for day in days:
            row.add_integer(key, day)
    for key in DAYS:
        row.add_integer(f"last_{key}", max(document.days.get(key, ()), default=NEVER))
    return row


def fingerprint() -> str:
    """Return the hash of everything that decides what is in the index: another one means build it anew."""
    from minzhi.engines.search.language import fields  # noqa: PLC0415 - read as a text here, not called

    sources = (
        "".join(inspect.getsource(module) for module in (tokens, fields, names))
        + inspect.getsource(to_row)
        + inspect.getsource(build_schema)
    )
    return hashlib.sha256(sources.encode()).hexdigest()[:16]
