"""What is probably not meant is said."""

import pytest

from minzhi.engines.search.language.lint import lint
from minzhi.engines.search.language.native import read

SAID = {
    "TI=电池": [],
    "TI=电池 AND PD=2019": [],
    "TI=电池 AND NOT TI=电池": ["always_empty"],
    "PD=[20200101 TO 20190101]": ["always_empty"],
    "TI=电池 OR NOT TI=电池": ["always_all", "likely_operator"],
    "*": ["always_all"],
    "TI=电池 OR NOT AB=膜": ["likely_operator"],
    "TY=发明 AND TY=外观设计": ["always_empty"],
    "PD=2019 AND PD=2020": ["likely_operator"],
    "PN=CN1A AND PN=CN2A": ["likely_operator"],
    "TI=H01M10/0525": ["wrong_field"],
    "TI=2019": ["wrong_field"],
    "IPC=电池": ["wrong_field"],
    "NICE=46": ["no_such_class"],
    "IPC=H99Z": ["no_such_class"],
    "ST=很好": ["always_empty"],
}


@pytest.mark.parametrize("text", SAID)
def test_a_query_is_remarked_on(text):
    assert [remark.code for remark in lint(read(text), exists=lambda _scheme, symbol: symbol != "H99Z")] == SAID[text]
