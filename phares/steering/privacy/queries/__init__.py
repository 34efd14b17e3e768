"""Who is who, what is held on them, for how long, and whose time is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from phares.common.audit.models import Entry
from phares.common.facts import on
from phares.kernel.personal import Holding, Item, Keeping, Subject
from phares.kernel.refusal import Reason
from phares.kernel.tongue import say
from phares.people.accounts.models import User
from phares.people.accounts.personal_data import ACCOUNTS, accounts_held
from phares.people.accounts.queries.leaving import account_by_address, same_name
from phares.people.directory.models import Party, Person
from phares.people.directory.personal_data import PERSONS, persons_held
from phares.people.directory.queries.duplicates import absorbed_by
from phares.steering.privacy import sources
from phares.steering.privacy.models import Retention
from phares.steering.privacy.rules.retention import cut, in_words


@dataclass(frozen=True, slots=True)
class Term:
    """A duration as it stands on a day."""

    keeping: Keeping
    months: int | None
    source: str
    set_on: date | None = None
    """Since when the pole decided otherwise than what Phares proposes."""

    @property
    def words(self) -> str:
        """« 3 ans après la dernière fonction »."""
        return " ".join(filter(None, (in_words(self.months), str(self.keeping.since))))


def terms_on(day: date) -> dict[str, Term]:
    """Every duration that day: what the pole decided, else what Phares proposes. One query."""
    decided = {row.code: row for row in Retention.objects.filter(on(day))}
    return {code: _term(one, decided.get(code)) for code, one in sources.keepings().items()}


def words_on(day: date) -> dict[str, str]:
    """Each duration in words, by its code."""
    return {code: term.words for code, term in terms_on(day).items()}


def _term(keeping: Keeping, decided: Retention | None) -> Term:
    if decided is None:
        return Term(keeping, keeping.months, keeping.source)
    return Term(keeping, decided.months, decided.source, decided.starts_on)


def cut_of(terms: Mapping[str, Term], day: date, code: str) -> date:
    """The day before which it is over; nothing ever is where no number is given."""
    months = terms[code].months
    return date.min if months is None else cut(day, months)


def last_retention(code: str) -> Retention | None:
    return Retention.objects.filter(code=code).order_by("-starts_on").first()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the register, with its duration of that day."""

    holding: Holding
    term: Term


