"""`phares restore FILE`: a house as it was saved, in the place of the one that is here."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from phares.config import preparing, replacing
from phares.config.asking import insist_on_yes
from phares.config.compared import house_here, house_of
from phares.config.copies import keys_asked
from phares.config.failures import Failure, reason_of
from phares.config.home import home, keep_private, settings_of
from phares.config.locks import alone
from phares.config.opening import take_back
from phares.config.preparing import counted, print_line
from phares.config.restoring import Opened, keep_the_old, restore
from phares.kernel.tongue import FRENCH, french, say, speaking

DOING = french("une restauration est en cours")


def run(asked: Namespace) -> None:
    path, folder = Path(asked.file).absolute(), home()
    _insist_on_file(path)
    preparing.finish_restoring(folder)
    preparing.insist_on_a_place_to_write(folder)
    keep_private(folder)
    locks = [replacing.held(folder), *alone(folder, DOING)] if folder.is_dir() else []
    preparing.wake_django(folder)
    opened = _looked_through(path, asked)
    here = house_here()
    print_line(say("Dans {place} : {house}.", place=path.name, house=house_of(opened.manifest)))
    if here:
        print_line(say("Dans {place} : {house}.", place=folder, house=here))
        insist_on_yes(
            say("La sauvegarde prend sa place ; elle est gardée à côté."), given=asked.yes
        )
    with _none_left(folder):
        preparing.make_home()
        locks = locks or [replacing.held(folder), *alone(folder, DOING)]
        _replace(folder, opened, bool(here))
    del locks


@contextmanager
def _none_left(folder: Path) -> Iterator[None]:
    """A home made for the restoration goes with it when it fails before the house was whole."""
    new = not settings_of(folder)
    stood = set(folder.iterdir()) if folder.is_dir() else None
    try:
        yield
    except BaseException:
        if new and not (folder / replacing.WORK).exists():
            take_back(folder, stood)
        raise


def _insist_on_file(path: Path) -> None:
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise Failure(
            say("{path} ne peut pas être lu ({reason}).", path=path, reason=reason_of(error))
        ) from None


def _looked_through(path: Path, asked: Namespace) -> Opened:
    """Every sum is checked, and the level known, before anything is touched."""
    from phares.common.keeping.archive import verified
    from phares.common.keeping.tables import insist_known

    keys = keys_asked(asked)
    print_line(say("Vérification de la sauvegarde…"))
    manifest = verified(path, keys)
    insist_known(manifest.level)
    return Opened(path, keys, manifest)


def _erase_again(folder: Path) -> None:
    """Who was erased since the copy was made, and came back with it; its key came too."""
    from django.conf import settings
    from django.utils import timezone

    from phares.steering.privacy.jobs import erase_who_came_back

    settings.SECRET_KEY = settings_of(folder).get("secret_key") or settings.SECRET_KEY
    with speaking(FRENCH):  # as the clock writes it, whoever asks
        done = erase_who_came_back(timezone.now())
    if done:
        persons = counted(done, "personne")
        print_line(
            say("Effacées depuis cette sauvegarde, et de nouveau : {persons}.", persons=persons)
        )


def _replace(folder: Path, opened: Opened, anybody_here: bool) -> None:
    from django.utils import timezone

    now = timezone.now()
    copy = keep_the_old(folder, now) if anybody_here else None
    if copy:
        print_line(say("Ce qui était là est sauvegardé : {copy}.", copy=copy))
    print_line(say("Remise en place…"))
    before = restore(folder, opened, now)
    _erase_again(folder)
    print_line(say("Le pôle est tel qu’il a été sauvegardé. Chacun s’identifie de nouveau."))
    if not anybody_here:
        return
    if copy is None:
        print_line(
            say(
                "L’ancien est gardé entier : PHARES_HOME={before} phares serve le montre.",
                before=before,
            )
        )
    else:
        print_line(say("Les fichiers d’avant sont dans {before}.", before=before))
    print_line(say("Effacez-le quand plus personne n’en a besoin."))
