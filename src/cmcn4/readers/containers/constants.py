"""What formulas say of the results stored beside them.

Those of constants alone, such as `80+2` and `"82"`, are worked out, by Excel's precedence: whoever
opens the workbook may see that instead of the result that was stored.
"""

from __future__ import annotations

import operator
from collections.abc import Callable

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.cells import Doubt, FormulaStale

_TOKEN = Pattern(r"[0-9.]+(?:[eE][-+]?[0-9]{1,3})?|[-+*/^()%]")
_TEXT = Pattern(r'"((?:[^"]|"")*)"')
_VOLATILE = Pattern(
    r"(?i)\b(?:TODAY|NOW|RAND(?:BETWEEN|ARRAY)?(?:\.NV)?|INDIRECT|OFFSET|INFO|CELL)\s{0,9}\("
)
_FORETOLD = Pattern(r"(?i)\b(?:FORECAST(?:\.[A-Z.]{1,20})?|TREND|GROWTH)\s{0,9}\(")
_SHEET = Pattern(r"(?:'([^']{1,99})'|([^\W\d]\w{0,30}))[!.]")
_LONGEST, _NEAR = 200, 1e-9
_BINARY: tuple[dict[str, Callable[[float, float], float]], ...] = (
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv},
    {"^": operator.pow},
)
"""Operators, from those that bind least; a sign binds more than all, a percent sign than that."""


def doubt_of(formula: str) -> tuple[Doubt, str] | None:
    """Return why the result of a formula may change, or be none; with the sheets it is taken from.

    It may be worked out anew whenever its workbook is opened, or say what is foretold.
    """
    if "(" in formula and _VOLATILE.search(formula):
        return "volatile", ""
    if "(" in formula and _FORETOLD.search(formula):
        return "forecast", ""
    if "!" in formula or ".$" in formula or "'." in formula or "[$" in formula:
        names = (quoted or bare for quoted, bare in _SHEET.findall(formula))
        return "elsewhere", "\n".join(dict.fromkeys(names))
    return None


def stale(formula: str, stored: str) -> FormulaStale | None:
    """Return what a formula of constants alone says against the result that is stored with it.

    None for every other formula, which is not worked out.
    """
    plain = formula.partition(":=")[2] or formula  # of:=80+2
    plain = plain.strip().removeprefix("=").strip()
    return FormulaStale(f"={plain} ≠ {stored}") if _contradicts(plain, stored) else None


def _contradicts(formula: str, stored: str) -> bool:
    if len(formula) > _LONGEST:
        return False
    if text := _TEXT.fullmatch(formula):
        return text[1].replace('""', '"') != stored
    tokens = _TOKEN.findall(formula)
    if "".join(tokens) != formula.replace(" ", ""):
        return False
    try:
        given, found = _Sum(tokens).read(), float(stored)
    except (ValueError, ArithmeticError, RecursionError):
        return False  # of an error another message tells
    return isinstance(given, complex) or abs(given - found) > _NEAR * max(1.0, abs(given))


class _Sum:
    """Works out one formula, token by token."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens[::-1]

    def read(self) -> float:
        """Return the result; ValueError where the tokens are no formula."""
        result = self._level(0)
        if self._tokens:
            raise ValueError
        return result

    def _level(self, level: int) -> float:
        if level == len(_BINARY):
            return self._signed()
        result = self._level(level + 1)
        while self._tokens and self._tokens[-1] in _BINARY[level]:
            result = _BINARY[level][self._tokens.pop()](result, self._level(level + 1))
        return result

    def _signed(self) -> float:
        sign = self._tokens.pop() if self._tokens else ""
        if sign in ("-", "+"):
            return -self._signed() if sign == "-" else self._signed()
        if sign == "(":
            result = self._level(0)
            if not self._tokens or self._tokens.pop() != ")":
                raise ValueError
        else:
            result = float(sign)
        while self._tokens and self._tokens[-1] == "%":
            self._tokens.pop()
            result /= 100
        return result
