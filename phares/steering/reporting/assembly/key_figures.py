"""« Aujourd’hui, c’est »: the key figures, each with its rule, its gap and its records."""

from __future__ import annotations

from dataclasses import replace

from phares.kernel.actor import VISITOR
from phares.kernel.figures import DateRule, Row
from phares.kernel.tongue import say
from phares.kernel.words import in_words
from phares.steering.reporting.assembly.year import TITLES, Year
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.queries import FigureOfYear, seen_by
from phares.steering.reporting.rules.order import SPACES
from phares.steering.reporting.rules.roundings import written

UNTOLD = "–"


def section(told: Year) -> c.Section | None:
    """People first, then the place; a figure that has no object here is left out."""
    known = [one for one in told.figures if one.key and one.applicable]
    people = [one for one in known if one.code not in SPACES]
    place = [one for one in known if one.code in SPACES]
    blocks: list[c.Block] = []
    if people:
        blocks.append(c.Figures(tuple(_item(one, told) for one in people)))
    if place:
        said = tuple(_item(one, told) for one in place)
        blocks.append(c.Figures(said, say("Le lieu et ses espaces")))
    found = told.section("figures", blocks, lead=" ".join(told.paragraphs("figures")))
    if found is None or found.title != TITLES["figures"]:
        return found
    return replace(found, title=_title(len(known)))


def _title(count: int) -> str:
    """« Treize chiffres, et comment nous les comptons »."""
    many = in_words(count).capitalize()
    return say(
        "{many} {value}, et comment nous comptons",
        many=many,
        value="chiffres" if count > 1 else "chiffre",
    )


def _item(figure: FigureOfYear, told: Year) -> c.FigureItem:
    indicator, counted = figure.indicator, figure.counted
    return c.FigureItem(
        code=figure.code,
        label=figure.label,
        value_text=figure.shown_text or UNTOLD,
        unit=indicator.unit if figure.shown_text else "",
        definition=indicator.definition,
        date_rule=when(indicator.date_rule, figure.year),
        origin="publié" if figure.value is None and figure.declared else "compté",
        declared_text=figure.declared_text or None,
        gap_note=figure.explained or None,
        warning=_warning(figure) or None,
        few=figure.few,
        rows=len(counted.rows),
        big=figure.is_large,
        illustrative=figure.illustrative,
        records=tuple(
            _withheld(row)
            if indicator.date_rule is DateRule.DECLARED and not told.within
            else _record(row)
            for row in counted.rows
        ),
    )


def _warning(figure: FigureOfYear) -> str:
    """What the count lacks, and that it is not told outside, or will not be once frozen."""
    why, outside = figure.withheld, say("non publié")
    if not why:
        why, outside = seen_by(figure, VISITOR).withheld, say("ne sera pas publié")
    what = say("le compte ") if figure.declared else ""
    untold = f"{why.capitalize()} : {what}{outside}." if why else ""
    return " ".join(filter(None, [untold, figure.counted.warning]))


def when(rule: DateRule, year: int) -> str:
    """« Au 31 décembre 2015. »"""
    words = rule.label
    if "année" not in words:
        words = f"{words} {year}"
    else:
        words = words.replace("de l’année", f"de {year}").replace("l’année", f"l’année {year}")
    return f"{words[0].upper()}{words[1:]}."


def _record(row: Row) -> c.Record:
    return c.Record(
        row.label, row.detail, illustrative=row.illustrative, value_text=written(row.value, 4)
    )


def _withheld(row: Row) -> c.Record:
    """What a structure declared of itself stays in the house: a report says who answered."""
    return c.Record(row.label, illustrative=row.illustrative, withheld=True)
