"""Errors are told in the language asked for; as text they are English."""

from __future__ import annotations

import errno
import os
import pickle
import sys

import pytest

from cmcn4.errors import PackError, Problem, UsageError, cause
from cmcn4.locale import Message, write

LIST = Message("pack.kind.list")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have words of their own")
@pytest.mark.parametrize("name", ["ENOENT", "EACCES", "EPERM", "ENOSPC", "EDQUOT", "EFBIG",
    "ENAMETOOLONG", "EROFS", "EISDIR", "ENOTDIR", "ELOOP", "EMFILE", "EIO", "EBUSY"])  # fmt: skip
def test_causes_are_told_in_english_as_the_system_does(name: str) -> None:
    number = getattr(errno, name)
    text = cause(OSError(number, os.strerror(number)))
    assert write("en", text) == os.strerror(number)
    assert write("vi", text) != os.strerror(number)


@pytest.mark.parametrize(
    ("error", "text"),
    [(OSError(9999, "Out of wheels"), "Out of wheels"), (OSError("no number"), "no number")],
)
def test_a_cause_that_is_not_known_is_told_as_it_is(error: OSError, text: str) -> None:
    assert write("vi", cause(error)) == text


def test_an_error_is_told_with_its_place_and_hint() -> None:
    error = UsageError(Message("errors.path"), place="a.csv", hint=Message("errors.file.hint"))
    assert str(error) == "a.csv: no such file or folder (check the path)"
    assert error.text("vi") == "a.csv: không có tệp hoặc thư mục này (hãy kiểm tra đường dẫn)"
    assert str(UsageError(Message("errors.date", {"text": "x"}))).startswith("not a date: x (")


def test_an_error_outlives_the_way_from_one_process_to_another() -> None:
    error = UsageError(Message("errors.area", {"name": "'x'"}), place="--area")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes


def test_problems_are_told_one_a_line() -> None:
    problems = (Problem("a.yaml", 3, 5, LIST, LIST), Problem("a.yaml", 9, 1, LIST))
    error = PackError(problems)
    assert error.text("vi") == "a.yaml:3:5: danh sách; danh sách\na.yaml:9:1: danh sách"
    assert str(error) == "a.yaml:3:5: a list; a list\na.yaml:9:1: a list"
    assert str(error.message) == "The targets cannot be used; problems: 2"
