"""The changes that mutants.py makes to a function: each is made, told, and taken back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}


def changes(function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    """Change the function in one place after the other; yield the line and the change as text."""
    for place in _places(function):
        for field, new in _of(place):
            old = getattr(place, field)
            before = ast.unparse(place)
            setattr(place, field, new)
            after = ast.unparse(ast.fix_missing_locations(place))
            if after != before:
                yield place.lineno, f"{_short(before)}  =>  {_short(after)}"
            setattr(place, field, old)


def _short(text: str) -> str:
    return " ".join(text.split())[:150]


def _places(function: ast.FunctionDef) -> Iterator[Any]:
    """Yield expressions and statements of the body; no annotations, no texts of errors."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Raise) or _is_never(node):
            continue
        if hasattr(node, "lineno"):
            yield node
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list"):
                continue
            inner = value if isinstance(value, list) else [value]
            waiting += [each for each in inner if isinstance(each, ast.AST)]


def _is_never(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=inner):
            return _is_never(inner)
        case ast.Call(func=ast.Name(id=name)):
            return name in ("assert_never", "cast")
    return False


def _of(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """Yield a field of the node, and what stands there instead."""
    for ways in (_of_operators, _of_values, _of_statements, _of_parts):
        yield from ways(node)


def _of_operators(node: ast.AST) -> Iterator[tuple[str, Any]]:
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                for other in _COMPARED[type(op)]:
                    yield "ops", [*ops[:at], other(), *ops[at + 1 :]]
        case ast.BoolOp(op=op, values=values):
            yield "op", ast.Or() if isinstance(op, ast.And) else ast.And()
            for at in range(len(values)):
                kept = [*values[:at], *values[at + 1 :]]
                yield "values", kept if len(kept) > 1 else kept * 2
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _COUNTED:
            yield "op", _COUNTED[type(op)]()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "operand", ast.UnaryOp(ast.Not(), operand)
        case ast.UnaryOp(op=ast.USub()):
            yield "op", ast.UAdd()


def _of_values(node: ast.AST) -> Iterator[tuple[str, Any]]:
    match node:
        case ast.Constant(value=bool() as value):
            yield "value", not value
        case ast.Constant(value=int() as value):
            yield "value", value + 1
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield "func", ast.Name(_CALLED[name], ast.Load())
        case ast.Call(keywords=keywords):
            yield from _less(keywords)


def _of_statements(node: ast.AST) -> Iterator[tuple[str, Any]]:
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
                yield "test", ast.UnaryOp(ast.Not(), test)
        case ast.Return(value=ast.expr()) | ast.Yield(value=ast.expr()):
            yield "value", ast.Constant(None)
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield "value", ast.Constant(None)


def _of_parts(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """Yield comprehensions without a condition, spans without an end."""
    match node:
        case (
            ast.ListComp(generators=found) | ast.SetComp(generators=found)
            | ast.GeneratorExp(generators=found) | ast.DictComp(generators=found)
        ):  # fmt: skip
            for at, one in enumerate(found):
                for less in range(len(one.ifs)):
                    kept = [*one.ifs[:less], *one.ifs[less + 1 :]]
                    new = ast.comprehension(one.target, one.iter, kept, one.is_async)
                    yield "generators", [*found[:at], new, *found[at + 1 :]]
        case ast.Slice(lower=lower, upper=upper):
            for field, value in (("lower", lower), ("upper", upper)):
                if value is not None:
                    yield field, None


def _less(keywords: list[ast.keyword]) -> Iterator[tuple[str, Any]]:
    """Yield the keywords of a call without one that tells an order or a default."""
    for at, each in enumerate(keywords):
        if each.arg in ("key", "default", "reverse"):
            yield "keywords", [*keywords[:at], *keywords[at + 1 :]]
