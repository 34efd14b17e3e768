"""Facts of the journal as one says them: « Jeanne Roy a inscrit Halage »."""

from __future__ import annotations

from phares.kernel.tongue import each_french

VERBS = each_french(
    {
        "account.opened": "a ouvert un compte à",
        "account.closed": "a fermé le compte de",
        "account.reopened": "a rouvert le compte de",
        "account.key_given": "a donné une clé à",
        "account.key_taken_back": "a repris une clé à",
        "account.password_given": "a remplacé le mot de passe de",
        "account.password_changed": "a changé son mot de passe",
        "account.invited": "a invité",
        "account.invited_again": "a invité de nouveau",
        "account.invitation_withdrawn": "a retiré l’invitation de",
        "account.invitation_accepted": "a ouvert le compte de",
        "account.reset_asked": "a demandé un nouveau mot de passe pour",
        "account.password_reset": "a remplacé le mot de passe perdu de",
        "account.address_asked": "a demandé une autre adresse pour",
        "account.language_chosen": "a choisi la langue de",
        "account.address_changed": "a changé l’adresse de",
        "account.session_ended": "a fermé sa session",
        "account.sessions_ended": "s’est déconnecté partout ailleurs",
        "account.signed_in": "a ouvert une session",
        "account.locked_out": "a épuisé ses essais de mot de passe pour",
        "notice.retried": "a fait réessayer le courrier",
        "notice.trial_written": "a fait écrire un courrier d’essai à",
        "notice.refused": "a refusé les courriers",
        "notice.wanted_again": "a redemandé les courriers",
        "parameter.set": "a réglé",
        "organisation.registered": "a inscrit",
        "organisation.edited": "a corrigé la fiche de",
        "organisation.alias_added": "a noté un autre nom de",
        "organisation.alias_removed": "a retiré un autre nom de",
        "organisation.claim_cited": "a noté ce qui est dit de",
        "organisation.claim_withdrawn": "a retiré ce qui était dit de",
        "organisation.linked": "a relié",
        "organisation.unlinked": "a délié",
        "person.registered": "a inscrit",
        "person.edited": "a corrigé la fiche de",
        "organisation.merged": "a réuni une autre fiche à",
        "person.merged": "a réuni une autre fiche à",
        "card.row_left": "a retiré, déjà notée sur la fiche gardée, la ligne",
        "card.told_apart": "a noté que ce ne sont pas les mêmes :",
        "function.given": "a noté une fonction de",
        "function.corrected": "a corrigé une fonction de",
        "function.ended": "a noté la fin d’une fonction de",
        "consent.given": "a noté l’accord de",
        "consent.withdrawn": "a noté le retrait de l’accord de",
        "belonging.entered": "a noté l’entrée de",
        "belonging.left": "a noté le départ de",
        "belonging.corrected": "a corrigé l’appartenance de",
        "belonging.moved_in": "a noté l’arrivée dans les locaux de",
        "belonging.moved_out": "a noté la sortie des locaux de",
        "declaration.made": "a noté la déclaration de",
        "declaration.reminded": "a rappelé sa déclaration à",
        "category.added": "a ajouté la catégorie",
        "category.renamed": "a renommé la catégorie",
        "category.shifted": "a changé le rang de la catégorie",
        "category.deleted": "a supprimé la catégorie",
        "public.added": "a ajouté le public",
        "public.withdrawn": "a retiré le public",
        "territory.added": "a ajouté le territoire",
        "territory.withdrawn": "a retiré le territoire",
        "pole.opened": "a ouvert le pôle",
        "pole.added": "a ajouté le pôle",
        "pole.described": "a décrit le pôle",
        "pole.fact_recorded": "a noté le fait",
        "pole.fact_struck": "a rayé le fait",
        "pole.text_stated": "a écrit le texte de référence",
        "pole.text_corrected": "a corrigé le texte de référence",
        "pole.context_cited": "a noté le chiffre de contexte",
        "pole.context_withdrawn": "a retiré le chiffre de contexte",
        "site.opened": "a ouvert le site",
        "building.raised": "a inscrit le bâtiment",
        "floor.added": "a ajouté l’étage",
        "space.added": "a ajouté l’espace",
        "space.changed": "a changé l’espace",
        "space.closed": "a fermé l’espace",
        "space.reopened": "a rouvert l’espace",
        "desk.added": "a ajouté le poste",
        "tenure.recorded": "a noté le titre sur",
        "lease.signed": "a signé la convention",
        "lease.ended": "a mis fin à la convention",
        "lease.corrected": "a corrigé la convention",
        "lease.notice_withdrawn": "a annulé le congé de la convention",
        "works.planned": "a prévu les travaux",
        "works.started": "a commencé les travaux",
        "works.finished": "a clos les travaux",
        "asset.moved": "a déplacé",
        "asset.occupied": "a attribué",
        "asset.released": "a libéré",
        "pricing.tariff_set": "a fixé le tarif",
        "pricing.tariff_ended": "a mis fin au tarif",
        "pricing.tariff_corrected": "a corrigé le tarif",
        "membership.college_founded": "a créé le collège",
        "membership.category_founded": "a créé la catégorie d’associés",
        "membership.category_reworded": "a renommé la catégorie d’associés",
        "membership.category_ended": "a mis fin à la catégorie d’associés",
        "membership.college_reworded": "a modifié le collège",
        "membership.college_ended": "a mis fin au collège",
        "membership.associate_admitted": "a noté l’admission de",
        "membership.association_ended": "a noté la sortie de la coopérative de",
        "membership.association_corrected": "a corrigé l’admission de",
        "governance.body_created": "a créé l’instance",
        "governance.body_reworded": "a modifié l’instance",
        "governance.mandate_given": "a noté le mandat de",
        "governance.mandate_ended": "a noté la fin du mandat de",
        "governance.mandate_corrected": "a corrigé le mandat de",
        "projects.axis_written": "a écrit l’axe",
        "projects.axis_reworded": "a récrit l’axe",
        "projects.action_told": "a raconté l’action",
        "projects.action_reworded": "a récrit l’action",
        "projects.action_placed": "a rangé l’action",
        "projects.action_shifted": "a changé le rang de l’action",
        "projects.partnership_removed": "a retiré, noté par erreur, le partenariat avec",
        "projects.axis_removed": "a retiré, écrit par erreur, l’axe",
        "governance.mandate_removed": "a retiré, noté par erreur, le mandat",
        "projects.action_removed": "a retiré l’action",
        "projects.part_taken": "a noté la part prise par",
        "projects.part_withdrawn": "a retiré la part prise par",
        "projects.partnership_made": "a noté le partenariat avec",
        "projects.partnership_corrected": "a corrigé le partenariat avec",
        "projects.partnership_ended": "a noté la fin du partenariat avec",
        "funding.grant_recorded": "a noté la subvention",
        "funding.grant_corrected": "a corrigé la subvention",
        "funding.grant_moved": "a fait avancer la subvention",
        "jobsharing.post_created": "a créé le poste mutualisé",
        "jobsharing.post_reworded": "a modifié le poste mutualisé",
        "jobsharing.assigned": "a affecté au poste",
        "jobsharing.assignment_ended": "a mis fin à l’affectation",
        "jobsharing.assignment_corrected": "a corrigé l’affectation",
        "library.quoted": "a cité",
        "library.corrected": "a corrigé",
        "library.filed": "a classé la publication",
        "library.withdrawn": "a retiré la citation de",
        "figure.declared": "a noté le chiffre publié",
        "figure.declared_again": "a corrigé le chiffre publié",
        "figure.gap_explained": "a dit pourquoi le compte s’écarte du chiffre publié",
        "report.opened": "a ouvert le bilan",
        "report.text_written": "a écrit dans le bilan",
        "report.cover_written": "a écrit la couverture du bilan",
        "report.silence_accounted": "a dit pourquoi faire sans des déclarations, pour le bilan",
        "report.reviewed": "a relu le bilan",
        "report.reopened": "a rouvert le bilan",
        "report.frozen": "a figé le bilan",
        "report.file_failed": "n’a pas pu faire un fichier du bilan",
        "document.kept": "a conservé le document",
        "consent.forgotten": "a oublié des",
        "library.authors_forgotten": "a oublié les auteurs de",
        "privacy.opened": "a lu le dossier de",
        "privacy.exported": "a exporté le dossier de",
        "privacy.erased": "a effacé une personne, désormais",
        "privacy.retention_set": "a fixé la durée",
        "privacy.purged": "a appliqué les",
        "removal.undone": "a remis, retiré par erreur,",
        "clock.travelled": "a déplacé le jour de la démonstration au",
        "import.done": "a importé",
        "import.undone": "a défait l’import de",
        "import.taken_back": "a repris, en défaisant un import,",
        "export.made": "a exporté",
        "account.one_kept": "a gardé un seul compte à",
        "account.person_joined": "a relié à une fiche le compte de",
        "account.person_parted": "a délié de sa fiche le compte de",
        "account.outsider_joined": "a relié un compte d’ailleurs au compte de",
        "account.outsider_parted": "a délié un compte d’ailleurs du compte de",
        "account.viewing_started": "a commencé à voir le pôle comme",
        "account.viewing_ended": "a cessé de voir le pôle comme",
        "account.factor_asked": "a demandé la connexion en deux étapes à",
        "account.factor_added": "a ajouté un moyen de connexion à",
        "account.factor_renamed": "a renommé un moyen de connexion de",
        "account.factor_removed": "a retiré un moyen de connexion à",
        "account.factors_reset": "a remis au seul mot de passe la connexion de",
        "account.codes_renewed": "a refait les codes de secours de",
        "account.recovery_code_used": "a utilisé un code de secours de",
        "account.codes_exhausted": "a épuisé ses essais de code pour",
        "photo.added": "a ajouté une photo de",
        "photo.corrected": "a décrit de nouveau une photo de",
        "photo.moved": "a déplacé une photo de",
        "photo.withdrawn": "a retiré une photo de",
        "organisation.logo_chosen": "a choisi le logo de",
        "organisation.logo_taken_away": "a retiré le logo de",
    }
)

