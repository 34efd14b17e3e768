"""The demonstration poles, loaded once for a class of stories."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.test import TestCase

from phares.demo.load import PASSWORD, SignIn, load_demo
from phares.people.accounts.models import User
from phares.steering.reporting.queries.figures import FigureOfYear, figures_of

NEW_YEAR, NEW_YEARS_EVE = date(2015, 1, 1), date(2015, 12, 31)


class DemoStory(TestCase):
    """A house with the demonstration `pole` in it. Figures are read anew by each story."""

    pole: ClassVar[str]
    year: ClassVar[int]
    sign_ins: ClassVar[list[SignIn]]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.sign_ins = load_demo(cls.pole)

    def figures(self) -> dict[str, FigureOfYear]:
        return {one.code: one for one in figures_of(self.year)}

    def value(self, code: str) -> Decimal | None:
        return self.figures()[code].value

    def signed_in_as(self, name: str) -> Any:
        self.client.force_login(User.objects.get(name=name))
        return self.client

    def password_of(self, name: str) -> tuple[str, str]:
        [found] = [one for one in self.sign_ins if one.name == name]
        assert found.password == PASSWORD
        return found.email, found.password


class Phares2015(DemoStory):
    pole, year = "phares", 2015


class Hainaut2021(DemoStory):
    pole, year = "hainaut", 2021
