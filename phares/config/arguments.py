"""What may be typed after `phares`."""

from __future__ import annotations

import argparse
import os
from importlib.metadata import version

FRENCH = {
    "usage: ": "usage : ",
    "positional arguments": "à donner\u00a0",
    "options": "options\u00a0",
    "show this help message and exit": "montre cette aide",
    "show program's version number and exit": "montre la version",
    "%(prog)s: error: %(message)s\n": "phares : %(message)s\n",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "argument inconnu : %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "« %(value)s » n’est pas proposé (choix : %(choices)s)"
    ),
    "invalid %(type)s value: %(value)r": "« %(value)s » ne convient pas (%(type)s)",
    "expected one argument": "il manque une valeur",
    "not allowed with argument %s": "ne va pas avec %s",
}
FORMATS = (".pdf", ".html", ".docx", ".csv")


def read(arguments: list[str] | None) -> argparse.Namespace:
    """The arguments, or exit code 2 with the usage."""
    argparse._ = lambda text: FRENCH.get(text, text)  # type: ignore[attr-defined]  # its only way
    return parser().parse_args(arguments)


def year(text: str) -> int:
    """A year on four digits."""
    if not (len(text) == 4 and text.isascii() and text.isdigit() and text > "1899"):
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas une année (exemple : 2015)")
    return int(text)


