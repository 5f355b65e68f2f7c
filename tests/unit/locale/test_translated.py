"""Errors are raised in English and shown in Vietnamese: wholly, with every fact kept."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cmcn4.locale import translated
from cmcn4.locale.vi.errors import PATTERNS
from cmcn4.model.target import Pack
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.catalogue_files import CATALOGUE_FILES
from cmcn4.packs.schema import record_schema
from cmcn4.packs.wording import missing_key
from unit.packs.cases import CASES, problems_of_case, small_catalogue

INVALID = sorted((CASES / "invalid").glob("*.yaml"))

# What no case file shows: wrong use, settings, output, and rare mistakes in YAML.
EXAMPLES = """\
no such target: 'x'
did you mean qd-2289/a, qd-2289/b? `cmcn4 targets` lists them
`cmcn4 targets` lists them
there is no pack in the folder plans
a pack is a .yaml file that begins `format: cmcn4/pack@1`
there is no pack `qd-1`, nor a file or folder qd-1/x
there is no file plan.yaml
check the path
no target of `qd-2289`, `bttt` is called `a-*`
`qd-2289/a` is asked for in two readings: `strict` and `loose`
choose one; the other is shown as an alternative
`qd-2289/a` has no reading `strict`
there are none
no target chosen is due in 2027, 2028
they are due in 2025, 2030
the built-in targets are missing from /opt/cmcn4/targets
install cmcn4 anew
no such file or folder
unknown encoding 'utf-9'
for example utf-8 or cp1258
not a date: '31/12/2025'
write YYYY or YYYY-MM-DD
SOURCE_DATE_EPOCH is not a number of seconds: 'now'
unset it, or say the day asked about
unknown indicator: 'x'
write an id, or `default` for all
unknown source: 'x'
unknown area: 'x'
e.g. VN, vn-ha-noi or a province's name
e.g. targets = ["…"]
data must be paths, rows as mappings, or a dataframe
unknown name: 'x'
'none' stands alone
nothing is named
`colour` is not a setting
known are targets, as-of, lang
`targets` must be a list of texts
`as-of` must be a day in quotes
write "YYYY" or "YYYY-MM-DD"
`fail-on` has an unknown name: 'x'
one or more of fail, no-data, none
`lang` must be a language we have
write "vi" or "en"
`csv` must be a table
`sarif.missed-targets` must be true or false
without quotes
write it below [csv]
`progress.method` is not a method
one of linear-pace, cagr-ratio
`csv.separator` cannot be that
`accept` must be a list of tables
write each below [[accept]]
`accept.target` must be a text
`accept` lacks `because`
say why: because = "…"
`accept` needs `target` or `finding`
write one of the two
`accept.target` must be one target
write PACK/ID
`accept.verdict` is of a target only
leave it out
write "pass" or "fail"
`accept.finding` is an error, which cannot be accepted
correct the data; only warnings are accepted
`accept.finding` is not a warning
`accept.period` is not a period
`accept.until` must be a day
write YYYY-MM-DD
this is not a JSON report of cmcn4
give a report made with -o report.json (cmcn4/report@1), or an earlier data file
`csv.decimal` equals the separator
use separator = ";"
not valid TOML: Invalid value (at line 3, column 8)
not valid TOML: Unclosed array (at end of document)
not valid TOML: Expected '=' after a key in a key/value pair (at line 1, column 5)
not valid TOML: Expected newline or end of document after a statement (at line 1, column 5)
not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 5)
not valid TOML: Invalid statement (at line 1, column 1)
not valid TOML: Invalid date or datetime (at line 1, column 5)
not valid TOML: Invalid initial character for a key part (at line 1, column 2)
not valid TOML: Illegal character '\\n' (at line 1, column 9)
not valid TOML: Unterminated string (at end of document)
not valid TOML: Unclosed inline table (at end of document)
not valid TOML: Unescaped '\\' in a string (at line 1, column 9)
not valid TOML: Cannot overwrite a value (at line 2, column 6)
not valid TOML: Cannot declare ('csv',) twice (at line 4, column 4)
cannot be read: it is not UTF-8
plans/a.yaml cannot be read: Permission denied
no report format has the suffix .doc
use one of .csv .json .sqlite
it is not a folder
name a folder
name another folder
the copies would be read as data the next time
name a folder outside data/
it is a folder
name a file in it
the file is open in another program
close it there, or use another name
this is one of the files to be read
a form is an Excel workbook
let the name end in .xlsx
give the form another name
not a span of years: '25'
write 2021-2025 or 2025
the years 2025-2021 cannot be asked for
at most 30 years from 1990 to 2100, the first one first
'vn-da-nang' did not exist within its borders in these years
ask for vn-da-nang-2025
ask for later years
no target chosen asks anything of 'US'
`cmcn4 targets` lists them; national ranks are not asked of provinces
there is no figure in it that can be carried over
see `cmcn4 check last.xlsx`
give the report another name
its folder does not exist
make the folder first
a number has more than 400 digits before or after its point
correct it in the data, or use -o report.json
No such file or directory
Operation not permitted
No space left on device
Disk quota exceeded
File too large
File name too long
Read-only file system
Is a directory
Not a directory
Too many levels of symbolic links
Too many open files
Input/output error
Device or resource busy
the id `a` is taken in groups.yaml
the id `mine` is that of plans/mine.yaml, too
give one of them another `id`
the id `own` is taken by another pack in use, or of the built-in catalogue
"Own" is a name of `own` of another pack in use, or of the built-in catalogue, too
"Own" is an alias of `own` in another pack in use, or of the built-in catalogue
the file has 5.2 MB, 4 MB are allowed
split it
this line does not fit the lines above
check its indentation, and quotes inside a text
check indentation, colons and quotes
`= ` without quotes may be read as an instruction
`NULL` without quotes may be read as nothing
write "NULL" in quotes, or null if that is meant
`aliases` must be a mapping of names, not a list
`rule` must be a mapping with keys of its own, not a mapping
`id` must be of the form ^(?:[A-Z]{2})$, not "x"
`range` must be something else, not true
its other keys are `id`, `names`
`at_least` -5 cannot be: `stations` goes from 0 to any
`at_least` 5 cannot be: `stations` goes from any to 4
this is not YAML: while scanning an anchor; did not find expected alphabetic or numeric character
this is not YAML: while scanning an alias; expected alphabetic or numeric character, but found 'x'
this is not YAML: while parsing a node; found undefined tag handle
this is not YAML: while parsing a node; found undefined tag handle '!x!'
this is not YAML: while parsing a tag; did not find URI escaped octet
this is not YAML: while scanning a tag; did not find the expected '>'
this is not YAML: while scanning a directive; found unknown directive name
this is not YAML: while scanning a directive; expected a digit, but found 'x'
this is not YAML: while scanning a %YAML directive; did not find expected version number
this is not YAML: while scanning a %YAML directive; found extremely long version number
this is not YAML: while parsing a %TAG directive; did not find expected tag URI
this is not YAML: while scanning a block scalar; did not find expected comment or line break
this is not YAML: while scanning a block scalar; found an indentation indicator equal to 0
while scanning a block scalar; expected chomping or indentation indicators, but found 'x'
while scanning a block scalar; expected indentation indicator in the range 1-9, but found 0
while scanning a tag; expected URI escape sequence of 2 hexadecimal numbers, but found 'z'
this is not YAML: while scanning a quoted scalar; found unexpected document indicator
this is not YAML: block sequence entries are not allowed in this context
this is not YAML: sequence entries are not allowed here
this is not YAML: mapping keys are not allowed in this context
this is not YAML: found incompatible YAML document (version 1.* is required)
this is not YAML: found duplicate %YAML directive
this is not YAML: duplicate tag handle '!'
this is not YAML: did not find expected <document start>
""".splitlines()

ENGLISH = re.compile(
    r"\b(?<!-)(?:the|is|are|not|must|there|did|mean|write|unknown|missing|and|or|of|with|from|has|have"
    r"|need|needs|leave|choose|keep|cannot|found|expected|while|such|known|its|your|text|number"
    r"|list|quotes|mapping|file|folder|target|reading|rule|key)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"|'[^']*'|\[[^\]]*\]|\(\?:.*")


def hints_of_missing_keys() -> Iterator[str]:
    """Return the hint for each key that some record must have, as its docstring explains it."""
    for record in (Pack, *CATALOGUE_FILES.values()):
        schema = record_schema(record)
        for part in (schema, *schema["$defs"].values()):
            for name in part.get("required", ()):
                yield missing_key(name, "the file", meaning(part["properties"][name]))[1]


def meaning(field: dict[str, Any]) -> str:
    text = str(field.get("const") or f"({field['description'].rstrip('.')})")
    return f"({text[1].lower()}{text[2:]}" if text.startswith("(") else text


REQUIRED = sorted(set(hints_of_missing_keys()))


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return small_catalogue()


def texts_of_case(path: Path, known: Vocabulary) -> Iterator[str]:
    """Return messages and hints as the file beside the case has them, joined there by `; `."""
    for problem in problems_of_case(path, known):
        yield problem.message
        if problem.hint:
            yield problem.hint


def facts(text: str) -> Counter[str]:
    """Return what a translation must keep: code, quotations, numbers."""
    return Counter(re.findall(r"`[^`]*`|\"[^\"]*\"|\d+", text))


def check(text: str) -> None:
    said = translated("vi", text)
    assert said != text
    assert said == unicodedata.normalize("NFC", said).strip(), text
    assert not ENGLISH.findall(QUOTED.sub("", said)), (text, said)
    assert not facts(text) - facts(said), (text, said)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_problems_of_pack_files_are_told_in_vietnamese(path: Path, known: Vocabulary) -> None:
    for text in texts_of_case(path, known):
        check(text)


@pytest.mark.parametrize("text", [*EXAMPLES, *REQUIRED])
def test_other_messages_are_told_in_vietnamese(text: str) -> None:
    check(text)


def test_every_pattern_is_the_first_to_match_something(known: Vocabulary) -> None:
    used: set[str] = set()

    def follow(text: str) -> None:
        for pattern, _ in PATTERNS:
            match = re.fullmatch(pattern, text, re.DOTALL)
            if match:
                used.add(pattern)
                for part in match.groupdict("").values():
                    follow(part)
                return

    for text in (*EXAMPLES, *REQUIRED):
        follow(text)
    for path in INVALID:
        for text in texts_of_case(path, known):
            follow(text)
    assert [pattern for pattern, _ in PATTERNS if pattern not in used] == []


def test_patterns_are_different_and_their_templates_name_their_groups() -> None:
    assert len({pattern for pattern, _ in PATTERNS}) == len(PATTERNS)
    for pattern, template in PATTERNS:
        groups = set(re.compile(pattern).groupindex)
        assert set(re.findall(r"\{(\w+)\}", template)) == groups, pattern
        assert template == unicodedata.normalize("NFC", template), pattern
        assert template.isprintable(), pattern


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("there is no area `vn-hu`", "không có địa bàn `vn-hu`"),
        ("`rule` has no key `atleast`", "`atleast` không phải là khóa của `rule`"),
        ("did you mean `a`, `b`?", "có phải là `a`, `b`?"),
        ("did you mean `a` or `b` or `c`?", "có phải là `a` hay `b` hay `c`?"),
        (
            '`at_least` must be a number, not "80, not 90"',
            '`at_least` phải là số, không phải "80, not 90"',
        ),
        ("`a`b` is empty", "`a`b` đang để trống"),
    ],
)
def test_messages_are_told_as_written_here(english: str, vietnamese: str) -> None:
    assert translated("vi", english) == vietnamese


@pytest.mark.parametrize(
    "text", ["there is no wheel `x`", "`rule` has no wheel", "a wheel or a list", ""]
)
def test_what_is_not_known_stays_english_as_a_whole(text: str) -> None:
    assert translated("vi", text) == text


@pytest.mark.parametrize("name", ["text", "nothing", "the file", "it is a folder"])
def test_a_name_that_looks_like_a_message_stays_a_name(name: str) -> None:
    assert translated("vi", f"there is no pack in the folder {name}").endswith(f"thư mục {name}")


def test_english_is_shown_as_it_was_raised() -> None:
    assert translated("en", "it is a folder") == "it is a folder"
