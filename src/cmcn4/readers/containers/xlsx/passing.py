"""Elements that a text itself gives, past the parser: what is written as most programs write it.

Only what expat would take in just this way is taken: elements next to one another, well-formed and
without entities. All else goes to expat, piece by piece.
"""

from __future__ import annotations

from xml.parsers import expat

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.parts import Machine, Made

_UTF_8 = Pattern(
    rb"(?:\xef\xbb\xbf)?(?:<[a-z]|"
    rb"<\?xml version=[\"']1\.0[\"']"
    rb"(?: encoding=[\"'](?i:utf-8)[\"'])?(?: standalone=[\"'](?:yes|no)[\"'])?\s?\?>)"
)
PLAIN_TEXT = r"[^<>&\x00-\x1f\ufffe\uffff]{1,32767}"
"""What is between the tags of a text, and means the same to expat, which refuses the last two
characters."""
_PATIENCE = 64
"""Elements that may be unlike all others before those taken are more than these."""


class Passing(Machine[Made]):
    """Takes some elements of one name, `closing` that ends each, and sends all else to a parser."""

    closing = ""

    def __init__(self, *tags: str) -> None:
        """Start before the first bytes of a part."""
        super().__init__(*tags)
        self._parser: expat.XMLParserType | None = None
        self._fed = self._ended = 0
        """Bytes that the parser has seen, and those before the end of the last element."""
        self._patience = 0

    def feed(self, parser: expat.XMLParserType, chunk: bytes) -> None:
        """Take what can be taken between the first and the last end of an element."""
        end = self.closing.encode()
        if self._parser is None:
            self._parser = parser
            self._patience = _PATIENCE if end and _UTF_8.match(chunk) else -1
        first, last = chunk.find(end) + len(end), chunk.rfind(end) + len(end)
        if self._patience < 0 or first < len(end) or first == last:
            self._fed += len(chunk)
            parser.Parse(chunk, not chunk)
            return
        self._parse(chunk[:first])
        try:
            self._take(chunk[first:last].decode())
        except UnicodeDecodeError:
            self._parse(chunk[first:last])
        self._parse(chunk[last:])

    def release(self) -> None:
        """Let the parser go, which knows the machine: nothing looks for circles while we read."""
        self._parser = None

    def passed(self, _: str, at: int, /) -> tuple[int, int]:
        """Take elements as far as they are plain; return where that ends, and how many they are."""
        return at, 0

    def learn(self, piece: str) -> None:
        """Look at an element that the parser has read."""

    def noted_end(self) -> None:
        """Note where an element ends; to be called by the machine."""
        if self._parser is not None and self._patience >= 0:
            self._ended = self._parser.CurrentByteIndex

    @property
    def is_between(self) -> bool:
        """Whether the parser is just behind an element, and another may follow."""
        return self._ended == self._fed - len(self.closing) and not self.texts

    def _parse(self, piece: bytes) -> None:
        if self._parser is not None and piece:
            self._fed += len(piece)
            self._parser.Parse(piece)

    def _take(self, text: str) -> None:
        """Take a text that ends with an element."""
        at = 0
        while True:
            between = self.is_between
            if between:
                begin, (at, taken) = at, self.passed(text, at)
                self._patience += taken
                self.passed_over += len(text[begin:at].encode())
            if at == len(text):
                return
            end = len(text)
            if self._patience >= 0:
                end = text.find(self.closing, at) + len(self.closing)
            piece = text[at:end]
            self._parse(piece.encode())
            self._patience -= 1
            if between and self.is_between:
                self.learn(piece)
            at = end
