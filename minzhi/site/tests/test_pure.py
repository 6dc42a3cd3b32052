"""A part of a page that depends on nothing but what it is given is drawn once for each."""

import pytest
from django.template import Context, Template
from django.utils import translation

from minzhi.kit.memory import Lasting, NotPlain

LOADED = "{% load minzhi_tags i18n %}"


class Picture(Lasting):
    """Counts how often it is looked at."""

    def __init__(self):
        self.times = 0

    def says(self):
        self.times += 1
        return f"甲{self.times}"


def test_it_is_drawn_once_for_the_same_values():
    page, picture = Template(LOADED + "{% pure no=no picture=picture %}{{ picture.says }}{% endpure %}"), Picture()
    drawn = [page.render(Context({"no": no, "picture": picture})) for no in (1, 2, 1)]
    assert drawn == ["甲1", "甲2", "甲1"]


def test_inside_nothing_is_known_but_what_is_given():
    page = Template(LOADED + "{% pure no=no %}{{ no }}{{ who }}{% endpure %}")
    assert page.render(Context({"no": 1, "who": "林"})) == "1"


def test_each_language_has_its_own():
    page, drawn = Template(LOADED + "{% pure %}{% translate '登录' %}{% endpure %}"), []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            drawn.append(page.render(Context()))
    assert drawn == ["登录", "Sign-in"]


def test_a_value_that_may_change_is_refused():
    page = Template(LOADED + "{% pure rows=rows %}{{ rows }}{% endpure %}")
    with pytest.raises(NotPlain, match="list"):
        page.render(Context({"rows": [1]}))


def test_what_is_drawn_is_escaped_as_ever():
    page = Template(LOADED + "{% pure name=name %}{{ name }}{% endpure %}")
    assert page.render(Context({"name": "<b>"})) == "&lt;b&gt;"
