"""What a database says when it cannot work, in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.utils import DatabaseError, IntegrityError, OperationalError

from phares.common.web.full_disk import without_room
from phares.config.failures import full
from phares.kernel.tongue import each_french, say

ONE_ADDRESS = "user_one_address"
"""What the step that forbids it names first, then the addresses."""
OF_SQLITE = each_french(
    {
        "locked": (
            "un autre programme garde la base de données pour lui. "
            "Fermez-le (sauvegarde, éditeur SQLite…), puis recommencez."
        ),
        "not a database": (
            "{base} n’est pas une base de données, ou elle est abîmée. "
            "Remettez à sa place une copie de sauvegarde."
        ),
        "malformed": "{base} est abîmée. Remettez à sa place une copie de sauvegarde.",
        "unable to open": "{base} ne peut pas être ouverte. Vérifiez qu’elle est là et ses droits.",
        "readonly": "{base} ne peut pas être écrite. Changez ses droits, ou ceux de son dossier.",
    }
)
OF_A_SERVER = each_french(
    {
        "Connection refused": "rien n’écoute à cette adresse",
        "resolve host": "ce nom de machine n’est pas connu",
        "Name or service not known": "ce nom de machine n’est pas connu",
        "translate host name": "ce nom de machine n’est pas connu",
        "timeout": "elle tarde trop",
        "authentication failed": "le nom ou le mot de passe n’est pas le bon",
        "no password supplied": "il manque le mot de passe",
        "does not exist": "cette base ou ce compte n’existe pas",
        "pg_hba.conf": "le serveur ne laisse pas entrer cette machine",
        "too many": "trop de programmes s’en servent",
    }
)


def sentence_of_the_database(error: BaseException) -> str | None:
    """The sentence of what a database refused; None when the fault may be ours."""
    if not isinstance(error, DatabaseError):
        return None
    return next(_sentences(error, str(error)), None)


def _sentences(error: DatabaseError, text: str) -> Iterator[str]:
    from django.conf import settings

    base = settings.DATABASES["default"]["NAME"]
    if without_room(error):
        yield full(base)
    if isinstance(error, IntegrityError) and error.args[:1] == (ONE_ADDRESS,):
        yield say(
            "plusieurs comptes ont la même adresse, aux majuscules près : {addresses}. "
            "Revenez à la version d’avant, changez l’adresse de l’un d’eux, puis relancez "
            "« phares migrate ».",
            addresses=error.args[1],
        )
    if type(error) in (DatabaseError, OperationalError):
        yield from (say(said, base=base) for words, said in OF_SQLITE.items() if words in text)
    if isinstance(error, OperationalError) and "no such table" not in text:
        yield _unreachable(text)
    elif "no such table" in text or "does not exist" in text:
        yield say("la base n’est pas prête pour cette version. Lancez « phares migrate ».")


def _unreachable(text: str) -> str:
    lines = text.strip().splitlines() or [say("sans explication")]
    reasons = (said for words, said in OF_A_SERVER.items() if words in text)
    return say(
        "la base de données ne répond pas ({reason}). "
        "Vérifiez qu’elle est en marche, et son adresse : "
        "PHARES_DATABASE_URL, ou database_url dans settings.toml.",
        reason=next(reasons, lines[0]),
    )
