"""Line drawings on a grid of twenty, one stroke, no fill."""

from __future__ import annotations

ICONS = {
    "chercher": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.7 12.7 5 5"/>',
    "plus": '<path d="M10 3v14M3 10h14"/>',
    "sortir": '<path d="M10 2.5v10M5.5 8.5 10 13l4.5-4.5M3 17h14"/>',
    "imprimer": '<path d="M5 7V2.5h10V7M5 14.5H2.5V7h15v7.5H15M5 12h10v5.5H5z"/>',
    "fermer": '<path d="m4 4 12 12M16 4 4 16"/>',
    "phare": (
        '<path d="M8 8h4l1.2 9.5H6.8zM7.5 8V5L10 3l2.5 2v3M1 4l3.5 1M1 8.5l3.5-1M19 4l-3.5 1'
        'M19 8.5l-3.5-1"/>'
    ),
    "porte": '<path d="M5 17.5v-15h10v15M2.5 17.5h15M12 10v1.5"/>',
    "habitants": (
        '<circle cx="7" cy="6.5" r="3"/><path d="M1.5 17c0-4 2.5-5.5 5.5-5.5s5.5 1.5 5.5 5.5'
        'M13 4a3 3 0 0 1 0 5.5M15 12c2 .6 3.5 2 3.5 5"/>'
    ),
    "argent": '<path d="M15.5 5A6 6 0 1 0 15.5 15M2.5 8.5h9M2.5 11.5h8"/>',
    "tout": '<path d="M2.5 5h15M2.5 10h15M2.5 15h15"/>',
    "bilan": '<path d="M3 17.5h14M5 14.5v-5M10 14.5v-11M15 14.5v-8"/>',
    "assemblee": '<path d="M10 2.5v5M3 11.5a7 4 0 0 1 14 0M2 17.5h16M6 14.5h8"/>',
    "compte": '<circle cx="10" cy="6.5" r="3.5"/><path d="M3 17.5c0-4 3-6 7-6s7 2 7 6"/>',
    "colis": '<path d="M3 6.5 10 3l7 3.5v7L10 17l-7-3.5zM3 6.5 10 10l7-3.5M10 10v7"/>',
    "avant": '<path d="m12.5 4-6 6 6 6"/>',
    "apres": '<path d="m7.5 4 6 6-6 6"/>',
    "monter": '<path d="m4 12 6-6 6 6"/>',
    "descendre": '<path d="m4 8 6 6 6-6"/>',
    "reglages": '<path d="M2.5 6h8M14.5 6h3M2.5 14h3M9.5 14h8"/><circle cx="12.5" cy="6" r="2"/>'
    '<circle cx="7.5" cy="14" r="2"/>',
    "retour": '<path d="M17 10H3.5M9 4.5 3.5 10 9 15.5"/>',
    "alerte": '<path d="M10 2.5 18 17H2zM10 8v4.5M10 14v1.5"/>',
}