def port(text: str) -> int:
    """A port of the machine."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 65536):
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un port (exemple : 8000)")
    return int(text)


def report_file(text: str) -> str:
    """A file name whose ending says the format."""
    if not text.lower().endswith(FORMATS):
        raise argparse.ArgumentTypeError(f"le nom finit par {', '.join(FORMATS)}")
    return text


def parser() -> argparse.ArgumentParser:
    """Every command with what it takes."""
    whole = argparse.ArgumentParser(
        prog="phares",
        description="Phares fait vivre un pôle territorial de coopération économique.",
        epilog="PHARES_HOME nomme le dossier du pôle (var/phares sinon), PORT le port du serveur. "
        "« phares COMMANDE --help » montre ce qu’une commande prend.",
    )
    whole.add_argument("--version", action="version", version=f"phares {version('phares')}")
    commands = whole.add_subparsers(
        dest="command", required=True, metavar="COMMANDE", help="l’une de celles-ci :"
    )
    for add in (
        _demo, _serve, _clock, _init, _migrate, _doctor, _backup, _restore, _move, _figures,
        _report, _import, _export, _unlock, _docs,
    ):  # fmt: skip
        add(commands)
    return whole


type Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    """A command, described in the same words in the list of all and in its own help."""
    return commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")


def _demo(commands: Commands) -> None:
    demo = _command(commands, "demo", "prépare et sert un pôle de démonstration")
    demo.add_argument(
        "--pole",
        choices=("phares", "hainaut"),
        default="phares",
        help="Le PHARES en 2016 (sans rien dire) ou PHARE Hainaut-Cambrésis en 2022",
    )
    demo.add_argument("--no-serve", action="store_true", help="prépare sans servir")
    demo.add_argument("--fresh", action="store_true", help="efface et recharge la démonstration")
    _address(demo)


def _serve(commands: Commands) -> None:
    _address(_command(commands, "serve", "sert le pôle"))


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", metavar="MACHINE", default="127.0.0.1", help="adresse écoutée (127.0.0.1)"
    )
    usual = os.environ.get("PORT") or "8000"
    parser.add_argument(
        "--port", metavar="PORT", type=port, default=usual, help="port écouté (PORT, ou 8000)"
    )


def _clock(commands: Commands) -> None:
    clock = _command(commands, "clock", "fait le travail de fond, jusqu’à ce qu’on l’arrête")
    clock.add_argument(
        "--once", action="store_true", help="un seul tour ; finit par 1 s’il n’a pas pu se faire"
    )


def _init(commands: Commands) -> None:
    init = _command(commands, "init", "ouvre un pôle nouveau, avec sa première administration")
    init.add_argument("--name", metavar="NOM", help="nom du pôle")
    init.add_argument("--place", metavar="LIEU", help="lieu du pôle")
    init.add_argument("--admin-email", metavar="ADRESSE", help="adresse de la première personne")
    init.add_argument("--admin-name", metavar="NOM", help="prénom et nom de cette personne")
    init.add_argument(
        "--password-file",
        metavar="FICHIER",
        help="fichier du mot de passe, première ligne (sinon PHARES_PASSWORD, sinon demandé)",
    )


def _migrate(commands: Commands) -> None:
    migrate = _command(commands, "migrate", "met la base au niveau de cette version")
    migrate.add_argument(
        "--no-backup", action="store_true", help="ne sauvegarde pas la base d’abord"
    )


def _backup(commands: Commands) -> None:
    backup = _command(commands, "backup", "sauvegarde le pôle entier dans un fichier")
    backup.add_argument("file", metavar="FICHIER", help="fichier à écrire (.tar.gz)")
    backup.add_argument("--force", action="store_true", help="remplace un fichier qui est là")
    for_whom = "chiffre pour cette clé publique d’age (age1…) ou de SSH"
    _several(backup, "--recipient", "CLÉ", for_whom)
    _passphrase(backup, "chiffre par la phrase de passe de ce fichier, première ligne")


def _restore(commands: Commands) -> None:
    restore = _command(commands, "restore", "remet un pôle tel qu’il a été sauvegardé")
    restore.add_argument("file", metavar="FICHIER", help="sauvegarde à remettre")
    restore.add_argument("--yes", action="store_true", help="ne demande pas de confirmation")
    _several(restore, "--identity", "FICHIER", "fichier de la clé privée, d’age ou de SSH")
    _passphrase(restore, "fichier de la phrase de passe, première ligne")


def _several(command: argparse.ArgumentParser, name: str, metavar: str, does: str) -> None:
    """What may be given more than once."""
    does = f"{does} ; plusieurs fois si besoin"
    command.add_argument(name, metavar=metavar, action="append", default=[], help=does)


def _passphrase(command: argparse.ArgumentParser, does: str) -> None:
    command.add_argument("--passphrase-file", metavar="FICHIER", help=does)


def _move(commands: Commands) -> None:
    move = _command(commands, "move", "porte les données dans une autre base")
    move.add_argument(
        "--to",
        metavar="BASE",
        required=True,
        help="postgresql://nom:motdepasse@machine/base, ou sqlite",
    )


def _doctor(commands: Commands) -> None:
    doctor = _command(
        commands, "doctor", "examine l’installation et tout ce qui doit être vrai des données"
    )
    doctor.epilog = "Finit par 0 si tout va, 1 s’il y a à réparer, 2 si tout n’a pas pu être vu."
    _format(doctor)


def _figures(commands: Commands) -> None:
    figures = _command(commands, "figures", "compte les chiffres d’une année")
    _year(figures)
    _format(figures)


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="pour le terminal (sans rien dire), ou pour un programme",
    )


def _report(commands: Commands) -> None:
    report = _command(commands, "report", "écrit le bilan d’une année")
    _year(report)
    report.add_argument(
        "--output",
        type=report_file,
        required=True,
        metavar="FICHIER",
        help="fichier à écrire : son nom finit par " + ", ".join(FORMATS),
    )


def _import(commands: Commands) -> None:
    bring = _command(commands, "import", "fait entrer ce qui est dans un tableur")
    bring.add_argument("dataset", nargs="?", metavar="JEU", help="quoi : --list les nomme")
    bring.add_argument("file", nargs="?", metavar="FICHIER", help="CSV, XLSX ou ODS")
    bring.add_argument("--list", action="store_true", help="nomme les jeux et leurs colonnes")
    how = bring.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="essaie sans rien importer")
    how.add_argument(
        "--good-lines", action="store_true", help="les bonnes lignes seulement, sinon tout ou rien"
    )
    how.add_argument(
        "--undo", type=int, metavar="NUMÉRO", help="défait l’import de ce numéro, dit à sa fin"
    )


def _export(commands: Commands) -> None:
    take = _command(commands, "export", "écrit un jeu de données, prêt à être importé ailleurs")
    take.add_argument("dataset", metavar="JEU", help="quoi : phares import --list les nomme")
    take.add_argument(
        "--format", choices=("csv", "xlsx", "ods", "json"), default="csv", help="csv sans rien dire"
    )
    take.add_argument("--output", metavar="FICHIER", help="fichier à écrire (sortie standard)")


def _unlock(commands: Commands) -> None:
    unlock = _command(
        commands, "unlock", "remet un compte au seul mot de passe, quand tout le reste est perdu"
    )
    unlock.add_argument("address", metavar="ADRESSE", help="adresse électronique du compte")


def _year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=year, metavar="ANNÉE", help="sur quatre chiffres : 2015")


def _docs(commands: Commands) -> None:
    docs = _command(commands, "docs", "récrit les pages calculées de la documentation")
    docs.add_argument(
        "--into",
        default="docs/generated",
        metavar="DOSSIER",
        help="dossier où les écrire (docs/generated)",
    )
