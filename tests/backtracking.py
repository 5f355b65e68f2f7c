"""Which patterns can take more than linear time: from the parse tree to an automaton of positions.

A position is a place in a pattern that takes one character. A search that fails tries every way
through the positions; of a word there are exponentially many where one position leads back to
itself in two ways (EDA), and quadratically many or more where two positions can each take the same
word in a loop, and the first can lead to the second with it (IDA). A search begins anew at every
character, as if the pattern began with a loop over anything.
https://doi.org/10.1016/j.tcs.2019.12.003
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

parser: Any = getattr(re, "_parser")  # noqa: B009 - there is no public way to the tree
constants: Any = getattr(re, "_constants")  # noqa: B009 - as above

MOST_COPIES, MANY = 3, 256
"""How often something counted is written out; from how many times on it is without end."""
SAMPLES = "aZ5_ \t\n\u00a0\u2028-.,:éạ\u0663\u0300€/<>\"'"
CATEGORIES = {
    constants.CATEGORY_DIGIT: r"\d", constants.CATEGORY_NOT_DIGIT: r"\D",
    constants.CATEGORY_SPACE: r"\s", constants.CATEGORY_NOT_SPACE: r"\S",
    constants.CATEGORY_WORD: r"\w", constants.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
Letters = frozenset[str]
Edge = tuple[int, int]


@dataclass(slots=True)
class Part:
    """Positions that a part of a pattern may begin and end with; what must stand before it."""

    first: list[tuple[int, Letters | None]] = field(default_factory=list)
    """With the characters that may stand before, None for any."""
    last: list[int] = field(default_factory=list)
    empty: bool = True
    before: Letters | None = None
    """Of an empty part: the characters that it lets stand before it."""
    looks: bool = False
    """Whether it takes nothing, and only looks at what is there."""
    boundary: bool = False
    """Whether it ends at a border of a word."""


class Automaton:
    """The positions of a pattern: what each takes, and which may follow which in how many ways."""

    def __init__(self, pattern: str, flags: int, *, searched: bool) -> None:
        """Build it; `searched` if a match may begin anywhere."""
        tree = parser.parse(pattern, flags)
        self.flags = flags | tree.state.flags
        self.alphabet = frozenset(SAMPLES) | {*mentioned(tree)}
        self.takes: list[Letters] = []
        self.edges: dict[Edge, int] = defaultdict(int)
        self.anywhere: int | None = None
        self.groups: dict[int, list[Any]] = {}
        self.tested: set[int] = set()
        """Positions behind which the pattern looks at what follows."""
        whole = self.sequence(list(tree))
        self.final = set(whole.last)
        if searched:
            anywhere = self.anywhere = self.position(self.alphabet)
            self.edges[anywhere, anywhere] += 1
            for start, before in whole.first:
                source = anywhere
                if before is not None and before != self.alphabet:
                    source = self.position(before)
                    self.edges[anywhere, source] += 1
                self.edges[source, start] += 1

    def position(self, letters: Letters) -> int:
        self.takes.append(letters)
        return len(self.takes) - 1

    def follow(self, ends: Iterable[int], starts: Iterable[tuple[int, Letters | None]]) -> None:
        for end, (start, before) in product(ends, starts):
            if before is None or self.takes[end] & before:
                self.edges[end, start] += 1

    def beside(self, position: int) -> Letters | None:
        """Return what may stand before a position behind a border of a word."""
        word, takes = self.category(constants.CATEGORY_WORD), self.takes[position]
        if takes <= word:
            return self.alphabet - word
        return None if takes & word else word & self.alphabet

    def sequence(self, items: list[Any]) -> Part:
        whole = Part()
        for item in items:
            part = self.item(*item)
            starts = [(at, both(whole.before, before)) for at, before in part.first]
            if whole.boundary:
                starts = [(at, both(self.beside(at), before)) for at, before in starts]
            self.follow(whole.last, starts)
            if whole.empty:
                whole.first += starts
            whole.last = part.last + whole.last if part.empty else part.last
            if part.looks:
                whole.before = both(whole.before, part.before)
                whole.boundary = whole.boundary or part.boundary
                self.tested.update(whole.last)
            elif not part.empty:
                whole.before, whole.boundary = None, False
            whole.empty = whole.empty and part.empty
        return whole

    def item(self, kind: Any, value: Any) -> Part:  # noqa: C901 - a case for each kind
        match str(kind):
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
                position = self.position(self.letters(kind, value))
                return Part([(position, None)], [position], empty=False)
            case "SUBPATTERN":
                self.groups[value[0]] = list(value[-1])
                return self.sequence(list(value[-1]))
            case "ATOMIC_GROUP":
                return self.sequence(list(value))
            case "BRANCH":
                parts = [self.sequence(list(branch)) for branch in value[1]]
                return Part(
                    [start for part in parts for start in part.first],
                    [end for part in parts for end in part.last],
                    empty=any(part.empty for part in parts),
                )
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self.repeat(*value)
            case "AT":
                start = str(value).startswith("AT_BEGINNING")
                newline = frozenset("\n") if self.flags & re.MULTILINE else frozenset()
                boundary = str(value) == "AT_BOUNDARY"
                return Part(before=newline if start else None, looks=True, boundary=boundary)
            case "ASSERT" | "ASSERT_NOT":
                direction, inner = value
                if direction > 0:
                    return Part(self.sequence(list(inner)).first, looks=True)
                if not inner or str(inner[-1][0]) not in LETTERS:
                    return Part(looks=True)
                letters = self.letters(*inner[-1])
                if str(kind) == "ASSERT":
                    return Part(before=letters, looks=True)
                before = self.alphabet - letters if len(inner) == 1 else None
                return Part(before=before, looks=True)
            case "GROUPREF":
                return self.sequence(self.groups[value])  # one of the texts that the group takes
            case "GROUPREF_EXISTS":
                return self.item(constants.BRANCH, (None, [value[1], value[2] or []]))
        raise AssertionError(kind)

    def repeat(self, least: int, most: Any, inner: Any) -> Part:
        endless = most >= MANY
        copies = min(most, MOST_COPIES) if not endless else min(least, MOST_COPIES - 1) + 1
        whole = Part()
        for number in range(copies):
            part = self.sequence(list(inner))
            optional = number >= least
            if endless and number == copies - 1:
                self.follow(part.last, part.first)
                optional = least < copies
            self.follow(whole.last, part.first)
            if whole.empty:
                whole.first += part.first
            skipped = optional or part.empty
            whole.last = part.last + whole.last if skipped else part.last
            whole.empty = whole.empty and skipped
        return whole

    def letters(self, kind: Any, value: Any) -> Letters:
        match str(kind):
            case "ANY":
                newline = frozenset() if self.flags & re.DOTALL else frozenset("\n")
                return self.alphabet - newline
            case "LITERAL":
                return self.same(frozenset(chr(value)))
            case "NOT_LITERAL":
                return self.alphabet - self.same(frozenset(chr(value)))
        taken: Letters = frozenset()
        for one, what in value:
            match str(one):
                case "LITERAL":
                    taken |= {chr(what)}
                case "RANGE":
                    taken |= {c for c in self.alphabet if what[0] <= ord(c) <= what[1]}
                case "CATEGORY":
                    taken |= self.category(what)
        taken = self.same(taken)
        negated = any(str(one) == "NEGATE" for one, _ in value)
        return self.alphabet - taken if negated else taken & self.alphabet

    def same(self, letters: Letters) -> Letters:
        if not self.flags & re.IGNORECASE:
            return letters
        lower = {c.lower() for c in letters}
        return frozenset(c for c in self.alphabet if c.lower() in lower) | letters

    def category(self, name: Any) -> Letters:
        ascii_only = self.flags & re.ASCII
        return frozenset(c for c in self.alphabet if re.match(CATEGORIES[name], c, ascii_only))


LETTERS = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


def both(one: Letters | None, other: Letters | None) -> Letters | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other


def mentioned(tree: Any) -> Iterator[str]:
    """Yield the characters at both sides of every border that a pattern draws."""
    if isinstance(tree, int) and not isinstance(tree, bool):
        near = (tree - 1, tree, tree + 1)
        yield from (chr(n) for n in near if 0 <= n <= 0x10FFFF)
    elif isinstance(tree, (list, tuple)) or hasattr(tree, "data"):
        for part in tree:
            yield from mentioned(part)


def ambiguous(automaton: Automaton, *, whole: bool, once: bool = False) -> str | None:
    """Return in which way a failing search takes more than linear time; None if in none.

    `whole` if a match has to go to the end of the text: then any suffix makes it fail. `once` if
    only the first match is looked for: it is found wherever a match may end.
    """
    after: dict[int, set[int]] = defaultdict(set)
    for source, target in automaton.edges:
        after[source].add(target)
    reach = {start: reached(after, start) for start in range(len(automaton.takes))}
    loops = [at for at in reach if at in reach[at]]
    takes = automaton.takes
    fails = {at for at in loops if whole or at not in automaton.final - automaton.tested}
    for at in loops:
        home = {other for other in reach[at] if at in reach[other]}
        if not home & fails:
            continue
        if any(automaton.edges.get(edge, 0) > 1 for edge in product(home, home)):
            return "exponential"
        if splits(after, takes, at, home):
            return "exponential"
    ends = set[int]() if whole else automaton.final - automaton.tested
    for first, second in product(loops, fails):
        if first == second or second not in reach[first]:
            continue
        # A match goes to the last place where it may end, and the next one begins there.
        rest = ends if first == automaton.anywhere else set[int]()
        home = {at for at in reach[first] if first in reach[at]}
        there = {at for at in reach[second] if second in reach[at]}
        way = {at for at in reach[first] if second in reach[at]} | {second}
        way -= rest if once else set()
        if together(after, takes, (first, second), (home, way, there - rest)):
            return "polynomial"
    return None


def reached(after: dict[int, set[int]], start: int) -> set[int]:
    found: set[int] = set()
    left = [start]
    while left:
        new = after[left.pop()] - found
        found |= new
        left += new
    return found


def splits(after: dict[int, set[int]], takes: list[Letters], start: int, home: set[int]) -> bool:
    """Whether two different ways lead from a position back to itself with one word."""
    forward: dict[Edge, set[Edge]] = defaultdict(set)
    left, seen = [(start, start)], {(start, start)}
    while left:
        pair = left.pop()
        for new in product(after[pair[0]] & home, after[pair[1]] & home):
            if takes[new[0]] & takes[new[1]]:
                forward[pair].add(new)
                if new not in seen:
                    seen.add(new)
                    left.append(new)
    backward: dict[Edge, set[Edge]] = defaultdict(set)
    for pair, others in forward.items():
        for other in others:
            backward[other].add(pair)
    left, ends = [(start, start)], {(start, start)}
    while left:
        for pair in backward[left.pop()] - ends:
            ends.add(pair)
            left.append(pair)
    return any(one != other for one, other in seen & ends)


def together(
    after: dict[int, set[int]], takes: list[Letters], ends: Edge, within: tuple[set[int], ...]
) -> bool:
    """Whether one word leads from the first to itself, to the second, and from there to itself."""
    first, second = ends
    home, way, there = within
    start, wanted = (first, first, second), (first, second, second)
    left, seen = [start], {start}
    while left:
        one, two, three = left.pop()
        for new in product(after[one] & home, after[two] & way, after[three] & there):
            if new not in seen and takes[new[0]] & takes[new[1]] & takes[new[2]]:
                if new == wanted:
                    return True
                seen.add(new)
                left.append(new)
    return False
