"""Addresses of the directory. The composition plugs what other floors add to some of them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.urls import URLPattern, path

from phares.people.directory.extras import (
    ExtraChoice,
    ExtraColumn,
    Parting,
    PersonSection,
    Remaining,
    Rivals,
    Section,
)
from phares.people.directory.queries.reminders import Contacts
from phares.people.directory.views import (
    belonging,
    categories,
    claims,
    consents,
    declarations,
    history,
    lists,
    logos,
    merged,
    open_to_all,
    organisations,
    people,
    pole,
    pole_told,
    reminders,
)

app_name = "directory"


def urlpatterns_with(
    columns: tuple[ExtraColumn, ...] = (),
    choices: tuple[ExtraChoice, ...] = (),
    sections: tuple[Section, ...] = (),
    partings: tuple[Parting, ...] = (),
    remaining: tuple[Remaining, ...] = (),
    contacts: Contacts = lambda _ids: {},
    of_person: tuple[PersonSection, ...] = (),
    frozen: Callable[[], Collection[int]] = frozenset,
    rivals: Rivals = merged.NONE,
) -> list[URLPattern]:
    """Every address; the list, the cards and the form of a departure show these extras.

    `contacts` says who signs in for a structure, `frozen` the years whose report is frozen.
    """
    listed = {"columns": columns, "choices": choices}
    return [
        path("habitants/", organisations.organisations, listed, name="organisations"),
        path(
            CARD,
            organisations.organisation,
            {"sections": sections, "others": remaining},
            name="organisation",
        ),
        path(LEAVE, belonging.leave, {"partings": partings}, name="leave"),
        path(DECLARE, declarations.declare, {"frozen": frozen}, name="declare"),
        path(REMIND, reminders.remind, {"contacts": contacts}, name="remind"),
        path("doublons/<int:one>/<int:other>/", merged.merge, {"rivals": rivals}, name="merge"),
        path("personnes/<int:pk>/", people.person, {"sections": of_person}, name="person"),
        *PLAIN,
    ]


CARD = "habitants/<int:pk>/"
DECLARE = "habitants/<int:pk>/declarer/<int:year>/"
LEAVE = "appartenances/<int:pk>/terminer/"
REMIND = "declarations/<int:year>/rappeler/"
PLAIN = [
    path("habitants/accueillir/", organisations.welcome, name="welcome"),
    path("habitants/<int:pk>/modifier/", organisations.edit, name="edit_organisation"),
    path("habitants/<int:pk>/logo/", logos.show, name="logo"),
    path("habitants/<int:pk>/logo/choisir/", logos.choose, name="choose_logo"),
    path("habitants/<int:pk>/logo/retirer/", logos.take_away, name="take_logo_away"),
    path("habitants/<int:pk>/noms/ajouter/", organisations.add_alias, name="add_alias"),
    path("noms/<int:pk>/retirer/", organisations.remove_alias, name="remove_alias"),
    path("habitants/<int:pk>/liens/ajouter/", organisations.add_link, name="add_link"),
    path("liens/<int:pk>/retirer/", organisations.unlink, name="unlink"),
    path("habitants/<int:pk>/appartenances/ajouter/", belonging.enter, name="enter"),
    path("appartenances/<int:pk>/corriger/", belonging.correct, name="correct"),
    path("appartenances/<int:pk>/hors-les-murs/", belonging.move_out, name="move_out"),
    path("appartenances/<int:pk>/dans-les-murs/", belonging.move_in, name="move_in"),
    path("habitants/<int:pk>/personnes/ajouter/", people.introduce, name="introduce"),
    path("fonctions/<int:pk>/corriger/", people.correct_function, name="correct_function"),
    path("fonctions/<int:pk>/changer/", people.change_function, name="change_function"),
    path("fonctions/<int:pk>/terminer/", people.end_function, name="end_function"),
    path("personnes/", people.people, name="people"),
    path("personnes/<int:pk>/modifier/", people.edit, name="edit_person"),
    path("personnes/<int:pk>/fonctions/ajouter/", people.give_function, name="give_function"),
    path("personnes/<int:pk>/accords/ajouter/", consents.give, name="give_consent"),
    path("accords/<int:pk>/retirer/", consents.withdraw, name="withdraw_consent"),
    path("habitants/<int:pk>/chiffres/ajouter/", claims.cite, name="cite_claim"),
    path("chiffres-cites/<int:pk>/retirer/", claims.withdraw, name="withdraw_claim"),
    path("declarations/<int:year>/", declarations.declarations, name="declarations"),
    path("categories/", categories.categories, name="categories"),
    path("categories/ajouter/", categories.add, name="add_category"),
    path("categories/<int:pk>/renommer/", categories.rename, name="rename_category"),
    path("categories/<int:pk>/monter/", categories.move_up, name="raise_category"),
    path("categories/<int:pk>/descendre/", categories.move_down, name="lower_category"),
    path("categories/<int:pk>/supprimer/", categories.delete, name="delete_category"),
    path("listes/", lists.lists, name="lists"),
    path("listes/publics/ajouter/", lists.add_public, name="add_public"),
    path("listes/publics/<int:pk>/retirer/", lists.withdraw_public, name="withdraw_public"),
    path("listes/territoires/ajouter/", lists.add_territory, name="add_territory"),
    path(
        "listes/territoires/<int:pk>/retirer/", lists.withdraw_territory, name="withdraw_territory"
    ),
    path("pole/", pole.pole, name="pole"),
    path("pole/modifier/", pole.describe, name="describe_pole"),
    path("pole/faits/noter/", pole_told.record_fact, name="record_fact"),
    path("pole/faits/<int:pk>/rayer/", pole_told.strike_fact, name="strike_fact"),
    path("pole/textes/ajouter/", pole_told.state_text, name="state_text"),
    path("pole/textes/<int:pk>/corriger/", pole_told.correct_text, name="correct_text"),
    path("pole/territoire/citer/", pole_told.cite_context, name="cite_context"),
    path("pole/territoire/<int:pk>/retirer/", pole_told.withdraw_context, name="withdraw_context"),
    path("habitants/<int:pk>/histoire/", history.organisation, name="organisation_history"),
    path("personnes/<int:pk>/histoire/", history.person, name="person_history"),
    path("doublons/", merged.duplicates, name="duplicates"),
    path("doublons/<int:one>/<int:other>/distincts/", merged.tell_apart, name="tell_apart"),
    path("annuaire/", open_to_all.public_directory, name="public_directory"),
    path("annuaire/<int:pk>/", open_to_all.public_organisation, name="public_organisation"),
    path("annuaire/<int:pk>/logo/", logos.show_to_all, name="public_logo"),
]
urlpatterns = urlpatterns_with()
