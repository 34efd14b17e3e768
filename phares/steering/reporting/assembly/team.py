"""The posts that make the pole work: the narrative and the number come from the same records."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from phares.activities.jobsharing.models import Assignment
from phares.activities.jobsharing.queries import assignments_of, people_of, sure_share
from phares.activities.jobsharing.rules.fte import decimal_of, fte
from phares.kernel.tongue import say
from phares.kernel.words import in_words
from phares.steering.reporting.assembly.year import Year
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.rules.roundings import rounded


def section(told: Year) -> c.Section | None:
    """Posts with their full-time equivalents of the year."""
    by_title: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in assignments_of(told.year):
        by_title[assignment.post.title].append(assignment)
    blocks: list[c.Block] = []
    if by_title:
        posts = tuple(_post(title, rows, told) for title, rows in by_title.items())
        blocks.append(c.Team(posts, _total(told)))
    if words := told.paragraphs("team"):
        blocks.append(c.Paragraphs(words, say("Et le temps donné") if by_title else ""))
    return told.section("team", blocks, lead=_lead(told, by_title))


def _post(title: str, rows: list[Assignment], told: Year) -> c.Post:
    """Its time is that of the days nobody doubts, so that the posts add up to the total."""
    shares = [share for row in rows if (share := sure_share(row, told.year))]
    return c.Post(
        title=title,
        count=people_of(rows, told.year),
        duties=rows[0].post.duties,
        fte=_short(decimal_of(fte(shares, told.year))) if shares else None,
        illustrative=any(row.illustrative for row in rows),
    )


def _short(value: Decimal) -> Decimal:
    """0.90 is 0.9; 1.00 is 1."""
    exact = rounded(value, 2)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact.normalize()


def _total(told: Year) -> str:
    figure = told.figure("dedicated_fte")
    if figure is None or figure.value is None:
        return say("Équivalents temps plein.")
    made_up = say(" ; répartition « illustratif »") if figure.illustrative else ""
    return say(
        "Équivalents temps plein. Total {value_text}{made_up}.",
        value_text=figure.value_text,
        made_up=made_up,
    )


def _lead(told: Year, by_title: dict[str, list[Assignment]]) -> str:
    figure = told.figure("dedicated_fte")
    if not by_title or figure is None or figure.value is None:
        return ""
    people = people_of([row for rows in by_title.values() for row in rows], told.year)
    many = "personnes" if people > 1 else "personne"
    whole = in_words(people, feminine=True).capitalize()
    return say(
        "{whole} {many} donnent au pôle {value_text} équivalents temps plein.",
        whole=whole,
        many=many,
        value_text=figure.value_text,
    )
