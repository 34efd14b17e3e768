"""Facts of the journal as one says them: « Jeanne Roy a inscrit Halage »."""

from __future__ import annotations

VERBS = {
    "account.opened": "a ouvert un compte à",
    "account.closed": "a fermé le compte de",
    "account.reopened": "a rouvert le compte de",
    "account.key_given": "a donné une clé à",
    "account.key_taken_back": "a repris une clé à",
    "account.password_given": "a remplacé le mot de passe de",
    "account.password_changed": "a changé son mot de passe",
    "account.signed_in": "a ouvert une session",
    "account.locked_out": "a épuisé ses essais de mot de passe pour",
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
    "clock.travelled": "a déplacé le jour de la démonstration au",
}

SESSIONS = frozenset({"account.signed_in"})
"""What is no act: it would drown the others."""

FAMILIES = {
    "habitants": (
        "Les habitants",
        (
            "organisation.",
            "person.",
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
        ),
    ),
    "argent": ("L’argent", ("pricing.", "funding.")),
    "cooperative": (
        "La coopérative",
        ("membership.", "governance.", "projects.", "jobsharing."),
    ),
    "bilan": ("Rendre compte", ("report.", "figure.", "library.", "document.")),
    "comptes": ("Comptes et réglages", ("account.", "pole.", "clock.")),
}


def said(verb: str) -> str:
    """The French of a verb; one that is not known yet is shown as it was written."""
    return VERBS.get(verb) or verb.replace(".", " : ").replace("_", " ")


CODES = {"lease": "les espaces d’une convention", "closure": "un espace fermé"}
"""What older lines named by a code: they do not change, and are read all the same."""


def about(subject: str) -> str:
    """What a line speaks of, as one says it."""
    kind, _colon, number = subject.partition(":")
    return CODES.get(kind, subject) if number.isdigit() else subject


def family_of(verb: str) -> str:
    """The family a verb belongs to, or nothing."""
    starts = (key for key, (_label, prefixes) in FAMILIES.items() if verb.startswith(prefixes))
    return next(starts, "")
