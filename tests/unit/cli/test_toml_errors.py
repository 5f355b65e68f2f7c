"""What the reader of TOML says is told in the user's language, with its place."""

from __future__ import annotations

import tomllib

import pytest

from cmcn4.cli.toml_errors import not_toml
from cmcn4.locale import write


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        ("a = 1\nb = ?", "giá trị không hợp lệ"),
        ("a = [1", "danh sách không có dấu đóng"),
        ("a", "sau khóa phải có dấu '='"),
        ("a = 1 b = 2", "sau mỗi khai báo phải xuống dòng hoặc hết tệp"),
        ("[a", "tên bảng phải kết thúc bằng ']'"),
        ("=", "khai báo không hợp lệ"),
        ("a = 2025-02-31", "ngày giờ không hợp lệ"),
        ("a. = 1", "khóa không thể bắt đầu bằng ký tự này"),
        ('a = "b\nc"', "ký tự không được phép '\\n'"),
        ('a = "b', "chuỗi không có dấu đóng"),
        ("a = {b = 1", "bảng trong dòng không có dấu đóng"),
        ('a = "\\d"', "trong chuỗi, dấu '\\' phải viết thành hai dấu"),
        ("a = 1\na = 2", "khóa đã có giá trị"),
        ("[csv]\n[csv]", "bảng ('csv',) được khai báo hai lần"),
    ],
)
def test_mistakes_in_toml_are_told(text: str, vi: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    message = not_toml(caught.value)
    assert write("en", message) == f"not valid TOML: {caught.value}"
    assert write("vi", message).rpartition(" (")[0] == f"không phải TOML hợp lệ: {vi}"


def test_a_sentence_that_is_not_known_is_told_as_it_is() -> None:
    message = not_toml(ValueError("Wheel expected (at line 3, column 8)"))
    assert write("vi", message) == "không phải TOML hợp lệ: Wheel expected (dòng 3, cột 8)"


def test_the_end_of_a_file_is_a_place() -> None:
    message = not_toml(ValueError("Unclosed array (at end of document)"))
    assert write("vi", message) == "không phải TOML hợp lệ: danh sách không có dấu đóng (cuối tệp)"
