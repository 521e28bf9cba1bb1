"""Bytes → plain values, whatever shape they come in."""

from __future__ import annotations

import json

import pytest

from knowledge.sources.body import Unreadable, items, lines, number, parse, text


def kind_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        parse(data)
    return caught.value.kind


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>",
        b"<?xml version='1.0'?>\n<! DOCTYPE r><r/>",
        "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE r [<!ENTITY x 'y'>]><r>&x;</r>".encode("utf-16"),
        b"<r><a></r>",
        b"<r>" + b"<a>" * 400 + b"</a>" * 400 + b"</r>",
        b'{"a": ',
        b'{"a":' * 5000,
        json.dumps({"a": json.loads("[" * 60 + "]" * 60)}).encode(),
        b"plain words",
        b'"a string"',
        b"\x00\x01",
    ],
)
def test_what_does_not_parse_is_broken(data: bytes) -> None:
    assert kind_of(data) == "broken"


def test_pages_refusals_and_nothing_have_their_own_class() -> None:
    assert kind_of(b"") == kind_of(b" \n ") == "bad_request"
    assert kind_of("<html>차단</html>".encode("euc-kr")) == "blocked"
    assert kind_of(b"<!DOCTYPE html><p>x") == "blocked"
    assert kind_of(b"Unauthorized") == kind_of(b"Forbidden") == "auth_wrong"


def test_one_item_comes_as_a_list_too() -> None:
    one, two = parse(b"<r><i><n>1</n></i></r>"), parse(b"<r><i><n>1</n></i><i><n>2</n></i></r>")
    assert [text(i, "n") for i in items(one, "r.i")] == ["1"]
    assert [text(i, "n") for i in items(two, "r.i")] == ["1", "2"]
    assert items(parse(b'{"r": ""}'), "r.i", "r") == []
    assert items(parse(b'[{"n": 1}]'), "rows") == [{"n": "1"}]


def test_figures_stay_as_written() -> None:
    assert parse(b'{"id": 00123}'.replace(b"00123", b"12345678901234567890"))["id"] == "12345678901234567890"
    assert parse(b'{"r": 85.30}')["r"] == "85.30"
    assert number("1,234") == 1234
    assert number("12.0") == 12
    assert number("A") is None
    assert number("") is None


def test_json_inside_json_is_unwrapped() -> None:
    inner = json.dumps({"n": 1})
    assert parse(json.dumps({"returnJSON": inner}).encode()) == {"n": "1"}
    assert parse(json.dumps(inner).encode()) == {"n": "1"}


def test_entities_and_markup_become_words() -> None:
    assert text({"a": "서울 &gt;  관악구"}, "a") == "서울 > 관악구"
    assert lines({"a": "<p>하나</p><p>둘<br/>셋</p><script>x()</script>"}, "a") == "하나\n둘\n셋"
    assert lines({"a": "&lt;b&gt;굵게&lt;/b&gt; &amp;amp; 얇게"}, "a") == "굵게 & 얇게"
    assert parse(b"<i><col name='pbanc_sn'>7</col></i>")["i"] == {"pbanc_sn": "7"}
