"""The rows of a table, put together by hand: a template would look every cell up a dozen times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template import Context
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from phares.common.web.tables.table import Cell, Table
from phares.kernel.tongue import FRENCH, French, in_french

NOTHING = '<span class="doux" aria-hidden="true">–</span>'
INVENTED = "cotton/illustratif.html"


class Drawing:
    """The groups of a table, each in its own part, its heading first."""

    def __init__(self, table: Table, context: Context) -> None:
        self._table, self._context = table, context
        self._templates: dict[str, Any] = {}

    @property
    def html(self) -> SafeString:
        return mark_safe("".join(self._parts()))  # every text in it is escaped below

    def _parts(self) -> Iterator[str]:
        for heading, rows in self._table.groups:
            yield '<tbody role="rowgroup">'
            if heading:
                yield self._heading(heading)
            for first, *others in rows:
                yield f'\n<tr role="row">{self._named(first)}'
                yield from (self._told(cell) for cell in others)
                yield "</tr>"
            yield "</tbody>"

    def _heading(self, text: str) -> str:
        over = f'scope="rowgroup" role="rowheader" colspan="{len(self._table.columns)}"'
        ours = in_french() or isinstance(text, French)
        over += "" if ours else f' lang="{FRENCH}"'
        return f'\n<tr class="groupe" role="row"><th {over}>{escape(text)}</th></tr>'

    def _named(self, cell: Cell) -> str:
        """The first cell names the row, and says when it is invented."""
        invented = f" {self._rendered(INVENTED)}" if cell["invented"] else ""
        return f'<th scope="row" role="rowheader"{_css(cell)}>{self._content(cell)}{invented}</th>'

    def _told(self, cell: Cell) -> str:
        content = self._content(cell) if cell["text"] else NOTHING
        label = escape(cell["label"])
        return f'\n<td role="cell"{_css(cell)} data-libelle="{label}">{content}</td>'

    def _content(self, cell: Cell) -> str:
        if not cell["template"]:
            told = conditional_escape(cell["text"])  # a date is drawn already
            return f'<span lang="{FRENCH}">{told}</span>' if cell["theirs"] else told
        with self._context.push(row=cell["row"], value=cell["value"]):
            return self._rendered(cell["template"])

    def _rendered(self, name: str) -> str:
        """A template that shares the context, found once for all the rows."""
        template = self._templates.get(name)
        if template is None:
            assert self._context.template is not None
            template = self._context.template.engine.get_template(name)
            self._templates[name] = template
        return str(template.nodelist.render(self._context))


def _css(cell: Cell) -> str:
    return f' class="{cell["css"]}"' if cell["css"] else ""
