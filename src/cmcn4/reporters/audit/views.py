"""Views of the audit database that judge everything again, in SQL alone.

They know the tables and the rules of judging as docs/audit.md states them, and nothing of how the
program judges: where a verdict of theirs differs from the stored one, one of the two is wrong.
"""

from __future__ import annotations

from cmcn4.model.rule import KINDS
from cmcn4.reporters.audit.schema import ZERO_KEY

_AS_OF = "(SELECT value FROM about WHERE key = 'as_of')"

# What leaves the answer open whatever the interval says, and what leaves it at no for now.
_OPEN = (
    "'tied-values', 'peers-undecided', 'total-differs', 'other-population', 'evidence-missing', "
    "'percent-suspicious', 'doubtful', 'series-broken', 'base-not-positive'"
)


# What a value is held against: one number, or from one to another (a band, other figures).
_LEAST = "COALESCE(wanted.against_low_key, wanted.threshold_key)"
_MOST = "COALESCE(wanted.against_high_key, wanted.threshold_key)"
_BELOW = f"""held.high_key < {_LEAST}
        OR (held.high_key = {_LEAST}
          AND (held.high_open OR COALESCE(wanted.against_low_open, 0)))"""
_ABOVE = f"""held.low_key > {_MOST}
        OR (held.low_key = {_MOST}
          AND (held.low_open OR COALESCE(wanted.against_high_open, 0)))"""


def _answer(held: str, wanted: str) -> str:
    """Return the expression that takes the interval of one table to the condition of another."""
    text = f"""CASE
    WHEN wanted.comparison IS NULL THEN 'yes'
    WHEN held.stops IN ({_OPEN}) THEN 'unknown'
    WHEN held.low IS NULL AND held.high IS NULL THEN 'none'
    WHEN held.stops = 'years-ahead' THEN 'no'
    WHEN CASE wanted.comparison || CASE wanted.comparison WHEN '~' THEN wanted.direction ELSE '' END
      WHEN '>=' THEN held.low_key >= {_MOST}
      WHEN '>' THEN {_ABOVE}
      WHEN '<=' THEN held.high_key <= {_LEAST}
      WHEN '<' THEN {_BELOW}
      WHEN 'in' THEN held.low_key >= {_LEAST} AND held.high_key <= {_MOST}
      WHEN '~lower' THEN held.high_key <= wanted.threshold_key
      ELSE held.low_key >= wanted.threshold_key
    END THEN 'yes'
    WHEN CASE wanted.comparison || CASE wanted.comparison WHEN '~' THEN wanted.direction ELSE '' END
      WHEN '>=' THEN {_BELOW}
      WHEN '>' THEN held.high_key <= {_LEAST}
      WHEN '<=' THEN {_ABOVE}
      WHEN '<' THEN held.low_key >= {_MOST}
      WHEN 'in' THEN {_BELOW} OR {_ABOVE}
      WHEN '~lower' THEN held.low_key > wanted.edge_key
        OR (held.low_key = wanted.edge_key AND held.low_open)
      ELSE held.high_key < wanted.edge_key
        OR (held.high_key = wanted.edge_key AND held.high_open)
    END THEN 'no'
    ELSE 'unknown'
  END"""
    return text.replace("held.", f"{held}.").replace("wanted.", f"{wanted}.")


def _verdict(answer: str, due: str, lost: str) -> str:
    return f"""CASE {answer}
    WHEN 'yes' THEN 'pass'
    WHEN 'no' THEN CASE WHEN {due} OR {lost} THEN 'fail' ELSE 'pending' END
    WHEN 'unknown' THEN 'review'
    WHEN 'none' THEN 'no-data'
  END"""


# What is past its last day and was missed can never be mended: lost.
PARTS_ANSWERED = f"""CREATE VIEW parts_answered AS
SELECT p.assessment, p.part, p.member, p.verdict,
  {_answer("p", "p")} AS answer_again,
  COALESCE(p.last_day <= {_AS_OF}, 0) AS past
FROM parts p"""