def register(day: date) -> list[Row]:
    terms = terms_on(day)
    return [Row(one, terms[one.keeping.code]) for one in sources.holdings()]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the directory, their account, or either alone."""

    card: Person | None
    user: User | None

    @property
    def person(self) -> int | None:
        return None if self.card is None else self.card.pk

    @property
    def account(self) -> int | None:
        return None if self.user is None else self.user.pk

    @property
    def record(self) -> Person | User:
        """What the journal speaks of."""
        found = self.card or self.user
        assert found is not None
        return found

    @property
    def erased_on(self) -> date | None:
        return self.record.erased_on

    @property
    def ids(self) -> Subject:
        return Subject(self.person, self.account)

    def __str__(self) -> str:
        return str(self.record)


def of_person(pk: int) -> Somebody:
    """From the card; `Person.DoesNotExist` when there is none. An account that is tied to no card
    is theirs by its address."""
    card = Person.objects.get(pk=pk)
    return Somebody(card, account_by_address(card))


def surely(somebody: Somebody) -> Somebody:
    """Without an account that is theirs by its address alone: under another name it may be
    somebody else’s, and what is erased does not come back."""
    card, user = somebody.card, somebody.user
    if card and user and user.person_id is None and not same_name(card, user):
        return Somebody(card, None)
    return somebody


def of_account(pk: int) -> Somebody:
    """From the account; `User.DoesNotExist` when there is none."""
    user = User.objects.select_related("person").get(pk=pk)
    return Somebody(user.person, user)


def named_by(key: str) -> Somebody | None:
    """From what the journal calls them; nobody when no such card or account is there."""
    kind, _colon, number = key.partition(":")
    find = {"directory.person": of_person, "accounts.user": of_account}.get(kind)
    if find is None or not number.isdigit():
        return None
    try:
        return find(int(number))
    except (Person.DoesNotExist, User.DoesNotExist):
        return None


def subject_of(somebody: Somebody) -> Subject:
    """With all the names they are or were written under, and their addresses."""
    card, user, keys = somebody.card, somebody.user, _cards(somebody.ids)
    now = [one.name for one in (card, user) if one]
    now += card.aliases.values_list("name", flat=True) if card else []
    reach = [card.email, card.phone] if card else []
    reach += [user.email] if user else []
    former = Entry.objects.filter(subject_key__in=keys).values_list("subject", flat=True)
    signed = Entry.objects.filter(actor_id__in=[user.pk] if user else [])
    acted = signed.values_list("actor_name", flat=True)
    names = dict.fromkeys([*now, *former.distinct(), *acted.distinct()])
    whole = tuple(dict.fromkeys(filter(None, [*names, *reach])))
    shared = _shared(names, somebody.ids)
    alone = tuple(name for name in whole if name not in shared)
    return Subject(somebody.person, somebody.account, whole, alone)


def _cards(who: Subject) -> list[str]:
    persons = [who.person, *absorbed_by(who.person)] if who.person else []
    cards = [f"directory.person:{pk}" for pk in persons]
    return cards + ([f"accounts.user:{who.account}"] if who.account else [])


def _shared(names: Iterable[str], who: Subject) -> set[str]:
    """The names that another card or account bears too."""
    wanted = list(names)
    others = Party.objects.filter(name__in=wanted).exclude(pk=who.person or 0)
    users = User.objects.filter(name__in=wanted).exclude(pk=who.account or 0)
    return {*others.values_list("name", flat=True), *users.values_list("name", flat=True)}


def records_of(who: Subject) -> list[str]:
    """The keys of all that is theirs: found in the tables, so that a new one is never forgotten."""
    found = _cards(who)
    for model in apps.get_models():
        for column, pk in _columns_to(model, who):
            rows = model._base_manager.filter(**{column: pk}).values_list("pk", flat=True)
            found += [f"{model._meta.label_lower}:{one}" for one in rows]
    return found


def _columns_to(model: type[Model], who: Subject) -> Iterator[tuple[str, int]]:
    """The columns of a table that point to this person or account."""
    for field in model._meta.concrete_fields:
        pk = who.account if field.related_model is User else who.person
        if field.related_model in (Person, Party, User) and pk and not field.primary_key:
            yield field.attname, pk


def gathered(who: Subject) -> list[tuple[Holding, list[Item]]]:
    """All that is held on somebody, holding by holding; what holds nothing says so."""
    found: dict[str, list[Item]] = {}
    for source in sources.SOURCES:
        found |= source.gather(who)
    return [(one, found.get(one.code, [])) for one in sources.holdings()]


def why_kept(who: Collection[Subject], day: date) -> dict[Subject, list[Reason]]:
    """What stands against forgetting each of them."""
    cuts = partial(cut_of, terms_on(day), day)
    found: dict[Subject, list[Reason]] = {}
    for source in sources.SOURCES:
        for one, reason in source.why_not_erase(who, day, cuts).items():
            found.setdefault(one, []).append(reason)
    return found


def everybody() -> list[Subject]:
    """The persons of the directory with their account, and the accounts that are of no card."""
    theirs = {person: account for account, person in accounts_held() if person is not None}
    cards = [Subject(one.person, theirs.get(one.person or 0)) for one in persons_held()]
    return cards + [Subject(None, account) for account, person in accounts_held() if person is None]


def last_seen(who: Collection[Subject]) -> dict[Subject, date]:
    """The last day each had something to do with the pole.

    Of who never had anything, the journal says when they were written down.
    """
    found: dict[Subject, date] = {}
    for source in sources.SOURCES:
        for one, day in source.last_known(who).items():
            found[one] = max(day, found.get(one, day))
    silent = {f"directory.person:{one.person}": one for one in who if one not in found}
    lines = Entry.objects.filter(subject_key__in=list(silent)).order_by("pk")
    for key, at in lines.values_list("subject_key", "at"):
        found[silent[key]] = at.date()
    return found


def forgotten_by_the_clock(day: date) -> list[Subject]:
    """Whose time is over, and whom no law keeps."""
    cuts, who = partial(cut_of, terms_on(day), day), everybody()
    persons, accounts = cuts(PERSONS.code), cuts(ACCOUNTS.code)
    seen = last_seen(who)
    over = [one for one in who if seen.get(one, date.max) < (persons if one.person else accounts)]
    kept = why_kept(over, day)
    return [one for one in over if one not in kept]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is past one duration, for a person to look at before the clock takes it away."""

    what: str
    term: Term
    items: list[Item]


def waiting(day: date) -> list[Waiting]:
    """Everything that is past its time, duration by duration, empty ones included."""
    terms = terms_on(day)
    over = forgotten_by_the_clock(day)
    names = names_of(over)
    persons = [Item(names[one]) for one in over if one.person]
    accounts = [Item(names[one]) for one in over if not one.person]
    purged = [
        Waiting(one.what, terms[one.keeping], one.due(cut_of(terms, day, one.keeping)))
        for one in sources.purges()
    ]
    return [
        Waiting(say("Personnes"), terms[PERSONS.code], persons),
        Waiting(say("Comptes sans fiche"), terms[ACCOUNTS.code], accounts),
        *purged,
    ]


def names_of(who: Iterable[Subject]) -> dict[Subject, str]:
    """Each under the name of the card, else of the account: two queries."""
    known = list(who)
    persons = Person.objects.in_bulk([one.person for one in known if one.person])
    users = User.objects.in_bulk([one.account for one in known if not one.person])
    return {
        one: persons[one.person].name if one.person else users[one.account or 0].name
        for one in known
    }


def people() -> QuerySet[Person]:
    """Everybody who has a card, erased ones apart."""
    return Person.objects.filter(erased_on=None).order_by("family_name", "given_name", "pk")


def accounts_alone() -> QuerySet[User]:
    """Accounts that no card is tied to."""
    return User.objects.filter(Q(person=None), erased_on=None).order_by("name")