SESSIONS = frozenset({"account.signed_in"})
"""What is no act: it would drown the others."""

OF_ONESELF = ("account.", "notice.", "privacy.")
"""One’s own account, letters and data: nobody’s in whose name one could act."""

FAMILIES = each_french(
    {
        "habitants": (
            "Les habitants",
            (
                "organisation.",
                "person.",
                "card.",
                "function.",
                "consent.",
                "belonging.",
                "declaration.",
                "category.",
                "public.",
                "territory.",
            ),
        ),
        "lieu": (
            "Le lieu",
            (
                "site.",
                "building.",
                "floor.",
                "space.",
                "desk.",
                "tenure.",
                "lease.",
                "works.",
                "asset.",
                "photo.",
            ),
        ),
        "argent": ("L’argent", ("pricing.", "funding.")),
        "cooperative": (
            "La coopérative",
            ("membership.", "governance.", "projects.", "jobsharing."),
        ),
        "bilan": ("Rendre compte", ("report.", "figure.", "library.", "document.")),
        "comptes": (
            "Comptes et réglages",
            (
                "account.",
                "pole.",
                "clock.",
                "notice.",
                "parameter.",
                "removal.",
                "import.",
                "export.",
            ),
        ),
        "droits": ("Droits des personnes", ("privacy.",)),
    }
)


def said(verb: str) -> str:
    """The French of a verb; one that is not known yet is shown as it was written."""
    return VERBS.get(verb) or verb.replace(".", " : ").replace("_", " ")


CODES = each_french({"lease": "les espaces d’une convention", "closure": "un espace fermé"})
"""What older lines named by a code: they do not change, and are read all the same."""


def about(subject: str) -> str:
    """What a line speaks of, as one says it."""
    kind, _colon, number = subject.partition(":")
    return str(CODES.get(kind, subject)) if number.isdigit() else subject


def of_oneself(verb: str) -> bool:
    """Whether one does it for oneself, whatever organisation one speaks for."""
    return verb.startswith(OF_ONESELF)


def family_of(verb: str) -> str:
    """The family a verb belongs to, or nothing."""
    starts = (key for key, (_label, prefixes) in FAMILIES.items() if verb.startswith(prefixes))
    return next(starts, "")
