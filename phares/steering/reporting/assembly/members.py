"""The structures of the pole, by field of activity or by part of the territory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Prefetch

from phares.activities.library.queries import publication_titles
from phares.activities.library.rules.filing import in_words
from phares.common.facts import during
from phares.cooperative.membership.queries import associate_ids
from phares.kernel.time import Period
from phares.kernel.tongue import french, say
from phares.kernel.words import listed
from phares.people.directory.models import Belonging, Claim, Organisation, Presence
from phares.people.directory.queries import statements_on
from phares.people.directory.rules.belonging import Stay
from phares.people.directory.rules.kinds import HOUSED, MEMBER_ROLES, BelongingRole
from phares.people.directory.rules.presence import Presence as There
from phares.people.directory.rules.presence import present
from phares.steering.reporting.assembly.passages import Passage, passages
from phares.steering.reporting.assembly.year import Year
from phares.steering.reporting.formats import content as c
from phares.steering.reporting.rules.presence import VAGUE, dates_told, heads_told, months_of

OTHERS = french("Autres activités")
ONE_DAY = timedelta(days=1)


def residents(told: Year) -> c.Section | None:
    """Whoever lived in the premises in the year, guests included."""
    here, known = _belongings(told, HOUSED)
    if not here:
        return None
    blocks = _told(told, "residents", here, known, _field)
    return told.section("residents", blocks, lead=_residents_lead(told, here))


def adherents(told: Year) -> c.Section | None:
    """Whoever belongs without a roof, by part of the territory where the pole has parts."""
    here, known = _belongings(told, (BelongingRole.ADHERENT,))
    if not here:
        return None
    by = _area if any(one.area_id for one in here) else _field
    blocks = _told(told, "adherents", here, known, by)
    return told.section("adherents", blocks, lead=_area_lead(told, here))


def _belongings(
    told: Year, roles: Sequence[BelongingRole]
) -> tuple[list[Belonging], Mapping[int, Passage]]:
    """Those of the year in these roles, and the passage of each: two queries.

    A tie that ends the day before the year, or begins the day after, is read as well: who goes
    from one to the other neither came nor left.
    """
    frame = told.so_far
    wider = Period(frame.start - ONE_DAY, told.closing_day + 2 * ONE_DAY)
    members = [role.value for role in MEMBER_ROLES]
    rows = (
        Belonging.objects.filter(during(wider), pole=told.pole, role__in=members)
        .select_related("party__organisation__main_category", "area")
        .prefetch_related(Prefetch("presences", Presence.objects.order_by("starts_on")))
        .order_by("pk")
    )
    here = [one for one in rows if one.role in roles and one.period.overlaps(frame)]
    return here, passages(rows)


type Grouping = Callable[[Belonging], tuple[int, str]]


def _told(
    told: Year, key: str, here: list[Belonging], known: Mapping[int, Passage], by: Grouping
) -> list[c.Block]:
    blocks: list[c.Block] = []
    if words := told.paragraphs(key):
        blocks.append(c.Paragraphs(words))
    if shared := _values(told):
        blocks.append(c.Paragraphs(shared, say("Ce que nous partageons")))
    blocks.append(_families(told, here, known, by))
    if moves := _movements(told, here, known):
        blocks.append(moves)
    return blocks


def _values(told: Year) -> tuple[str, ...]:
    shared = statements_on(told.pole, told.closing_day).filter(key="value")
    return tuple(f"{text}." for text in shared.values_list("text", flat=True))


def _families(
    told: Year, here: list[Belonging], known: Mapping[int, Passage], by: Grouping
) -> c.Families:
    """A structure stands once, as its last stay of the year says."""
    associates = associate_ids([one.party_id for one in here], told.closing_day)
    claims = _claims(here)
    grouped: dict[tuple[int, str], list[c.Member]] = defaultdict(list)
    for one in _latest(here):
        said = claims.get(one.party_id, ())
        member = _member(one, known[one.pk], told, one.party_id in associates, said)
        grouped[by(one)].append(member)
    ordered = sorted(grouped.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    return c.Families(tuple(c.Family(name, tuple(said)) for (_rank, name), said in ordered))


def _latest(here: list[Belonging]) -> list[Belonging]:
    """Each party’s last stay, in the order they were typed."""
    last = {one.party_id: one for one in sorted(here, key=lambda one: (one.starts_on, one.pk))}
    return [one for one in here if last[one.party_id] is one]


def _field(one: Belonging) -> tuple[int, str]:
    organisation = _organisation(one)
    category = organisation.main_category if organisation else None
    return (category.rank, category.name) if category else (10_000, OTHERS)


def _area(one: Belonging) -> tuple[int, str]:
    return (one.area.rank, one.area.name) if one.area else (10_000, say("Sans territoire"))


def _organisation(one: Belonging) -> Organisation | None:
    return getattr(one.party, "organisation", None)


def _member(
    one: Belonging, passage: Passage, told: Year, associate: bool, claims: tuple[str, ...]
) -> c.Member:
    organisation = _organisation(one)
    words = organisation.description or organisation.tagline if organisation else ""
    there = _there(one, told.closing_day)
    moved_in = one.role == BelongingRole.ADHERENT.value and passage.then is not None
    return c.Member(
        name=one.party.name,
        text=" ".join(filter(None, [words, one.outcome and f"{one.outcome.rstrip('.')}."])),
        is_associate=associate,
        is_gone=there is There.NO and not moved_in,
        is_unsure=there is There.UNKNOWN,
        dates_text=dates_told(passage.start, passage.end, told.year, passage.goes_on),
        illustrative=one.party.illustrative,
        claims=claims,
    )


def _there(one: Belonging, day: date) -> There:
    """In the premises that day, by the rule of the figures; an adherent, at the pole."""
    if one.role == BelongingRole.ADHERENT.value:
        return present([Stay(one.beginning, one.ending)], day)
    stays = [Stay(span.beginning, span.ending) for span in one.presences.all()]
    return present(stays, day) if day in one.period else There.NO


def _claims(here: Iterable[Belonging]) -> dict[int, tuple[str, ...]]:
    """What structures say of themselves, dated and sourced, never summed."""
    ids, titles = [one.party_id for one in here], publication_titles()
    said: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in Claim.objects.filter(organisation_id__in=ids):
        source = f", {in_words(claim.source, titles)}" if claim.source else ""
        said[claim.organisation_id][f"{claim.dated}{source}"].append(str(claim))
    return {
        pk: tuple(
            say("Selon ses propres chiffres ({when}) : {all}.", when=when, all=listed(all_))
            for when, all_ in by.items()
        )
        for pk, by in said.items()
    }


def _movements(
    told: Year, here: list[Belonging], known: Mapping[int, Passage]
) -> c.Movements | None:
    """Month by month, those who came or left in the year: a passage is told once."""
    once = {known[one.pk].stays[-1].pk: known[one.pk] for one in here}
    moves = [move for passage in once.values() if (move := _movement(passage, told))]
    return c.Movements(tuple(moves)) if moves else None


def _movement(passage: Passage, told: Year) -> c.Movement | None:
    start, end, spans = passage.start, passage.end, passage.spans
    text = dates_told(start, end, told.year, passage.goes_on)
    if text is None:
        return None
    first, last = months_of(spans[0].starts_on, spans[-1].ends_on, told.year)
    uncertain = not start.certain or (end is not None and end.precision in VAGUE)
    return c.Movement(passage.stays[-1].party.name, first, last, text, uncertain)


def _residents_lead(told: Year, here: list[Belonging]) -> str:
    """The figures of a year that is over; in one that runs, what the list says today."""
    if told.running:
        still = [one for one in here if _there(one, told.closing_day) is There.YES]
        during, now_there = (len({one.party_id for one in found}) for found in (here, still))
        return heads_told(during, now_there, told.closing_day)
    year, now = told.figure("residents_during_year"), told.figure("residents")
    if not year or not now or year.value is None or now.value is None:
        return ""
    perhaps = len({one.party_id for one in here}) - int(year.value)
    return heads_told(int(year.value), int(now.value), told.closing_day, max(perhaps, 0))


def _area_lead(told: Year, here: list[Belonging]) -> str:
    """« Valenciennois : 13 ; Cambrésis : 4. »: who is there on the closing day, as the figure."""
    still = [one for one in here if _there(one, told.closing_day) is There.YES]
    parts = Counter(_area(one) for one in still)
    if len(parts) < 2:
        return ""
    ordered = sorted(parts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return " ; ".join(f"{name} : {count}" for (_rank, name), count in ordered) + "."
