"""Statements composed once write and read what the ORM writes and reads."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from minzhi.kit.clock import CHINA
from minzhi.records.tables.kept import preparing
from minzhi.records.tables.statements import Select, insert, names_of, row, run, update


def unit(name):
    return apps.get_model("units", "Unit")(key=f"{len(name)}-{ord(name[0])}", kind="station", name=name, short="演示")


@pytest.mark.django_db
def test_several_run_in_their_order_and_each_answers_for_itself():
    kind = apps.get_model("units", "Unit")
    with transaction.atomic():
        ((first,), (second,)), changed, found = run(
            insert(unit("甲所"), unit("乙所")),
            update(kind(pk=0, name="没有的所"), "name"),
            Select(kind, ("id", "name"), by="short", order="id").where("演示"),
        )
    assert [changed, found] == [[], [(first, "甲所"), (second, "乙所")]]


@pytest.mark.django_db
def test_what_is_written_is_what_the_orm_reads():
    row = unit("甲所")
    ((row.pk,),) = run(insert(row))[0]
    kept = type(row).objects.get(pk=row.pk)
    assert {name: getattr(kept, name) for name in names_of(type(row))} == {
        name: getattr(row, name) for name in names_of(type(row))
    }


@pytest.mark.django_db
def test_only_the_last_are_read_where_no_more_are_wanted():
    run(insert(unit("甲所"), unit("乙所x"), unit("丙所xx")))
    last = Select(apps.get_model("units", "Unit"), ("name",), by="short", order="id", last=2)
    assert run(last.where("演示")) == [[("丙所xx",), ("乙所x",)]]


@pytest.mark.django_db
def test_what_is_forbidden_is_the_same_error_either_way():
    run(insert(unit("甲所")))
    with pytest.raises(IntegrityError), transaction.atomic():
        run(insert(unit("甲所")))
    with pytest.raises(IntegrityError), CaptureQueriesContext(connection), transaction.atomic():
        run(insert(unit("甲所")))


def test_a_row_of_kept_values_is_the_row_that_its_class_makes():
    kind = apps.get_model("units", "Unit")
    one, other = row(kind, key="a", kind="station", short="甲"), kind(key="a", kind="station", short="甲")
    assert {**one.__dict__, "uid": 0, "_state": 0} == {**other.__dict__, "uid": 0, "_state": 0}
    with pytest.raises(TypeError):
        row(kind, nobody=1)


EXAMPLES = (
    None, True, False, 7, "7", UUID(int=7), date(2024, 2, 29), datetime(2024, 2, 29, 23, 59, 1, 17, tzinfo=UTC),
    datetime(2024, 2, 29, 8, tzinfo=CHINA), {"案": [1, None, True]}, ["甲"], {}, [],
)  # fmt: skip


def fields_of_every_kind():
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)  # noqa: SLF001 - public in Django's docs
    return list({type(field): field for field in fields if not isinstance(field, models.ForeignKey)}.values())


@pytest.mark.parametrize("field", fields_of_every_kind(), ids=lambda field: type(field).__name__)
def test_what_is_said_of_a_field_is_what_the_field_does(field):
    said, _otherwise = preparing(field)
    for value in EXAMPLES:
        if type(value) in said and _fits(field, value):
            assert _shown(said[type(value)](value)) == _shown(field.get_db_prep_save(value, connection)), value


def _shown(kept):
    return kept if connection.vendor == "sqlite" else str(kept)


def _fits(field, value):
    """Tell whether a field of this kind keeps such a value; an empty or a whole one of another kind never comes."""
    wants = {models.BooleanField: (bool,), models.CharField: (str,), models.TextField: (str,)}
    numbers = (int,) if isinstance(field, models.IntegerField) else EVERY
    return value is None or type(value) in wants.get(type(field), numbers)


EVERY = tuple({type(value) for value in EXAMPLES})
