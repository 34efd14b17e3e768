"""How each kind of block is written in the editable document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.document import Document

from phares.kernel.tongue import french, say, say_plural
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.formats.docx_style import SMALL, add_table

FIGURE_HEAD = (french("Chiffre"), french("Valeur"), french("Règle de comptage"), french("Origine"))
FIGURE_WIDTHS = (34, 24, 62, 50)
"""In millimetres: the rule is what is read longest."""
POST_HEAD = (french("Poste"), french("Nombre"), french("ETP"), french("Ce qu’il assure"))
POST_WIDTHS = (48, 20, 16, 86)
ILLUSTRATIVE = french("« illustratif »")


def _title(page: Document, block: Any, level: int = 2) -> None:
    if block.title:
        page.add_heading(block.title, level)


def _note(page: Document, words: str, *, above: bool = False) -> None:
    """Small words; those that stand above what they speak of stay with it."""
    if words:
        paragraph = page.add_paragraph(words, style=SMALL)
        paragraph.paragraph_format.keep_with_next = above or None


def _entry(page: Document, name: str, words: str, *, style: str | None = None) -> None:
    """« **name** words » on one paragraph."""
    paragraph = page.add_paragraph(style=style)
    paragraph.add_run(name).bold = True
    if words:
        paragraph.add_run(f"\u00a0: {words}" if name else words)


def paragraphs(page: Document, block: c.Paragraphs) -> None:
    _title(page, block)
    for words in block.texts:
        page.add_paragraph(words)


def statement(page: Document, block: c.Statement) -> None:
    _title(page, block)
    page.add_paragraph(block.text, style="Subtitle")


def timeline(page: Document, block: c.Timeline) -> None:
    _title(page, block)
    for item in block.items:
        _entry(page, item.when, item.text, style="List Bullet")


def figures(page: Document, block: c.Figures) -> None:
    _title(page, block)
    if block.intro:
        page.add_paragraph(block.intro)
    if block.items:
        head, rows = [str(one) for one in FIGURE_HEAD], [*map(_figure, block.items)]
        add_table(page, head, rows, widths=FIGURE_WIDTHS)


def _figure(item: c.FigureItem) -> tuple[str, str, str, str]:
    rule = " ".join(filter(None, (item.definition, item.date_rule)))
    value = f"{item.value_text} {item.unit}".strip()
    value = say("au moins {value}", value=value) if item.few else value
    return (item.label, value, rule, "\n".join(_origin(item)))


def _origin(item: c.FigureItem) -> list[str]:
    """Where the number comes from, then what was published and why it differs."""
    counted = f" {_rows_told(item.rows)}" if item.rows else ""
    counted += f", {item.few}" if item.few else ""
    lines = [say(item.origin) + counted + (f", {ILLUSTRATIVE}" if item.illustrative else "")]
    if item.declared_text is not None:
        lines.append(say("publié\u00a0: {declared_text}", declared_text=item.declared_text))
    return lines + [words for words in (item.gap_note, item.warning) if words]


def _rows_told(rows: int) -> str:
    return say_plural("d’après {n} fiche", "d’après {n} fiches", rows).format(n=rows)


def key_facts(page: Document, block: c.KeyFacts) -> None:
    _title(page, block)
    for item in block.items:
        _entry(page, f"{item.value}, {item.label}", item.rule)


def families(page: Document, block: c.Families) -> None:
    _title(page, block)
    for family in block.families:
        page.add_heading(family.name, 3 if block.title else 2)
        for member in family.members:
            _member(page, member)
    _note(page, block.note)


def _member(page: Document, member: c.Member) -> None:
    marks = [
        say("associée") if member.is_associate else "",
        say("n’est plus dans les locaux") if member.is_gone else "",
        say("présence inconnue") if member.is_unsure else "",
        member.dates_text or "",
        str(ILLUSTRATIVE) if member.illustrative else "",
    ]
    paragraph = page.add_paragraph()
    paragraph.add_run(member.name).bold = True
    if any(marks):
        paragraph.add_run(f" ({', '.join(filter(None, marks))})").italic = True
    if member.text:
        paragraph.add_run().add_break()
        paragraph.add_run(member.text)
    for claim in member.claims:
        _note(page, claim)


def movements(page: Document, block: c.Movements) -> None:
    _title(page, block)
    if block.items:
        rows = [(item.name, item.text) for item in block.items]
        head = (say("Structure"), say("Présence dans l’année"))
        add_table(page, head, rows, widths=(2, 3))
    _note(page, block.note)


def table(page: Document, block: c.Table) -> None:
    _title(page, block)
    if block.rows:
        widths = block.widths if len(block.widths) == len(block.head) else ()
        add_table(page, block.head, block.rows, widths=widths, numbers=block.numbers)
    _note(page, block.note if block.rows else say("Rien à cette date."))


def facts(page: Document, block: c.Facts) -> None:
    _title(page, block)
    for item in block.items:
        _entry(page, item.label, item.text)


def cards(page: Document, block: c.Cards) -> None:
    _title(page, block)
    for item in block.items:
        page.add_heading(item.label, 3 if block.title else 2)
        page.add_paragraph(item.text)
    _note(page, block.note)


def team(page: Document, block: c.Team) -> None:
    _title(page, block)
    _note(page, block.total_text, above=True)
    if block.posts:
        head, rows = [str(one) for one in POST_HEAD], [*map(_post, block.posts)]
        add_table(page, head, rows, widths=POST_WIDTHS, numbers=(1, 2))
    _note(page, block.note)


def _post(post: c.Post) -> tuple[str, str, str, str]:
    fte = "" if post.fte is None else str(post.fte).replace(".", ",")
    duties = f"{post.duties} {ILLUSTRATIVE}" if post.illustrative else post.duties
    return (post.title, str(post.count), fte, duties)


def axis(page: Document, block: c.Axis) -> None:
    page.add_heading(f"{block.number}. {block.title}", 2)
    if block.lead:
        page.add_paragraph(block.lead, style="Subtitle")
    for words in block.paragraphs:
        page.add_paragraph(words)
    for action in block.actions:
        _entry(page, action.title, action.text, style="List Bullet")
        for child in action.children:
            page.add_paragraph(child, style="List Bullet 2")
    quotes(page, c.Quotes(block.quotes, title=say("Paroles d’habitants")), level=3)


def quotes(page: Document, block: c.Quotes, level: int = 2) -> None:
    if block.items:
        _title(page, block, level)
    for item in block.items:
        page.add_paragraph(f"«\u00a0{item.text}\u00a0»", style="Quote")
        _note(page, item.source)


WRITERS: dict[type, Callable[[Document, Any], None]] = {
    c.Paragraphs: paragraphs,
    c.Statement: statement,
    c.Timeline: timeline,
    c.Figures: figures,
    c.KeyFacts: key_facts,
    c.Families: families,
    c.Movements: movements,
    c.Table: table,
    c.Facts: facts,
    c.Cards: cards,
    c.Team: team,
    c.Axis: axis,
    c.Quotes: quotes,
}
