"""The token stream equals a plain look for substrings."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from minzhi.engines.search.brute import Brute
from minzhi.engines.search.documents import Document
from minzhi.engines.search.language.tree import Together, Words
from minzhi.engines.search.spans import MAY_END_SENTENCES, occurrences, stands_in, surely_stands_in
from minzhi.engines.search.tests.indexed import indexed
from minzhi.engines.search.tokens import HAN_SIGN, exhaustively, normalise, tokens, units

HAN = st.text("电池隔膜锂", min_size=1, max_size=4)
MIXED = st.text("电池隔膜锂，。a1 \n（", max_size=30)


@given(MIXED, HAN)
def test_a_word_of_characters_is_found_where_it_is_a_substring(text, word):
    normal = normalise(text)
    assert bool(occurrences(word, units(normal))) == (word in normal)


@given(MIXED)
def test_every_unit_has_one_token_that_begins_with_it(text):
    normal = normalise(text)
    pairs = zip(units(normal), tokens(normal).split(), strict=True)
    assert all(token.startswith(unit) for unit, token in pairs)


def test_the_index_agrees_on_every_word_of_a_text():
    text = "一种锂离子电池隔膜，包括LED显示屏及其A1管理模块"
    index = indexed([Document(1, {"TI": text}), Document(2, {"TI": "茶"})])
    words = [text[a:b] for a in range(len(text)) for b in range(a + 1, min(a + 7, len(text) + 1)) if text[a:b] != "，"]
    oracle = Brute([Document(1, {"TI": text}), Document(2, {"TI": "茶"})])
    asked = [Words("TI", word) for word in words]
    assert [index.ids(each) for each in asked] == [oracle.ids(each) for each in asked]


def test_traditional_and_full_width_are_found_by_simplified_and_half_width():
    given_text = units(normalise("鋰離子ＬＥＤ電池"))
    assert (occurrences("锂离子", given_text), occurrences("led电", given_text)) == ([(0, 3)], [(3, 5)])


SCRIPTS = st.text("电鋰離１Ａ，。　 \t\nàé̀ｶﾞ한ᄒ①㍿ﬁ‑‖", max_size=20) | st.text(max_size=20)


@given(SCRIPTS)
def test_the_quick_way_for_common_signs_gives_what_the_exhaustive_one_gives(text):
    assert normalise(text) == exhaustively(text).casefold()


@given(SCRIPTS)
def test_tokens_of_a_text_without_han_characters_are_its_units(text):
    normal = normalise("".join(sign for sign in text if not HAN_SIGN.search(exhaustively(sign))))
    assert tokens(normal).split() == [unit for unit in units(normal) if not HAN_SIGN.search(unit)]


@given(st.text("电池。；…‼.\n ！，a", max_size=20), HAN, HAN, st.sampled_from("SP"))
def test_what_is_seen_at_a_glance_is_seen_by_looking_closer(text, one, other, place):
    tree = Together((Words("TI", one), Words("TI", other)), place)
    assert stands_in(tree, normalise(text)) or not surely_stands_in(tree, text)


def test_every_sign_that_may_end_a_sentence_is_known():
    ends, signs = set("。！？；!?;\n."), map(chr, range(sys.maxunicode + 1))
    missing = [
        each for each in signs if ends & set(unicodedata.normalize("NFKC", each)) and not MAY_END_SENTENCES.match(each)
    ]
    assert missing == []