_PARTS = "FROM parts_answered p WHERE p.assessment = a.id"
_STRENGTH = (
    "CASE p.answer_again WHEN 'no' THEN 0 WHEN 'none' THEN 1 WHEN 'unknown' THEN 2 ELSE 3 END"
)
_WEAKEST = f"COALESCE((SELECT MIN({_STRENGTH}) {_PARTS}), 4)"
# Where members or data give the number, the condition is that of the assessment.
_WHOLE = f"CASE WHEN t.moves IS NULL THEN {_answer('a', 't')} ELSE {_answer('a', 'a')} END"

_UNANIMOUS = f"""CASE
    WHEN (SELECT p.answer_again {_PARTS} AND p.part = 1) = 'none' THEN 'none'
    WHEN (SELECT COUNT(DISTINCT p.answer_again) {_PARTS}) = 1
      THEN (SELECT p.answer_again {_PARTS} AND p.part = 1)
    ELSE 'unknown'
  END"""

_MILESTONE = f"""CASE
    WHEN a.low IS NULL THEN 'none'
    WHEN a.stops IN ({_OPEN}) AND a.stops <> 'evidence-missing' THEN 'unknown'
    WHEN a.low_key = '{ZERO_KEY}' THEN 'no'
    WHEN EXISTS (SELECT 1 FROM evidence e JOIN observations o ON o.id = e.observation
      WHERE e.assessment = a.id AND o.stated AND o.source <> '' AND o.released <> '') THEN 'yes'
    ELSE 'unknown'
  END"""

# All conditions must hold: no, else none, else unknown, else yes; without any, none.
_CONJUNCTION = f"""CASE MIN({_WEAKEST}, CASE
      WHEN t.threshold_of = 'each' THEN 4
      ELSE CASE {_WHOLE} WHEN 'no' THEN 0 WHEN 'none' THEN 1 WHEN 'unknown' THEN 2 ELSE 3 END
    END)
    WHEN 0 THEN 'no' WHEN 2 THEN 'unknown' WHEN 3 THEN 'yes' ELSE 'none'
  END"""

# A stop must be seen in the tables, too, as far as they can show it.
_SEEN = f"""CASE a.stops
    WHEN 'tied-values' THEN EXISTS (
      SELECT 1 FROM evidence e JOIN observations o ON o.id = e.observation
        JOIN evidence f ON f.assessment = e.assessment JOIN observations q ON q.id = f.observation
      WHERE e.assessment = a.id AND o.indicator = q.indicator AND o.area = q.area
        AND o.period = q.period AND o.breakdown = q.breakdown
        AND (o.low_key <> q.low_key OR o.high_key <> q.high_key
          OR o.low_open <> q.low_open OR o.high_open <> q.high_open))
    WHEN 'other-population' THEN EXISTS (
      SELECT 1 FROM evidence e JOIN observations o ON o.id = e.observation
      WHERE e.assessment = a.id AND o.indicator <> t.indicator)
    WHEN 'percent-suspicious' THEN EXISTS (
      SELECT 1 FROM evidence e JOIN observations o ON o.id = e.observation
      WHERE e.assessment = a.id AND o.doubt = a.stops)
    WHEN 'years-ahead' THEN substr(t.over, -4) || '-12-31' > {_AS_OF}
    WHEN 'lost' THEN t.kind <> 'sum' OR t.comparison IN ('<=', '<')
    WHEN 'base-not-positive' THEN EXISTS (
      SELECT 1 FROM evidence e JOIN observations o ON o.id = e.observation
      WHERE e.assessment = a.id AND (o.low_key IS NULL OR o.low_key <= '{ZERO_KEY}'))
    ELSE t.kind <> 'areas' OR a.low IS NULL OR (
      CAST(a.low AS INTEGER) = (SELECT COUNT(*) FROM parts p
        WHERE p.assessment = a.id AND p.verdict = 'pass')
      AND CAST(a.high AS INTEGER) = (SELECT COUNT(*) FROM parts p
        WHERE p.assessment = a.id AND p.verdict NOT IN ('fail', 'pending')))
  END"""

