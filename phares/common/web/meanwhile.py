"""Two people correct one record at once: each writes what she changed, neither erases the other.

The form carries, signed, a mark of each value it was opened with. When it comes back, a field that
she left as it was follows the record; one that both changed is hers to settle, with both values.

The record is held from before it is read until it is written: nobody writes it in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.apps import apps
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from phares.common.audit.actions import key_of
from phares.common.audit.queries import entries

STARTS_FROM = "au_depart"
"""The hidden input that carries the marks."""
RECORD = ""
"""The record of a form, among the marks of its fields: no field has such a name."""
LONGEST = 120
"""Signs of a value that the sentence repeats."""
CODE = "meanwhile"


@dataclass(frozen=True, slots=True)
class Start:
    """What a form was opened with: a mark for each field, and when."""

    marks: dict[str, str]
    at: int


def starting(
    request: HttpRequest, form: forms.BaseForm, record: object, but: Iterable[str] = ()
) -> str:
    """What the form carries: the record as it stands; without the fields that only propose."""
    marks = {name: _mark(_kept(form, name)) for name in _told(form) if name not in set(but)}
    if isinstance(record, Model):
        marks[RECORD] = key_of(record)
    return signing.dumps(marks, salt=_salt(request), compress=True)


def reconcile(request: HttpRequest, form: forms.BaseForm, record: object) -> bool:
    """Lets each untouched field follow the record; whether nothing is left to settle.

    A field changed by both gets its sentence. A form without its marks is taken as it is.
    """
    start = _start_of(request)
    if start is None:
        return True
    moved = [name for name in _told(form) if _mark(_kept(form, name)) != start.marks.get(name)]
    moved = [name for name in moved if name in start.marks]
    mine = [name for name in moved if _mark(_typed(form, name)) != start.marks[name]]
    _follow(form, [name for name in moved if name not in mine])
    clashes = [name for name in mine if _typed(form, name) != _kept(form, name)]
    for name in clashes:
        form.add_error(name, _both(form, name, _who(record, start)))
    return not clashes


@contextmanager
def held_record(request: HttpRequest) -> Iterator[None]:
    """Of two who send the same form at once, the second reads what the first wrote."""
    start = _start_of(request) if request.method == "POST" else None
    label, _colon, pk = (start.marks.get(RECORD, "") if start else "").partition(":")
    if not pk:
        yield
        return
    rows = apps.get_model(label)._base_manager.select_for_update(no_key=True)
    with transaction.atomic():
        rows.filter(pk=pk).first()
        yield


def _start_of(request: HttpRequest) -> Start | None:
    token = request.POST.get(STARTS_FROM, "")
    try:
        marks = signing.loads(token, salt=_salt(request))
    except signing.BadSignature:
        return None
    return Start(marks, at=signing.b62_decode(token.rsplit(":", 2)[1]))


def _salt(request: HttpRequest) -> str:
    return f"{STARTS_FROM}:{request.path}"


def _told(form: forms.BaseForm) -> Iterator[str]:
    """The fields that say something of the record."""
    for name, field in form.fields.items():
        if name in form.initial and not isinstance(field, forms.FileField):
            yield name


def _follow(form: forms.BaseForm, names: list[str]) -> None:
    """These fields say what the record says now."""
    data = form.data.copy()  # type: ignore[attr-defined]
    for name in names:
        key, value = form.add_prefix(name), shown(form.fields[name], _initial(form, name))
        data.pop(key, None)
        if value is not False:
            told = "on" if value is True else value
            data.setlist(key, told if isinstance(told, list) else [told])
    form.data = data


def _initial(form: forms.BaseForm, name: str) -> Any:
    return form.get_initial_for_field(form.fields[name], name)


def _kept(form: forms.BaseForm, name: str) -> Any:
    return _alike(shown(form.fields[name], _initial(form, name)))


def _typed(form: forms.BaseForm, name: str) -> Any:
    return _alike(_sent(form, name))


def _sent(form: forms.BaseForm, name: str) -> bool | str | list[str]:
    field: Any = form.fields[name]
    raw = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return shown(field, raw)


def shown(field: forms.Field, value: Any) -> bool | str | list[str]:
    """What a browser sends for this value, left as it is."""
    if isinstance(field.widget, forms.CheckboxInput):
        return field.widget.check_test(value)
    shown = field.widget.format_value(field.prepare_value(value))
    if isinstance(shown, (list, tuple)):
        return [str(one) for one in shown if one not in (None, "")]
    return "" if shown is None else str(shown)


def _alike(shown: bool | str | list[str]) -> Any:
    """Without what the house itself sets otherwise: ends of lines, no-break spaces, apostrophes."""
    if isinstance(shown, bool):
        return shown
    if isinstance(shown, list):
        return sorted(shown)
    plain = shown.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")
    return "\n".join(line.rstrip() for line in plain.splitlines()).strip()


def _mark(value: Any) -> str:
    return sha256(repr(value).encode()).hexdigest()[:16]


def _who(record: object, start: Start) -> str:
    """Who wrote on the record since, as the journal says."""
    opened = datetime.fromtimestamp(start.at, UTC)
    last = entries(subject_key=key_of(record)).filter(at__gte=opened).first()
    return last.actor_name if last else ""


def _both(form: forms.BaseForm, name: str, who: str) -> ValidationError:
    """What the record says now and what she wrote: hers to choose."""
    told = {
        "who": who or _("Quelqu’un"),
        "now": _said(form, name, shown(form.fields[name], _initial(form, name))),
        "typed": _said(form, name, _sent(form, name)),
    }
    sentence = _(
        "%(who)s vient d’écrire ici « %(now)s », pendant que vous écriviez « %(typed)s ». Gardez "
        "l’un ou l’autre, puis enregistrez de nouveau : votre choix comptera."
    )
    return ValidationError(sentence % told, code=CODE)


def _said(form: forms.BaseForm, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    chosen = value if isinstance(value, list) else [value]
    labels = dict(_labels(getattr(form.fields[name], "choices", ())))
    said = ", ".join(labels.get(str(one), str(one)) for one in chosen)
    return (said if len(said) <= LONGEST else f"{said[:LONGEST]}…") or _("rien")


def _labels(choices: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _labels(label)
        else:
            yield str(value), str(label)
