"""Where the pole comes from, what it wants."""

from __future__ import annotations

from phares.kernel.tongue import say
from phares.people.directory.queries import facts_until, statements_on
from phares.steering.reporting.assembly.year import Year
from phares.steering.reporting.formats import content as c

SHOWN = 9
"""Beyond this many dated facts the earliest and the latest are kept."""


def section(told: Year) -> c.Section | None:
    """The typed introduction, or the pole’s own; its history; its mission and aims."""
    typed = told.paragraphs("introduction")
    words = typed or ((told.pole.introduction,) if told.pole.introduction else ())
    blocks: list[c.Block] = []
    if timeline := _timeline(told):
        blocks.append(timeline)
    if words:
        blocks.append(c.Paragraphs(words))
    return told.section("introduction", blocks + _statements(told))


def _timeline(told: Year) -> c.Timeline | None:
    known = list(facts_until(told.pole, told.closing_day))
    kept = known if len(known) <= SHOWN else known[:2] + known[2 - SHOWN :]
    if not kept:
        return None
    of_the_year = [place for place, fact in enumerate(kept) if fact.starts_on.year == told.year]
    return c.Timeline(
        tuple(c.Milestone(str(fact.beginning), fact.text) for fact in kept),
        here=of_the_year[-1] if of_the_year else None,
    )


def _statements(told: Year) -> list[c.Block]:
    """The mission in force on the closing day, and what it aims at."""
    texts = list(statements_on(told.pole, told.closing_day).values_list("key", "text"))
    blocks: list[c.Block] = [
        c.Statement(text, say("Ce que nous voulons")) for key, text in texts if key == "mission"
    ]
    if aims := tuple(text for key, text in texts if key == "aim"):
        blocks.append(c.Paragraphs(tuple(_sentence(aim) for aim in aims), say("Nos finalités")))
    return blocks


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
