"""A log of which only the end is known answers as the whole log does, and is read no sooner than it must be."""

from datetime import date

import pytest

from minzhi.kit.process import Event, Log

DAY = date(2023, 9, 12)
WHOLE = tuple(Event(name, 1, "", (), {}, DAY, name) for name in "abcdef")
MORE = (Event("g", 1, "", (), {}, DAY, "g"),)


def unread():
    raise AssertionError("nobody had to read it")


def log(read=lambda: WHOLE):
    return Log(len(WHOLE), WHOLE[-2:], read)


@pytest.mark.parametrize(
    "ask",
    [len, list, lambda log: log[-1], lambda log: log[0], lambda log: log[-5], lambda log: log[1:4],
     lambda log: list(reversed(log)), lambda log: list(log + MORE), lambda log: (log + MORE)[-3]],
)  # fmt: skip
def test_it_answers_as_the_whole_does(ask):
    assert ask(log()) == ask(WHOLE)


def test_its_end_is_known_without_reading():
    grown = log(unread) + MORE
    assert [len(grown), grown[-1], grown[-3], next(reversed(grown))] == [7, MORE[0], WHOLE[-2], MORE[0]]


def test_a_short_log_is_known_whole():
    assert list(Log(2, WHOLE[:2], unread)) == list(WHOLE[:2])
