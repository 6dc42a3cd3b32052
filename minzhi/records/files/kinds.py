"""What a file is, told by its content alone; hostile files are refused in plain words."""

import io
import zipfile

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
TEXT, HTML = "text/plain", "text/html"
SIGNS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
ENCODINGS = ("utf-8-sig", "gb18030")


class Refused(Refusal):
    """A file is not taken in. The text says why, and what to send instead."""


def media_type(content: bytes) -> str:
    """Return the type of a file's content; raises `Refused` for what is too large, hostile or unknown."""
    if not content:
        raise Refused(_("文件是空的，请重新选择。"))
    if len(content) > LARGEST:
        message = _("文件有%(size)sMB，超过%(most)sMB，请压缩或拆分后再传。")
        raise Refused(message % {"size": len(content) // MEGABYTE, "most": LARGEST // MEGABYTE})
    for sign, kind in SIGNS:
        if content.startswith(sign):
            return kind
    if content.startswith(b"PK"):
        return _office(content)
    return _text(content)


def _office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused(_("文件已损坏，打不开。请重新导出后再传。")) from None
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or unpacked > RATIO * len(content):
        raise Refused(_("文件解开后过大，像是压缩炸弹，没有接收。"))
    names = {part.filename for part in parts}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused(_("文件带有宏，没有接收。请另存为不带宏的docx或xlsx。"))
    if "word/document.xml" in names:
        return WORD
    if "xl/workbook.xml" in names:
        return EXCEL
    raise Refused(_("不接收压缩包，请直接上传pdf、docx、xlsx或图片。"))


def _text(content: bytes) -> str:
    if b"\x00" not in content:
        for encoding in ENCODINGS:
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            return HTML if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml")) else TEXT
    raise Refused(_("认不出这种文件。请上传pdf、docx、xlsx、png、jpg或txt。"))
