"""Documents that the reader had not seen when they were first read (`docs/decisions/0047`), now in every format."""

from pathlib import Path

import pytest
import yaml

from minzhi.engines.tasklist.reader import read
from minzhi.engines.tasklist.reader.tests.laid import formats
from minzhi.engines.tasklist.reader.tests.unseen import score, units

HERE = Path(__file__).parent
DOCUMENTS = [
    each
    for name in ("unseen", "blind_prose", "blind_prose_2", "blind_tables", "blind_tables_2")
    for each in yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
]


FURTHER = yaml.safe_load((HERE / "further.yaml").read_text("utf-8"))


@pytest.mark.parametrize("given", FURTHER, ids=lambda given: given["name"])
def test_further_ways_of_writing_are_read_whole(given):
    notice = read(given["text"].replace("｜", "\t").encode(), name="通知.txt")
    assert score(given["tasks"], notice).whole, [(task.title, units(task)) for task in notice.tasks]


@pytest.mark.parametrize("given", DOCUMENTS, ids=lambda given: given["name"])
def test_a_document_once_unseen_is_whole_in_every_format_and_each_word_stands_where_it_says(given):
    for kind, content in formats(given["text"].replace("｜", "\t")).items():
        notice = read(content, name=f"通知.{kind}")
        assert score(given["tasks"], notice).whole, [kind, *((task.title, units(task)) for task in notice.tasks)]
        said = [mark for task in notice.tasks for mark in (*task.sentences, *task.dates, *task.quantities)]
        assert all(notice.text[mark.start : mark.end] == mark.text for mark in said)
