"""Change the code that judges and reads values, a place at a time: a test must notice each change.

    python benchmarks/mutants.py src/cmcn4/evaluation/judge.py tests/unit/evaluation [--minutes 10]

Sources (files or folders under src/) and tests are told apart by their paths; without any,
`evaluation/` and `readers/values/` are tried with the tests in `TESTS`. Each test is run once to
see which lines it runs and how long it takes. Then each mutant is made in a fork of this process,
by giving the function its changed code, and the tests that run its line are run there, fast ones
first, until one fails. Printed are the survivors that `mutants-equivalent.txt` does not explain,
and what stands there of changes that are none any more.

Not changed: what is done at import (tables, defaults of parameters) and texts.

A script of its own because cosmic-ray starts a process and collects all tests for each mutant, and
mutmut runs tests by function, not by line, in a copy of the tree that the tests would not find.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest
from mutations import changes

ROOT = Path(__file__).parents[1]
KNOWN = Path(__file__).with_name("mutants-equivalent.txt")
SOURCES = ("src/cmcn4/evaluation", "src/cmcn4/readers/values")
TESTS = ("tests/unit/evaluation", "tests/acceptance/test_verdicts.py",
         "tests/acceptance/test_decisions.py", "tests/acceptance/test_baseline.py",
         "tests/unit/readers", "tests/properties/test_laws.py",
         "tests/properties/test_sensitivity.py")  # fmt: skip
TESTED = ("tests.", "golden.", "cases.", "acceptance.", "properties.", "unit.")
"""What the modules of tests are called."""
KILLED, SURVIVED = 1, 0


class Mutant(NamedTuple):
    """A changed place of a function."""

    path: Path
    line: int
    function: str
    change: str
    code: CodeType

    @property
    def name(self) -> str:
        """Return what stays the same when lines move."""
        return f"{inner(self.path)} {self.function}: {self.change}"


def inner(path: Path) -> Path:
    """Return the path of a source within the package."""
    return path.relative_to(ROOT / "src" / "cmcn4")


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield functions and methods with their names; what stands in a function belongs to it."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", inner


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield the mutants of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name, function in functions(tree):
        seen: Counter[str] = Counter()
        for line, change in changes(function):
            seen[change] += 1
            told = change if seen[change] == 1 else f"{change} ({seen[change]})"
            # The tree is as it is changed now.
            module = ast.fix_missing_locations(tree)
            code = found(compile(module, str(path), "exec"), name.split("."))
            yield Mutant(path, line, name, told, code)


def found(code: CodeType, names: list[str]) -> CodeType:
    """Return the code of a function within that of its module."""
    for name in names:
        code = next(
            each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == name
        )
    return code


class Mutation:
    """The plugin: in place of one run of the tests, one run for each mutant."""

    def __init__(self, sources: list[Path], minutes: float) -> None:
        """Take the files to change, and when to end."""
        self.sources, self.until = sources, time.monotonic() + 60 * minutes
        self.ran: dict[tuple[str, int], set[int]] = defaultdict(set)
        self.took: list[float] = []
        self.items: list[pytest.Item] = []
        self.failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test has failed."""
        self.failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are, then with each mutant."""
        self.items = session.items
        for number, item in enumerate(self.items):
            self._trace(number, item)
        if self.failed:
            pytest.exit("the tests fail without any mutant", returncode=2)
        print(f"\n{len(self.items)} tests in {sum(self.took):.0f} s", flush=True)
        self._all()
        return True

    def _trace(self, number: int, item: pytest.Item) -> None:
        """Run a test and note the lines of the sources that it runs."""
        watched = set(map(str, self.sources))

        def line(frame: FrameType, event: str, _: Any) -> Any:
            if event == "line":
                self.ran[frame.f_code.co_filename, frame.f_lineno].add(number)
            return line

        def call(frame: FrameType, _event: str, _: Any) -> Any:
            return line if frame.f_code.co_filename in watched else None

        fresh(caches())
        start = time.perf_counter()
        sys.settrace(call)
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        finally:
            sys.settrace(None)
        self.took.append(time.perf_counter() - start)

    def _all(self) -> None:
        lines = KNOWN.read_text(encoding="utf-8").splitlines()
        known = {line.partition("  # ")[0] for line in lines}
        total: Counter[str] = Counter()
        for path in self.sources:
            count = Counter(self._results(path, known))
            total += count
            print(f"# {path.relative_to(ROOT)}: {dict(count)}", flush=True)
        print(f"# in all {total.total()}: {dict(total)}", flush=True)

    def _results(self, path: Path, known: set[str]) -> Iterator[str]:
        """Try the mutants of a file, tell of the survivors, and yield what became of each."""
        there = {(each.__code__.co_name, each.__code__.co_firstlineno): each
                 for each in gc.get_objects() if isinstance(each, FunctionType)
                 and each.__code__.co_filename == str(path)}  # fmt: skip
        gone = {name for name in known if name.startswith(f"{inner(path)} ")}
        for mutant in mutants(path):
            gone.discard(mutant.name)
            function = there.get((mutant.code.co_name, mutant.code.co_firstlineno))
            if time.monotonic() > self.until or function is None:
                yield "not tried"
                continue
            result = self._one(mutant, function)
            if result != "killed" and mutant.name in known:
                result = "equivalent"
            if result in ("survived", "run by no test"):
                place = f"{path.relative_to(ROOT)}:{mutant.line}"
                print(f"{place}: {result}: {mutant.name}", flush=True)
            yield result
        for name in sorted(gone):
            print(f"{KNOWN.name}: no such change: {name}", flush=True)

    def _one(self, mutant: Mutant, function: FunctionType) -> str:
        numbers = self.ran.get((str(mutant.path), mutant.line), set())
        if not numbers:
            return "run by no test"
        ordered = sorted(numbers, key=self.took.__getitem__)
        sys.stdout.flush()
        child = os.fork()
        if not child:
            # An endless loop is noticed as well.
            signal.alarm(60 + 5 * int(sum(self.took[each] for each in ordered)))
            function.__code__ = mutant.code
            fresh(caches())
            os._exit(self._run(ordered))
        _, status = os.waitpid(child, 0)
        return "survived" if os.waitstatus_to_exitcode(status) == SURVIVED else "killed"

    def _run(self, numbers: list[int]) -> int:
        """Run tests until one fails."""
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        for number in numbers:
            item = self.items[number]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.failed:
                return KILLED
        return SURVIVED


def caches() -> list[Any]:
    """Return what remembers results that a mutant may change; data that are compiled stay."""
    ours, kept = ("cmcn4.", *TESTED), ("cmcn4.packs", "cmcn4.locale", "cmcn4.words")
    return [
        each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)
        and (each.__module__ or "").startswith(ours) and not each.__module__.startswith(kept)
    ]  # fmt: skip


def fresh(remembering: list[Any]) -> None:
    for each in remembering:
        each.cache_clear()


def main() -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="sources and tests")
    parser.add_argument("--minutes", type=float, default=60, help="when to end")
    asked = parser.parse_args()
    sources = [each for each in asked.paths if "src/" in each] or list(SOURCES)
    tests = [each for each in asked.paths if "src/" not in each] or list(TESTS)
    files = [
        path for each in map(ROOT.joinpath, sources)
        for path in (sorted(each.rglob("*.py")) if each.is_dir() else [each])
    ]  # fmt: skip
    os.nice(5)
    os.chdir(ROOT)
    options = ["-q", "--capture=sys", "-p", "no:xdist", "-p", "no:cacheprovider",
               "-W", "ignore::pytest.PytestAssertRewriteWarning"]  # fmt: skip
    return int(pytest.main([*options, *tests], plugins=[Mutation(files, asked.minutes)]))


if __name__ == "__main__":
    from hypothesis import settings

    settings.register_profile("mutants", derandomize=True, database=None)
    settings.load_profile("mutants")
    sys.exit(main())
