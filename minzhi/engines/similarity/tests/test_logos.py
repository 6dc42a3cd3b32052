"""A logo is known again after what people do to it; whatever is no plain picture is refused with its reason."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from minzhi.engines.similarity.logos import reading
from minzhi.engines.similarity.logos.index import LogoIndex, build
from minzhi.engines.similarity.logos.reading import read_picture
from minzhi.engines.similarity.logos.refusals import BadPicture
from minzhi.engines.similarity.tests.made.logos import changed, gallery

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{}</svg>'
DISC = '<circle cx="50" cy="50" r="40"/>'


@pytest.fixture(scope="module")
def drawn():
    return gallery(120, seed=31)


@pytest.fixture(scope="module")
def index(drawn):
    return build(drawn[1], [str(place) for place in range(120)])


def first(index, picture):
    return index.near(reading.framed(np.asarray(picture.convert("L"))))[0].key


@pytest.mark.parametrize("change", ["quarter", "tilt", "mirror", "invert", "in ring", "crop", "text below", "small"])
def test_a_changed_logo_is_known_again(drawn, index, change):
    lot = np.random.default_rng(1)
    found = [first(index, changed(drawn[0][place], change, lot)) == str(place) for place in range(0, 120, 12)]
    assert sum(found) >= 8


def test_an_index_answers_alike_from_its_file(drawn, index, tmp_path):
    index.save(tmp_path / "logos.npz")
    again = LogoIndex.open(tmp_path / "logos.npz")
    assert again.near(drawn[1][5]) == index.near(drawn[1][5])


def told(picture, form="PNG"):
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_pictures_are_read(drawn, form):
    assert read_picture(told(drawn[0][0], form)).shape == (128, 128)


@pytest.mark.parametrize(
    "shape",
    [
        DISC,
        '<g transform="translate(10 10) scale(.5)"><rect width="50" height="50" fill="#333"/></g>',
        '<path d="M10 10 C20 20 40 20 50 10 S80 0 90 10 Q50 90 20 60 T10 80 z" fill="none" stroke="black"/>',
        '<polygon points="10,10 90,10 50,90"/><ellipse cx="50" cy="50" rx="9" ry="5" fill="white"/>',
        '<line x1="0" y1="0" x2="90" y2="90" stroke="black" stroke-width="4"/>',
    ],
)
def test_drawings_are_drawn(shape):
    ink = read_picture(SVG.format(shape).encode()) < 200
    assert 100 < ink.sum() < 128 * 128


def test_a_drawing_and_its_picture_are_alike():
    picture = Image.new("L", (100, 100), 255)
    disc = np.hypot(*np.mgrid[-50:50, -50:50]) < 40
    picture.paste(0, mask=Image.fromarray(disc))
    both = [read_picture(content).astype(int) for content in (SVG.format(DISC).encode(), told(picture))]
    assert np.abs(both[0] - both[1]).mean() < 6


HOSTILE = {
    "script": SVG.format("<script>alert(1)</script>"),
    "outside picture": SVG.format('<image href="http://example.org/a.png"/>'),
    "use": SVG.format('<use href="#a"/>'),
    "handler": SVG.format('<rect width="9" height="9" onload="x()"/>'),
    "style": SVG.format("<style>@import url(http://example.org)</style>"),
    "fill from elsewhere": SVG.format('<rect width="9" height="9" fill="url(http://example.org/#a)"/>'),
    "foreign": SVG.format("<foreignObject/>"),
    "entities": '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG.format("<title>&b;</title>"),
    "file": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<title>&a;</title>"),
    "no size": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>',
    "no number": SVG.replace("0 0 100 100", "0 0 1e999 1").format(DISC),
    "nothing": SVG.format(""),
    "another page": "<html><body>x</body></html>",
    "text": "一张图片",
    "empty": "",
    "cut off": "\x89PNG",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_drawings_are_refused(what):
    with pytest.raises(BadPicture):
        read_picture(HOSTILE[what].encode())


def bomb(side):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content", [bomb(60_000), bomb(100), b"\xff\xd8\xff" + bytes(99), b"x" * (reading.LARGEST + 1)]
)
def test_hostile_pictures_are_refused(content):
    with pytest.raises(BadPicture):
        read_picture(content)
