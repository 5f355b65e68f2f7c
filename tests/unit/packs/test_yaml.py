"""Scalars without quotes, bytes and marks."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml

from cmcn4.locale import write
from cmcn4.packs.yaml.reading import LARGEST, read_yaml
from cmcn4.packs.yaml.scalars import Scalar, Surprise, plain
from cmcn4.packs.yaml.syntax import parser_message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("2030", 2030),
        ("7.50", Decimal("7.50")),
        ("-0.5", Decimal("-0.5")),
        ("2021-2025", "2021-2025"),
        ("2025-06", "2025-06"),
        ("5g-coverage-2030", "5g-coverage-2030"),
        ("4G, 5G", "4G, 5G"),
        ("2289/QĐ-TTg", "2289/QĐ-TTg"),
        ("7,5", "7,5"),
        ("-", "-"),
        (".", "."),
        ("none", "none"),
        ("Norway", "Norway"),
    ],
)
def test_plain_scalar_is_read(text: str, value: Scalar) -> None:
    read = plain(text)

    assert read == value
    assert type(read) is type(value)
    assert str(read) == str(value)


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "No", "yes", "on", "Off", "y", "N", "TRUE", "True", "FALSE", "Null", "NULL"),
        *("=", "<<", "004", "00", "0x1F", "0b1", "0o17", "1_000", "1e3", "1E-3", ".5", "5.", "+5"),
        *("-.5", ".inf", "-.INF", ".nan", "12:30", "1:2:3.5", "2020-12-31", "2020-1-1"),
        *("2020-12-31 10:00:00", "2020-12-31T10:00:00Z", "9" * 41, "1e999999999"),
    ],
)
def test_surprising_scalar_is_refused(text: str) -> None:
    with pytest.raises(Surprise) as refused:
        plain(text)

    assert f'write "{text}" in quotes' in str(refused.value.hint)


@pytest.mark.parametrize(
    ("text", "number"),
    [("004", "4"), ("0x1F", "31"), ("1_000", "1000"), ("1e3", "1000"), (".5", "0.5"), ("+5", "5")],
)
def test_the_number_meant_is_offered(text: str, number: str) -> None:
    with pytest.raises(Surprise) as refused:
        plain(text)

    assert str(refused.value.hint).endswith(f", or {number}")


def test_quotes_and_blocks_are_text() -> None:
    file = read_yaml("x.yaml", b"a: \"004\"\nb: 'NO'\nc: |\n  12:30\nd: >-\n  1e3\n")

    assert file.problems == []
    assert file.data == {"a": "004", "b": "NO", "c": "12:30\n", "d": "1e3"}


def test_byte_order_mark_and_windows_lines_do_not_shift_places() -> None:
    file = read_yaml("x.yaml", b"\xef\xbb\xbfid: a\r\ninforms: NO\r\n")

    assert [str(each)[:12] for each in file.problems] == ["x.yaml:2:10:"]


def test_columns_count_letters_not_bytes() -> None:
    file = read_yaml("x.yaml", "{đạt được: đúng, ếch: NO}\n".encode())

    assert (file.problems[0].line, file.problems[0].column) == (1, 23)


def test_large_file_is_refused_unread() -> None:
    file = read_yaml("x.yaml", b"#" * (LARGEST + 1))

    assert file.data is None
    assert str(file.problems[0]) == "x.yaml:1:1: the file has 4.0 MB, 4 MB are allowed; split it"


@pytest.mark.parametrize("text", ["a: " + "[" * 5000, "{" * 5000, "- " * 5000, "? " * 5000])
def test_bottomless_nesting_is_a_problem_not_a_crash(text: str) -> None:
    assert read_yaml("x.yaml", text.encode()).problems


def test_every_alias_of_a_billion_laughs_is_refused() -> None:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 9)]
    file = read_yaml("x.yaml", "\n".join(lines).encode())

    assert len(file.problems) == 9 + 8 * 9


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        ("a: & b", "dấu neo `&`: thiếu chữ cái hoặc chữ số"),
        ("a: * b", "dấu lặp lại `*`: thiếu chữ cái hoặc chữ số"),
        ("a: !x!y b", "kiểu ghi sau `!`: tiền tố của kiểu chưa được khai báo"),
        ("a: !<x b", "kiểu ghi sau `!`: thiếu dấu '>'"),
        ("%YAML x\n---\na: b", "chỉ thị bắt đầu bằng `%`: thiếu số phiên bản"),
        ("%YAML 2.0\n---\na", "phiên bản YAML không được hỗ trợ, cần phiên bản 1"),
        ("%WHEEL 1\n---\na", "chỉ thị bắt đầu bằng `%`: không biết chỉ thị này"),
        ("%YAML 1.1\n%YAML 1.1\n---\na", "chỉ thị được ghi hai lần"),
        ("%YAML 1.1\na", "thiếu <document start>"),
        ("a: |0\n b", "khối chữ sau `|` hoặc `>`: độ thụt lề không thể bằng 0"),
        ("a: |x\n b", "khối chữ sau `|` hoặc `>`: thiếu chú thích hoặc dấu xuống dòng"),
        ("a: - b", "dấu `-` của danh sách không thể nằm ở đây"),
        ("a: ? b", "dấu `?` không thể nằm ở đây"),
    ],
)
def test_what_the_parser_says_is_told(text: str, vi: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, Loader=yaml.CSafeLoader))
    said = parser_message(caught.value)
    parts = (caught.value.context, caught.value.problem)
    assert write("en", said) == "; ".join(each for each in parts if each)
    assert write("vi", said) == vi


def test_what_the_parser_without_libyaml_says_is_told() -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse("a: & b", Loader=yaml.SafeLoader))
    said = parser_message(caught.value)
    assert write("vi", said) == "dấu neo `&`: cần chữ cái hoặc chữ số nhưng gặp ' '"
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse("a: !x!y b", Loader=yaml.SafeLoader))
    said = parser_message(caught.value)
    assert write("vi", said) == "kiểu ghi sau `!`: tiền tố của kiểu chưa được khai báo '!x!'"
