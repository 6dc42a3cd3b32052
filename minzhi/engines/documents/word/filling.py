"""Fills a Word template with the values of one paper."""

import io
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate, RichText

from minzhi.engines.documents.papers import Field, Paper
from minzhi.engines.documents.word.fonts import made_concrete
from minzhi.engines.documents.word.language import Language


def fill(template: bytes, paper: Paper, values: Mapping[str, Any]) -> bytes:
    """Return the docx of one paper; what has no value is left empty. All fonts in it are named."""
    file = DocxTemplate(io.BytesIO(template))
    file.init_docx()
    shown = {field.key: _shown(file, field, values.get(field.key)) for field in paper.all_fields()}
    file.render(shown, jinja_env=Language())
    packed = io.BytesIO()
    file.save(packed)
    return made_concrete(packed.getvalue())


def _shown(file: DocxTemplate, field: Field, value: Any) -> Any:  # noqa: ANN401 - a text, a link or rows
    if field.columns:
        return [
            {column.key: _shown(file, column, row.get(column.key)) for column in field.columns} for row in value or ()
        ]
    if field.link:
        return _link(file, value or {"text": "", "address": ""})
    return "" if value is None else str(value)


def _link(file: DocxTemplate, value: Mapping[str, str]) -> RichText:
    """Return a text that leads to an address; for ``{{r … }}`` in templates."""
    made = RichText()
    where = file.build_url_id(value["address"]) if value["address"] else None
    made.add(value["text"], url_id=where, underline=bool(where), color="#1D3C6E" if where else None)
    return made
