"""Dates known only to the month, the season, the year or the decade."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from phares.kernel.lifecycle import Labelled
from phares.kernel.refusal import Reason
from phares.kernel.time import Month, Period
from phares.kernel.tongue import in_french, say

MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
WEEKDAYS = (
    "lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche "
    "|monday |tuesday |wednesday |thursday |friday |saturday |sunday "
)
ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)
SEASONS = {3: "printemps", 6: "été", 9: "automne", 12: "hiver"}
ENGLISH_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def month_name(number: int) -> str:
    """« août », “August”."""
    return (MONTHS if in_french() else ENGLISH_MONTHS)[number - 1]


class Precision(Labelled):
    """How exactly a date is known."""

    DAY = "day", "au jour près"
    MONTH = "month", "au mois près"
    SEASON = "season", "à la saison près"
    EARLY = "early", "en début d’année"
    YEAR = "year", "à l’année près"
    DECADE = "decade", "à la décennie près"
    BEFORE = "before", "avant cette date"


@dataclass(frozen=True, order=True, slots=True)
class Dated:
    """A day with its precision. `day` is the first day of what is known, except for BEFORE."""

    day: date
    precision: Precision = Precision.DAY

    @property
    def after(self) -> date:
        """The first day outside what is known: « août 2015 » gives 1 September 2015.

        For BEFORE it is the day itself: at that day the thing was surely over.
        """
        match self.precision:
            case Precision.MONTH:
                return Month.of(self.day).next.period.start
            case Precision.SEASON | Precision.EARLY:
                return Month.of(self.day).next.next.next.period.start
            case Precision.YEAR:
                return date(self.day.year + 1, 1, 1)
            case Precision.DECADE:
                return date(self.day.year + 10, 1, 1)
            case Precision.BEFORE:
                return self.day
        return self.day + timedelta(days=1)

    @classmethod
    def ending_at(cls, outside: date, precision: Precision) -> Dated:
        """The date one says for something whose first day outside is `outside`."""
        last = outside if precision is Precision.BEFORE else outside - timedelta(days=1)
        return cls(last).of_precision(precision)

    @property
    def eve(self) -> Dated:
        """The end of what stops when this begins, as exactly as it reads right.

        Before « mars 2016 », « février 2016 »; before « début 2015 », 31 December 2014.
        """
        said = Dated.ending_at(self.day, self.precision)
        return said if said.after == self.day else Dated(self.day - timedelta(days=1))

    @property
    def certain(self) -> bool:
        return self.precision is not Precision.BEFORE

    @property
    def begun(self) -> date:
        """From this day on, what began so has begun for sure: the last day of « hiver 2015 ».

        Known to the month, it counts from the first day of that month.
        """
        if self.precision in (Precision.DAY, Precision.MONTH, Precision.BEFORE):
            return self.day
        return self.after - timedelta(days=1)

    def begun_by(self, day: date) -> bool | None:
        """Whether something that began so had begun that day; None: nobody knows."""
        if day >= self.begun:
            return True
        return False if self.certain and day < self.day else None

    def after_which(self, day: date) -> bool | None:
        """Whether something that ended so still lasted that day; None: nobody knows.

        Known to the month, it lasted the whole month. Known to the season, the year or the decade,
        one cannot say of a day inside; « avant le 31 décembre » says nothing of any day before.
        """
        if day >= self.after:
            return False
        if self.precision in (Precision.DAY, Precision.MONTH):
            return True
        return True if self.certain and day < self.day else None

    def of_precision(self, precision: Precision) -> Dated:
        """The same day said less exactly: 4 January 2016 gives « 2016 », « hiver 2015 »."""
        day = self.day
        match precision:
            case Precision.MONTH:
                day = day.replace(day=1)
            case Precision.SEASON:
                first = Month.of(day)
                while first.number % 3:
                    first = first.previous
                day = first.period.start
            case Precision.EARLY | Precision.YEAR:
                day = date(day.year, 1, 1)
            case Precision.DECADE:
                day = date(day.year // 10 * 10, 1, 1)
        return Dated(day, precision)

    def __str__(self) -> str:
        """As one says it: « 1er mars 2015 », “1 March 2015”."""
        if not in_french():
            return self._in_english()
        day, month = self.day, MONTHS[self.day.month - 1]
        first = "1er" if day.day == 1 else str(day.day)
        match self.precision:
            case Precision.MONTH:
                return f"{month} {day.year}"
            case Precision.SEASON:
                return f"{SEASONS[day.month]} {day.year}"
            case Precision.EARLY:
                return f"début {day.year}"
            case Precision.YEAR:
                return str(day.year)
            case Precision.DECADE:
                return f"années {day.year // 10 * 10}"
            case Precision.BEFORE:
                return f"avant le {first} {month} {day.year}"
        return f"{first} {month} {day.year}"

    def _in_english(self) -> str:
        day, month = self.day, ENGLISH_MONTHS[self.day.month - 1]
        match self.precision:
            case Precision.MONTH:
                return f"{month} {day.year}"
            case Precision.SEASON:
                return f"{ENGLISH_SEASONS[day.month]} {day.year}"
            case Precision.EARLY:
                return f"early {day.year}"
            case Precision.YEAR:
                return str(day.year)
            case Precision.DECADE:
                return f"{day.year // 10 * 10}s"
            case Precision.BEFORE:
                return f"before {day.day} {month} {day.year}"
        return f"{day.day} {month} {day.year}"

    @property
    def _spoken(self) -> str:
        """In English, the decade takes its article inside a sentence: “since the 1990s”."""
        return f"the {self}" if self.precision is Precision.DECADE else str(self)

    @property
    def onwards(self) -> str:
        """« depuis le 4 janvier 2016 », « depuis l’été 2015 », « depuis les années 1990 »."""
        if not in_french():
            return f"since {self._spoken}"
        said = str(self)
        match self.precision:
            case Precision.DAY:
                return f"depuis le {said}"
            case Precision.SEASON:
                return f"depuis le {said}" if said[0] == "p" else f"depuis l’{said}"
            case Precision.DECADE:
                return f"depuis les {said}"
        return f"depuis {said}"

    @property
    def to_come(self) -> str:
        """« dès le 4 janvier 2016 », « dès l’été 2015 », « avant le 4 janvier 2016 »."""
        if not in_french():
            return f"from {self._spoken}" if self.certain else str(self)
        return self.onwards.replace("depuis", "dès", 1) if self.certain else str(self)

    @property
    def up_to(self) -> str:
        """« jusqu’au 31 janvier 2016 », « jusqu’en août 2015 », « jusqu’à l’été 2015 »."""
        if not in_french():
            return f"until {self._spoken}" if self.certain else f"until an unknown day, {self}"
        said = str(self)
        match self.precision:
            case Precision.MONTH | Precision.YEAR:
                return f"jusqu’en {said}"
            case Precision.SEASON:
                return f"jusqu’au {said}" if said[0] == "p" else f"jusqu’à l’{said}"
            case Precision.EARLY:
                return f"jusqu’au {said}"
            case Precision.DECADE:
                return f"jusqu’aux {said}"
            case Precision.BEFORE:
                return f"jusqu’à un jour inconnu, {said}"
        return f"jusqu’au {said}"

    @property
    def iso(self) -> str:
        """For <time datetime>: the part that is known."""
        match self.precision:
            case Precision.MONTH | Precision.SEASON:
                return f"{self.day:%Y-%m}"
            case Precision.YEAR | Precision.DECADE | Precision.EARLY:
                return f"{self.day.year}"
        return self.day.isoformat()


_WRITTEN = {word: number for number, word in enumerate(MONTHS, 1)}
_WRITTEN |= {word.lower(): number for number, word in enumerate(ENGLISH_MONTHS, 1)}
_SEASON_MONTH = {word: number for number, word in (*SEASONS.items(), *ENGLISH_SEASONS.items())}


def read_dated(text: str) -> Dated:
    """Reads « 2015-10-05 », « 5/10/2015 », « octobre 2015 », « 2015-10 », « été 2015 », « 2015 »,
    « début 2014 », « années 1990 », « avant le 31/12/2015 »; “early 2014”, “1990s”, “before
    31/12/2015”. Anything else is a ValueError."""
    words = " ".join(text.lower().split()).replace("1er", "1")
    if words.startswith(("avant", "before")):
        inner = read_dated(re.sub(r"^(avant( le)?|before)\s*", "", words))
        return Dated(inner.day, Precision.BEFORE)
    if found := re.fullmatch(r"(?:années |(?:the )?(?=\d{4}s))(\d{3})0s?", words):
        return Dated(date(int(found[1]) * 10, 1, 1), Precision.DECADE)
    if re.fullmatch(r"\d{4}", words):
        return Dated(date(int(words), 1, 1), Precision.YEAR)
    if found := re.fullmatch(r"(\d{4})-(\d\d?)", words):
        return Dated(date(int(found[1]), int(found[2]), 1), Precision.MONTH)
    if found := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", words):
        return Dated(date(int(found[1]), int(found[2]), int(found[3])))
    if found := re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", words):
        return Dated(date(int(found[3]), int(found[2]), int(found[1])))
    return _read_words(words)


def _read_words(words: str) -> Dated:
    """« (le samedi) 12 mars 2015 », « (en) mars 2015 », « été 2015 »: no word that is not read."""
    found = re.fullmatch(rf"(?:(?:le )?(?:{WEEKDAYS})?(\d\d?) |en |in )?(\S+) (\d{{4}})", words)
    if not found:
        raise ValueError(f"{words!r} is not a date")
    day, name, year = found[1], found[2], int(found[3])
    if day:
        return Dated(date(year, _month(name), int(day)))
    if name in ("début", "early"):
        return Dated(date(year, 1, 1), Precision.EARLY)
    if name in _SEASON_MONTH:
        return Dated(date(year, _SEASON_MONTH[name], 1), Precision.SEASON)
    return Dated(date(year, _month(name), 1), Precision.MONTH)


def _month(name: str) -> int:
    if name not in _WRITTEN:
        raise ValueError(f"{name!r} is not a month")
    return _WRITTEN[name]


def why_not_span(since: Dated, until: Dated | None) -> Reason | None:
    """An end comes after its beginning."""
    if until is None or until.after > since.day:
        return None
    sentence = say(
        "La fin ({until}) vient avant le début ({since}). Corrigez l’une des deux dates.",
        until=until,
        since=since,
    )
    return Reason("ends-before-start", sentence)


def held_on(since: Dated, until: Dated | None, day: date) -> bool | None:
    """Whether something that began and ended so held that day; None: nobody knows."""
    answers = (since.begun_by(day), True if until is None else until.after_which(day))
    if False in answers:
        return False
    return None if None in answers else True


def held_in(since: Dated, until: Dated | None, frame: Period) -> bool | None:
    """Whether something that began and ended so held some day of the frame; None: nobody knows.

    What came « en 2015 » was there in 2015, if only its last day. What left « années 2010 » may
    have gone before; what came and went within the frame was there, whichever the days.
    """
    if since.certain and frame.end is not None and since.day >= frame.end:
        return False
    if until is not None and until.after <= frame.start:
        return False
    latest = since.begun if until is None else min(since.begun, until.after - timedelta(days=1))
    begins = frame.end is None or latest < frame.end
    came_within = since.certain and since.day >= frame.start
    return True if begins and (came_within or _lasts_to(until, frame.start)) else None


def _lasts_to(until: Dated | None, day: date) -> bool:
    """Whether what ended so surely lasted to that day, or to a later one."""
    if until is None:
        return True
    if until.precision in (Precision.DAY, Precision.MONTH):
        return until.after > day
    return until.certain and until.day >= day


def sure_part(since: Dated, until: Dated | None) -> Period | None:
    """The days on which it held without a doubt; None when no day is sure."""
    if until is None:
        return Period(since.begun)
    known = until.precision in (Precision.DAY, Precision.MONTH)
    end = until.after if known else until.day
    return Period(since.begun, end) if until.certain and since.begun < end else None


def doubts(since: Dated, until: Dated | None, day: date) -> tuple[str, ...]:
    """Why nobody knows whether it held that day, for who counts."""
    found = []
    if since.begun_by(day) is None:
        found.append(say("date de début incertaine : {since}", since=since))
    if until is not None and until.after_which(day) is None:
        found.append(say("date de fin incertaine : {until}", until=until))
    return tuple(found)


def span(since: Dated, until: Dated | None = None) -> Period:
    """From the first day of what is known of the one, up to the last of the other."""
    return Period(since.day, until.after if until else None)
