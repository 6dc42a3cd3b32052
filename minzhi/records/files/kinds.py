"""What a file is, told by its content alone; hostile files are refused in plain words."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_PARTS = 2000
RATIO = 200
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLD_EXCEL = "application/vnd.ms-excel"
TEXT, HTML, XML, BYTES = "text/plain", "text/html", "application/xml", "application/octet-stream"
SIGNS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_BOOKS = ("Workbook", "Book")
OLD_HOSTILE = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "EncryptedPackage")
"""Names in the directory of an old office file, where they stand in UTF-16."""
ENCODINGS = ("utf-8-sig", "gb18030")
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CONTENT_TYPES = "[Content_Types].xml"
MACRO = re.compile(r"vba\w*\.bin$|(^|/)macrosheets/|(^|/)activex/")


class Refused(Refusal):
    """A file is not taken in. The text says why, and what to send instead."""


def media_type(content: bytes) -> str:
    """Return the type of a file's content; raises `Refused` for what is too large, hostile or unknown."""
    if not content:
        raise Refused(_("文件是空的，请重新选择。"))
    if len(content) > LARGEST:
        message = _("文件有%(size)sMB，超过%(most)sMB，请压缩或拆分后再传。")
        raise Refused(message % {"size": round(len(content) / MEGABYTE, 1), "most": LARGEST // MEGABYTE})
    for sign, kind in SIGNS:
        if content.startswith(sign):
            return kind
    if content.startswith(OLD_OFFICE):
        return _old_office(content)
    return _office(content) if content.startswith(b"PK") else _text(content)


def _old_office(content: bytes) -> str:
    """Return the type of an old workbook; nothing else of old Office is taken, and no macro."""
    has = {name: (name + "\0").encode("utf-16-le") in content for name in (*OLD_BOOKS, *OLD_HOSTILE)}
    if any(has[name] for name in OLD_BOOKS) and not any(has[name] for name in OLD_HOSTILE):
        return OLD_EXCEL
    raise Refused(_("文件是旧版Office格式（或带有宏、打开密码），没有接收。请去掉密码和宏，另存为docx或xlsx再传。"))


def _office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_size(package.infolist(), len(content))
            if package.testzip() is not None:
                raise _broken()
            declared = package.read(CONTENT_TYPES) if CONTENT_TYPES in package.namelist() else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise _broken() from None
    names = {part.lower() for part in package.namelist()}
    if b"macroenabled" in declared.lower() or any(MACRO.search(name) for name in names):
        raise Refused(_("文件带有宏，没有接收。请另存为不带宏的docx或xlsx。"))
    for main, kind in (("word/document.xml", WORD), ("xl/workbook.xml", EXCEL)):
        if main in names:
            return kind
    raise Refused(_("不接收压缩包，请直接上传pdf、docx、xlsx或图片。"))


def _check_size(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or unpacked > RATIO * packed:
        raise Refused(_("文件解开后过大，像是压缩炸弹，没有接收。"))


def _broken() -> Refused:
    return Refused(_("文件已损坏或加了密，打不开。请重新导出后再传。"))


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not UNSEEN.search(text):
            return HTML if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml")) else TEXT
    raise Refused(_("认不出这种文件。请上传pdf、docx、xlsx、png、jpg或txt。"))
