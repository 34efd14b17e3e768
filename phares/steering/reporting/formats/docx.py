"""The report as a document to edit: plain styles, real headings, tables with head rows."""

from __future__ import annotations

from datetime import datetime

import docx
from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from phares.common.documents.formats.typography import typo_all
from phares.kernel.dating import Dated
from phares.kernel.tongue import in_french, say, translated
from phares.steering.reporting.formats.content import Axis, Report, Section
from phares.steering.reporting.formats.docx_blocks import WRITERS
from phares.steering.reporting.formats.docx_style import (
    SMALL,
    close_field,
    dress,
    open_field,
    saved,
)
from phares.steering.reporting.formats.snapshot import RAW, report_from, to_values


def report_docx(report: Report) -> bytes:
    """The report for a word processor."""
    report = report_from(typo_all(to_values(report), RAW))
    page = docx.Document()
    dress(page)
    _properties(page, report)
    _cover(page, report)
    _contents(page, report)
    for index, section in enumerate(report.sections):
        _section(page, section, starts_page=not index)
    return saved(page)


def _properties(page: Document, report: Report) -> None:
    about = page.core_properties
    about.title = f"{report.title} {report.year}, {report.pole_name}"[:255]
    about.author = about.last_modified_by = (report.carrier or report.pole_name)[:255]
    about.comments, about.language = "", "fr-FR" if in_french() else "en-GB"
    made = datetime(report.made_on.year, report.made_on.month, report.made_on.day)  # noqa: DTZ001
    about.created = about.modified = made


def _cover(page: Document, report: Report) -> None:
    page.add_paragraph(f"{report.title} {report.year}", style="Title")
    for words in (report.pole_name, report.pole_long_name):
        if words:
            page.add_paragraph(words, style="Subtitle")
    if report.cover_text:
        page.add_paragraph(report.cover_text)
    for words in (report.carrier, report.address, report.site):
        if words:
            page.add_paragraph(words, style=SMALL)
    page.add_paragraph(
        say(
            "État du rapport\u00a0: {state_label}. Chiffres arrêtés au {dated}. Document fait "
            "le {dated_2}.",
            state_label=translated(report.state_label),
            dated=Dated(report.closing_date),
            dated_2=Dated(report.made_on),
        ),
        style=SMALL,
    )
    made_up = say("Les valeurs marquées « illustratif » sont inventées et n’engagent personne.")
    for words in (report.reading, report.notice, made_up * report.marked_illustrative):
        if words:
            page.add_paragraph(words, style=SMALL)


def _contents(page: Document, report: Report) -> None:
    """The titles, as a field: the word processor adds page numbers when it updates it.

    They follow on under the cover: a list so short leaves no page to itself.
    """
    title = page.add_paragraph(say("Sommaire"), style="Subtitle")
    title.paragraph_format.space_before, title.paragraph_format.keep_with_next = Pt(28), True
    paragraph = _line(page)
    open_field(paragraph, r'TOC \o "1-2" \h \z \u')
    for section in report.sections:
        paragraph.add_run(_named(section))
        for block in section.blocks:
            if isinstance(block, Axis):
                paragraph = _line(page, f"{block.number}. {block.title}")
        paragraph = _line(page)
    close_field(paragraph)
    for fact in report.sources:
        page.add_paragraph(f"{fact.label}\u00a0: {fact.text}", style=SMALL)


def _line(page: Document, words: str = "") -> Paragraph:
    paragraph = page.add_paragraph(words)
    paragraph.paragraph_format.space_after = Pt(3)
    return paragraph


def _named(section: Section) -> str:
    return section.title if section.number is None else f"{section.number}. {section.title}"


def _section(page: Document, section: Section, *, starts_page: bool) -> None:
    """The first starts a page; the others follow on, so that none is left half empty."""
    heading = page.add_heading(_named(section), 1)
    heading.paragraph_format.page_break_before = starts_page
    if section.to_reread:
        page.add_paragraph(say("À relire : ce texte n’a pas encore été relu."), style=SMALL)
    if section.lead:
        page.add_paragraph(section.lead, style="Subtitle")
    for block in section.blocks:
        WRITERS[type(block)](page, block)
