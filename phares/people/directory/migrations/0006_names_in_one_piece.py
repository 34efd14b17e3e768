import re
import unicodedata

from django.db import migrations

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


def _plain(text):
    spread = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()


def _joined(text, known):
    """What people type in one piece where a sign or a space stands, as rules.names says it."""
    plain = _plain(text)
    apart = " ".join(re.sub(r"[\W_]+", " ", plain).split())
    letters = {run.replace(" ", "") for run in re.findall(r"\b\w(?: \w)+\b", apart)}
    pieces = {re.sub(r"[\W_]+", "", word) for word in plain.split()} | letters
    return [piece for piece in sorted(pieces) if piece and f" {piece} " not in known]


def complete(apps, schema_editor):
    """Names noted before are found in one piece too."""
    organisations = apps.get_model("directory", "Organisation").objects.all()
    for row in organisations.prefetch_related("aliases").iterator(chunk_size=500):
        names = [row.name, row.short_name, row.tagline, row.city]
        _find_by(row, [*names, *(alias.name for alias in row.aliases.all())])
    for row in apps.get_model("directory", "Person").objects.iterator(chunk_size=500):
        _find_by(row, [row.name])


def _find_by(row, names):
    pieces = dict.fromkeys(piece for name in names for piece in _joined(name, row.search))
    if pieces:
        row.search = f"{row.search}| {' '.join(pieces)} "[:2000]
        row.save(update_fields=["search"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_functions")]
    operations = [migrations.RunPython(complete, migrations.RunPython.noop)]
