"""Kinds of papers: what a paper says (its fields) and how it looks until the office changes it (a text skeleton)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minzhi.kit.text import mark as _


@dataclass(frozen=True)
class Field:
    """One thing a paper says, called by its key in templates.

    A field with columns is a list of rows; `link` is a text with an address: ``{"text": …, "address": …}``.
    """

    key: str
    label: str
    example: str = ""
    optional: bool = False
    link: bool = False
    columns: tuple["Field", ...] = ()

    @property
    def placeholder(self) -> str:
        """How the field is written in a template."""
        if self.columns:
            return f"{{%p for each in {self.key} %}} … {{%p endfor %}}"
        return f"{{{{r {self.key} }}}}" if self.link else f"{{{{ {self.key} }}}}"

    @property
    def in_a_row(self) -> str:
        """How the field is written where it is a column."""
        return f"{{{{r each.{self.key} }}}}" if self.link else f"{{{{ each.{self.key} }}}}"


FRAME = (
    Field("issuer", _("发文机关"), "福建省知识产权局"),
    Field("number", _("文号"), "闽知发〔2023〕12号", optional=True),
    Field("issued_on", _("成文日期"), "2023年9月28日"),
    Field("signer", _("签发人"), "演示人员"),
)
"""What every paper has, filled in at the moment of issue."""


@dataclass(frozen=True)
class Paper:
    """A kind of paper. `skeleton` is Jinja, a paragraph a line; the marks of its lines are in `word.skeleton`.

    `head` puts the red head on it. A paper is signed by the room's own action, unless `signed_in_room` is false:
    then a head of the unit signs it on the page of papers.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    skeleton: str
    head: bool = True
    signed_in_room: bool = True

    def all_fields(self) -> tuple[Field, ...]:
        return *FRAME, *self.fields

    def missing(self, values: Mapping[str, Any]) -> list[str]:
        """Return the labels of the fields that a paper needs and does not have."""
        return [field.label for field in self.fields if not field.optional and not values.get(field.key)]

    def strange(self, values: Mapping[str, Any]) -> list[str]:
        """Return the keys of values that this kind of paper does not know."""
        return sorted(set(values) - {field.key for field in self.fields})

    def example(self) -> dict[str, Any]:
        """Return values to look at a template with."""
        return {field.key: _example(field) for field in self.all_fields()}


def _example(field: Field) -> Any:  # noqa: ANN401 - a text, a link or rows
    if field.columns:
        return [{column.key: _example(column) for column in field.columns}] * 2
    said = field.example or f"〔{field.label}〕"
    return {"text": said, "address": "http://127.0.0.1/"} if field.link else said


class AlreadyThere(ValueError):
    """Two kinds of papers have one key."""


class Unknown(LookupError):
    """No kind of paper has this key."""


_registered: dict[str, Paper] = {}


def register(paper: Paper) -> Paper:
    """Make a kind of paper known, from an app's ``ready``; raises `AlreadyThere`."""
    if _registered.setdefault(paper.key, paper) != paper:
        raise AlreadyThere(f"文种 {paper.key} 已经登记过")
    return paper


def get(key: str) -> Paper:
    """Return the kind of paper with this key; raises `Unknown`."""
    if key not in _registered:
        raise Unknown(f"没有登记过文种 {key}：请核对拼写，或看该专项是否已启用")
    return _registered[key]


def registered() -> Sequence[Paper]:
    """Return all kinds of papers, by key."""
    return [paper for _key, paper in sorted(_registered.items())]


_shelves: dict[str, Callable[[Any], None]] = {}


def shelve(subject_type: str, how: Callable[[Any], None]) -> None:
    """Say, from an app's ``ready``, what becomes of an issued paper about such a subject once its files are made.

    The worker calls `how` with the document, perhaps more than once.
    """
    _shelves[subject_type] = how


def shelf(subject_type: str) -> Callable[[Any], None] | None:
    """Return what becomes of issued papers about such a subject, nothing where nobody said."""
    return _shelves.get(subject_type)
