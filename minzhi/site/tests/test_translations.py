"""A .po file and what gettext makes of ours."""

import gettext
import io

from minzhi.site.translations import bring_up_to_date, compiled, read

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"

# said on the wall
#: minzhi/somewhere.py:1
msgid "任务"
msgstr "Task"

msgctxt "sheet"
msgid "蓝"
msgstr "Blue"

msgid ""
"一行，"
"又一行"
msgstr "two \\"lines\\"\\n"

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


def words():
    return gettext.GNUTranslations(io.BytesIO(compiled(read(PO))))


def test_a_sentence_is_translated():
    assert words().gettext("任务") == "Task"


def test_a_sentence_over_several_lines_is_one():
    assert words().gettext("一行，又一行") == 'two "lines"\n'


def test_the_same_word_in_a_context_has_its_own_translation():
    assert words().pgettext("sheet", "蓝") == "Blue"


def test_numbers_choose_the_form():
    assert [words().ngettext("%(n)s件", "%(n)s件们", n) for n in (1, 2)] == ["%(n)s piece", "%(n)s pieces"]


def test_guessed_missing_and_removed_sentences_stay_chinese():
    assert [words().gettext(text) for text in ("猜的", "还没译", "旧")] == ["猜的", "还没译", "旧"]


def test_a_changed_file_is_compiled_again_and_an_unchanged_one_is_left(tmp_path):
    source = tmp_path / "po" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, "utf-8")
    bring_up_to_date(tmp_path / "po", tmp_path / "mo")
    made = tmp_path / "mo" / "en" / "LC_MESSAGES" / "django.mo"
    first = made.stat().st_ino
    bring_up_to_date(tmp_path / "po", tmp_path / "mo")
    assert (made.read_bytes(), made.stat().st_ino) == (compiled(read(PO)), first)
