import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.records.files import kinds
from minzhi.records.files.kinds import Refused, media_type
from minzhi.records.files.tests.packages import package, understated

WORD = {"word/document.xml": "<w/>"}
MACRO_TYPE = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", kinds.PDF),
        (b"\x89PNG\r\n\x1a\n....", kinds.PNG),
        (b"\xff\xd8\xff\xe0....", kinds.JPEG),
        (package(WORD), kinds.WORD),
        (package({"xl/workbook.xml": "<w/>"}), kinds.EXCEL),
        ("闽知发〔2023〕12号\r\n".encode(), kinds.TEXT),
        ("闽知发〔2023〕12号\n".encode("gb18030"), kinds.TEXT),
        ("\ufeff序号\t任务".encode(), kinds.TEXT),
        (b"\n<!DOCTYPE html><p>", kinds.HTML),
        (b"<?xml version='1.0'?><a/>", kinds.HTML),
    ],
)
def test_the_content_says_what_a_file_is(content, kind):
    assert media_type(content) == kind


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "文件是空的"),
        (b"MZ\x90\x00\x03", "认不出"),
        (b"#!/bin/sh\x1b[0m", "认不出"),
        (b"\x81\x20\xff", "认不出"),
        (kinds.OLD_OFFICE + b"\x00", "旧版Office"),
        (b"PK\x03\x04 and no more", "损坏"),
        (package({"notes.txt": "x"}), "不接收压缩包"),
        (package({**WORD, "word/vbaProject.bin": "x"}), "带有宏"),
        (package({**WORD, "word/VBAPROJECT.BIN": "x"}), "带有宏"),
        (package({"xl/workbook.xml": "", "xl/macrosheets/sheet1.xml": ""}), "带有宏"),
        (package({**WORD, "[Content_Types].xml": MACRO_TYPE}), "带有宏"),
        (package({**WORD, "word/media/a": bytes(5_000_000)}), "压缩炸弹"),
        (package({**WORD, **{f"part{n}": "" for n in range(kinds.MOST_PARTS)}}), "压缩炸弹"),
        (package({"word/document.xml": "<wide/>"}, packing=0).replace(b"<wide/>", b"<site/>"), "损坏"),
    ],
)
def test_a_hostile_or_unknown_file_is_refused_in_plain_words(content, reason):
    with pytest.raises(Refused, match=reason):
        media_type(content)


def test_a_package_that_hides_the_size_of_a_part_is_refused():
    bomb = understated(package({**WORD, "word/media/a": bytes(5_000_000)}), 5_000_000, claimed=1000)
    with pytest.raises(Refused, match="损坏"):
        media_type(bomb)


def test_a_file_over_the_limit_is_refused_with_both_sizes(monkeypatch):
    monkeypatch.setattr(kinds, "LARGEST", kinds.MEGABYTE)
    with pytest.raises(Refused, match=r"文件有1\.5MB，超过1MB"):
        media_type(b"%PDF-" + bytes(kinds.MEGABYTE * 3 // 2))


def test_an_encrypted_package_is_refused():
    content = bytearray(package(WORD))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    with pytest.raises(Refused, match="加了密"):
        media_type(bytes(content))


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_content_has_a_known_kind_or_is_refused(content):
    try:
        found = media_type(content)
    except Refused:
        return
    assert found in {kinds.PDF, kinds.PNG, kinds.JPEG, kinds.WORD, kinds.EXCEL, kinds.TEXT, kinds.HTML}


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_package_with_one_wrong_byte_is_read_or_refused_but_breaks_nothing(place, byte):
    content = bytearray(package(WORD))
    content[place % len(content)] = byte
    try:
        found = media_type(bytes(content))
    except Refused:
        return
    assert found in {kinds.WORD, kinds.TEXT}
