"""The translators' files and what gettext makes of them."""

import gettext
import os
from io import BytesIO

import pytest
from polib import POEntry

from minzhi.site.management.commands.words import carry_over, file_of
from minzhi.site.translations import HEAD, bring_up_to_date, entries, said, write

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "任务"
msgstr "Task"

msgctxt "sheet"
msgid "蓝"
msgstr "Blue"

msgid "%(n)s件"
msgid_plural "%(n)s件们"
msgstr[0] "%(n)s piece"
msgstr[1] "%(n)s pieces"

#, fuzzy
msgid "猜的"
msgstr "guessed"

msgid "还没译"
msgstr ""

#~ msgid "旧"
#~ msgstr "old"
"""


@pytest.fixture
def written(tmp_path):
    """Write a folder of translators' files: English in two files."""
    (tmp_path / "locale" / "en").mkdir(parents=True)
    (tmp_path / "locale" / "en" / "site.po").write_text(PO, "utf-8")
    write(tmp_path / "locale" / "en" / "kit.po", [POEntry(msgid="日", msgstr="day")])
    return tmp_path / "locale"


@pytest.fixture
def made(written, tmp_path):
    bring_up_to_date(written, tmp_path / "made")
    return tmp_path / "made" / "en" / "LC_MESSAGES" / "django.mo"


@pytest.fixture
def words(made):
    return gettext.GNUTranslations(BytesIO(made.read_bytes()))


def test_sentences_of_all_files_are_translated(words):
    assert [words.gettext(text) for text in ("任务", "日")] == ["Task", "day"]


def test_the_same_word_in_a_context_has_its_own_translation(words):
    assert words.pgettext("sheet", "蓝") == "Blue"


def test_numbers_choose_the_form(words):
    assert [words.ngettext("%(n)s件", "%(n)s件们", n) for n in (1, 2)] == ["%(n)s piece", "%(n)s pieces"]


def test_guessed_missing_and_removed_sentences_stay_chinese(words):
    assert [words.gettext(text) for text in ("猜的", "还没译", "旧")] == ["猜的", "还没译", "旧"]


def test_unchanged_files_are_not_compiled_again_and_a_changed_one_is(written, tmp_path, made):
    first = made.stat().st_ino
    bring_up_to_date(written, tmp_path / "made")
    unchanged = made.stat().st_ino
    os.utime(written / "en" / "kit.po", ns=(1, made.stat().st_mtime_ns + 1))
    bring_up_to_date(written, tmp_path / "made")
    assert (unchanged == first, made.stat().st_ino == first) == (True, False)


def test_a_file_is_written_sorted_and_without_line_numbers(written):
    write(written / "en" / "kit.po", [POEntry(msgid="b", occurrences=[("x.py", "1")]), POEntry(msgid="a")])
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in HEAD.items())
    empty = [f'msgid "{name}"\nmsgstr ""\n' for name in "ab"]
    assert (written / "en" / "kit.po").read_text() == "\n".join([f'#\nmsgid ""\nmsgstr ""\n{head}', *empty])


def test_a_sentence_keeps_its_translation_wherever_it_stood(written):
    fresh = [POEntry(msgid="日", occurrences=[("records/places/models.py", "1")])]
    carry_over({said(entry): entry for entry in entries(written / "en")}, fresh)
    assert [(entry.msgstr, file_of(entry)) for entry in fresh] == [("day", "records.places.po")]


@pytest.mark.parametrize(
    ("said_in", "file"),
    [
        (["site/a.py", "engines/tasklist/b.py"], "engines.tasklist.po"),
        (["engines/tasklist/b.py", "kit/process/law.py"], "kit.process.po"),
        (["kit/refusal.py"], "kit.po"),
        (["site/a.py", "provinces/fujian/rules.yaml"], "provinces.po"),
        (["programmes/credit/apps.py"], "programmes.credit.po"),
    ],
)
def test_a_sentence_stands_in_the_file_of_the_lowest_floor_that_says_it(said_in, file):
    assert file_of(POEntry(msgid="x", occurrences=[(path, "1") for path in said_in])) == file