_NEEDED = "CAST(t.threshold AS INTEGER)"


def _count(*answers: str) -> str:
    said = ", ".join(f"'{answer}'" for answer in answers)
    return f"(SELECT COUNT(*) {_PARTS} AND p.answer_again IN ({said}))"


# So many of the conditions, or all of them: what is open may still be met or not.
_CONDITIONS = f"""CASE
    WHEN {_count("yes")} >= {_NEEDED} THEN 'yes'
    WHEN {_count("yes", "unknown", "none")} < {_NEEDED} THEN 'no'
    WHEN {_count("yes", "unknown")} >= {_NEEDED} THEN 'unknown'
    ELSE 'none'
  END"""
_CONDITIONAL = ", ".join(
    f"'{name}'" for name, kind in KINDS.items() if kind.answered == "conditions"
)
_PAST = "p.past AND p.answer_again = 'no'"
_LOST = f"""CASE WHEN t.kind IN ({_CONDITIONAL}) AND t.decide IS NULL
    THEN (SELECT COUNT(*) - SUM({_PAST}) {_PARTS}) < {_NEEDED}
    ELSE EXISTS (SELECT 1 {_PARTS} AND {_PAST})
  END"""
_ANSWERED = {"conditions": _CONDITIONS, "value": _WHOLE, "parts": _CONJUNCTION, "state": _MILESTONE}
# A kind that is not known here has no answer, so that no verdict on it is agreed to.
_BY_KIND = " ".join(
    f"WHEN t.kind = '{name}' THEN {_ANSWERED[kind.answered]}" for name, kind in KINDS.items()
)

ANSWERS_AGAIN = f"""CREATE VIEW answers_again AS
SELECT a.id AS assessment,
  t.due_date <= {_AS_OF} AS due_again,
  {_LOST} OR (t.kind = 'sum' AND a.stops = 'lost') AS lost_again,
  {_SEEN} AS stop_seen,
  CASE
    WHEN t.decide = 'unanimous' THEN {_UNANIMOUS}
    {_BY_KIND}
  END AS answer_again
FROM assessments a JOIN targets t ON t.id = a.target"""

# A reading, unlike a year, is not lost by itself: only its target is.
PARTS_AGAIN = f"""CREATE VIEW parts_again AS
SELECT assessment, part, member, answer_again, verdict, verdict_again,
  verdict = verdict_again AS agrees
FROM (
SELECT p.assessment, p.part, p.member, p.answer_again, p.verdict,
  {
    _verdict(
        "p.answer_again",
        f"t.due_date <= {_AS_OF}",
        "(p.past AND t.decide IS NULL)",
    )
} AS verdict_again
FROM parts_answered p JOIN assessments a ON a.id = p.assessment JOIN targets t ON t.id = a.target
)"""

VERDICTS_AGAIN = f"""CREATE VIEW verdicts_again AS
SELECT assessment, target, area, period, low, high, comparison, threshold, stops,
  answer_again, verdict, verdict_again, decided,
  COALESCE(verdict = verdict_again AND same_condition AND stop_seen AND same_parts, 0) AS agrees
FROM (
SELECT a.id AS assessment, a.target, a.area, a.period, a.low, a.high, t.comparison, t.threshold,
  a.stops, g.answer_again, a.verdict, a.decided, g.stop_seen,
  a.comparison IS t.comparison AND (t.moves IS NOT NULL OR (a.threshold_key IS t.threshold_key
    AND a.against_low_key IS t.against_low_key AND a.against_high_key IS t.against_high_key))
    AS same_condition,
  NOT EXISTS (SELECT 1 FROM parts_again p WHERE p.assessment = a.id AND NOT p.agrees) AS same_parts,
  {_verdict("g.answer_again", "g.due_again", "g.lost_again")} AS verdict_again
FROM assessments a JOIN targets t ON t.id = a.target JOIN answers_again g ON g.assessment = a.id
)"""

VIEWS = (PARTS_ANSWERED, ANSWERS_AGAIN, PARTS_AGAIN, VERDICTS_AGAIN)
"""In the order in which they build on each other."""
