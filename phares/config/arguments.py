"""What may be typed after `phares`."""

from __future__ import annotations

import argparse
import os

from phares.config.edition import edition
from phares.kernel.tongue import in_french, say

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
    argparse._ = _spoken  # type: ignore[attr-defined]  # its only way
    return parser().parse_args(arguments)


def _spoken(text: str) -> str:
    return FRENCH.get(text, text) if in_french() else text


def year(text: str) -> int:
    """A year on four digits."""
    if not (len(text) == 4 and text.isascii() and text.isdigit() and text > "1899"):
        raise argparse.ArgumentTypeError(
            say("« {text} » n’est pas une année (exemple : 2015)", text=text)
        )
    return int(text)


def port(text: str) -> int:
    """A port of the machine."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 65536):
        raise argparse.ArgumentTypeError(
            say("« {text} » n’est pas un port (exemple : 8000)", text=text)
        )
    return int(text)


def report_file(text: str) -> str:
    """A file name whose ending says the format."""
    if not text.lower().endswith(FORMATS):
        raise argparse.ArgumentTypeError(
            say("le nom finit par {endings}", endings=", ".join(FORMATS))
        )
    return text


def parser() -> argparse.ArgumentParser:
    """Every command with what it takes."""
    whole = argparse.ArgumentParser(
        prog="phares",
        description=say("Phares fait vivre un pôle territorial de coopération économique."),
        epilog=say(
            "PHARES_HOME nomme le dossier du pôle (var/phares sinon), PORT le port du serveur. "
            "« phares COMMANDE --help » montre ce qu’une commande prend. "
            "PHARES_LANGUAGE=en la fait parler anglais, comme LANG."
        ),
    )
    whole.add_argument("--version", action="version", version=f"phares {edition()}")
    commands = whole.add_subparsers(
        dest="command", required=True, metavar=say("COMMANDE"), help=say("l’une de celles-ci :")
    )
    for add in (
        _demo, _serve, _clock, _init, _migrate, _doctor, _backup, _restore, _move, _figures,
        _report, _import, _export, _unlock, _password, _token, _docs,
    ):  # fmt: skip
        add(commands)
    return whole


type Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    """A command, described in the same words in the list of all and in its own help."""
    return commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")


def _demo(commands: Commands) -> None:
    demo = _command(commands, "demo", say("prépare et sert un pôle de démonstration"))
    demo.add_argument(
        "--pole",
        choices=("phares", "hainaut"),
        default="phares",
        help=say("Le PHARES en 2016 (sans rien dire) ou PHARE Hainaut-Cambrésis en 2022"),
    )
    demo.add_argument("--no-serve", action="store_true", help=say("prépare sans servir"))
    demo.add_argument(
        "--fresh", action="store_true", help=say("efface et recharge la démonstration")
    )
    _address(demo)


def _serve(commands: Commands) -> None:
    _address(_command(commands, "serve", say("sert le pôle")))


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host",
        metavar=say("MACHINE"),
        default="127.0.0.1",
        help=say("adresse écoutée (127.0.0.1)"),
    )
    usual = os.environ.get("PORT") or "8000"
    parser.add_argument(
        "--port", metavar="PORT", type=port, default=usual, help=say("port écouté (PORT, ou 8000)")
    )


def _clock(commands: Commands) -> None:
    clock = _command(commands, "clock", say("fait le travail de fond, jusqu’à ce qu’on l’arrête"))
    clock.add_argument(
        "--confirm-jump",
        action="store_true",
        help=say(
            "dit que l’heure de la machine est juste, quand l’horloge a sauté de plus de 45 jours"
        ),
    )
    clock.add_argument(
        "--once",
        action="store_true",
        help=say("un seul tour ; finit par 1 s’il n’a pas pu se faire"),
    )


def _init(commands: Commands) -> None:
    init = _command(commands, "init", say("ouvre un pôle nouveau, avec sa première administration"))
    init.add_argument("--name", metavar=say("NOM"), help=say("nom du pôle"))
    init.add_argument("--place", metavar=say("LIEU"), help=say("lieu du pôle"))
    init.add_argument(
        "--admin-email", metavar=say("ADRESSE"), help=say("adresse de la première personne")
    )
    init.add_argument(
        "--admin-name", metavar=say("NOM"), help=say("prénom et nom de cette personne")
    )
    init.add_argument(
        "--password-file",
        metavar=say("FICHIER"),
        help=say("fichier du mot de passe, première ligne (sinon PHARES_PASSWORD, sinon demandé)"),
    )


def _migrate(commands: Commands) -> None:
    migrate = _command(commands, "migrate", say("met la base au niveau de cette version"))
    migrate.add_argument(
        "--no-backup", action="store_true", help=say("ne sauvegarde pas la base d’abord")
    )


def _backup(commands: Commands) -> None:
    backup = _command(commands, "backup", say("sauvegarde le pôle entier dans un fichier"))
    backup.add_argument("file", metavar=say("FICHIER"), help=say("fichier à écrire (.tar.gz)"))
    backup.add_argument("--force", action="store_true", help=say("remplace un fichier qui est là"))
    for_whom = say("chiffre pour cette clé publique d’age (age1…) ou de SSH")
    _several(backup, "--recipient", say("CLÉ"), for_whom)
    _passphrase(backup, say("chiffre par la phrase de passe de ce fichier, première ligne"))


def _restore(commands: Commands) -> None:
    restore = _command(commands, "restore", say("remet un pôle tel qu’il a été sauvegardé"))
    restore.add_argument("file", metavar=say("FICHIER"), help=say("sauvegarde à remettre"))
    restore.add_argument("--yes", action="store_true", help=say("ne demande pas de confirmation"))
    _several(
        restore, "--identity", say("FICHIER"), say("fichier de la clé privée, d’age ou de SSH")
    )
    _passphrase(restore, say("fichier de la phrase de passe, première ligne"))


def _several(command: argparse.ArgumentParser, name: str, metavar: str, does: str) -> None:
    """What may be given more than once."""
    does = say("{does} ; plusieurs fois si besoin", does=does)
    command.add_argument(name, metavar=metavar, action="append", default=[], help=does)


def _passphrase(command: argparse.ArgumentParser, does: str) -> None:
    command.add_argument("--passphrase-file", metavar=say("FICHIER"), help=does)


def _move(commands: Commands) -> None:
    move = _command(commands, "move", say("porte les données dans une autre base"))
    move.add_argument(
        "--to",
        metavar=say("BASE"),
        required=True,
        help=say("postgresql://nom:motdepasse@machine/base, ou sqlite"),
    )


def _doctor(commands: Commands) -> None:
    doctor = _command(
        commands, "doctor", say("examine l’installation et tout ce qui doit être vrai des données")
    )
    doctor.epilog = say(
        "Finit par 0 si tout va, 1 s’il y a à réparer, 2 si tout n’a pas pu être vu."
    )
    _format(doctor)


def _figures(commands: Commands) -> None:
    figures = _command(commands, "figures", say("compte les chiffres d’une année"))
    _year(figures)
    _format(figures)


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=say("pour le terminal (sans rien dire), ou pour un programme"),
    )


def _report(commands: Commands) -> None:
    report = _command(commands, "report", say("écrit le bilan d’une année"))
    _year(report)
    report.add_argument(
        "--output",
        type=report_file,
        required=True,
        metavar=say("FICHIER"),
        help=say("fichier à écrire : son nom finit par {endings}", endings=", ".join(FORMATS)),
    )


def _import(commands: Commands) -> None:
    bring = _command(commands, "import", say("fait entrer ce qui est dans un tableur"))
    bring.add_argument(
        "dataset", nargs="?", metavar=say("JEU"), help=say("quoi : --list les nomme")
    )
    bring.add_argument("file", nargs="?", metavar=say("FICHIER"), help=say("CSV, XLSX ou ODS"))
    bring.add_argument(
        "--titles-line",
        type=int,
        metavar=say("NUMÉRO"),
        help=say("où sont les titres, si ce n’est deviné"),
    )
    bring.add_argument("--list", action="store_true", help=say("nomme les jeux et leurs colonnes"))
    how = bring.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help=say("essaie sans rien importer"))
    how.add_argument(
        "--good-lines",
        action="store_true",
        help=say("les bonnes lignes seulement, sinon tout ou rien"),
    )
    how.add_argument(
        "--undo",
        type=int,
        metavar=say("NUMÉRO"),
        help=say("défait l’import de ce numéro, dit à sa fin"),
    )


def _export(commands: Commands) -> None:
    take = _command(
        commands, "export", say("écrit un jeu de données, prêt à être importé ailleurs")
    )
    take.add_argument(
        "dataset", metavar=say("JEU"), help=say("quoi : phares import --list les nomme")
    )
    take.add_argument(
        "--format",
        choices=("csv", "xlsx", "ods", "json"),
        default="csv",
        help=say("csv sans rien dire"),
    )
    take.add_argument(
        "--output", metavar=say("FICHIER"), help=say("fichier à écrire (sortie standard)")
    )


def _unlock(commands: Commands) -> None:
    unlock = _command(
        commands,
        "unlock",
        say("remet un compte au seul mot de passe, quand tout le reste est perdu"),
    )
    unlock.add_argument(
        "address", metavar=say("ADRESSE"), help=say("adresse électronique du compte")
    )


def _password(commands: Commands) -> None:
    password = _command(
        commands, "password", say("donne un lien pour choisir un nouveau mot de passe")
    )
    password.add_argument(
        "address", metavar=say("ADRESSE"), help=say("adresse électronique du compte")
    )


def _token(commands: Commands) -> None:
    token = _command(commands, "token", say("donne un jeton pour qu’un programme agisse"))
    token.add_argument(
        "address", metavar=say("ADRESSE"), help=say("adresse électronique du compte qui agira")
    )
    token.add_argument(
        "--scopes",
        nargs="+",
        required=True,
        metavar=say("DROIT"),
        help=say("organisations:read, spaces:read, bookings:read, bookings:write"),
    )
    token.add_argument(
        "--name", metavar=say("NOM"), default="phares token", help=say("à quoi il sert")
    )
    token.add_argument(
        "--organisation",
        type=int,
        metavar=say("NUMÉRO"),
        help=say("au nom de cette structure seule"),
    )


def _year(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "year", type=year, metavar=say("ANNÉE"), help=say("sur quatre chiffres : 2015")
    )


def _docs(commands: Commands) -> None:
    docs = _command(commands, "docs", say("récrit les pages calculées de la documentation"))
    docs.add_argument(
        "--into",
        default="docs/generated",
        metavar=say("DOSSIER"),
        help=say("dossier où les écrire (docs/generated)"),
    )
