"""A map drawn from GeoJSON: longitude and latitude into a drawing of a given width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import cos, radians
from typing import Any

WIDTH = 640
MARGIN = 0.04
LETTER, GAP, LINE = 9, 11, 10
AROUND = "land"
"""Land around, which the frame cuts instead of growing to hold it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline or line, as an SVG path; `kind` is its class."""

    kind: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One point with its label, in drawing units. `right`: the label goes to the left of it."""

    name: str
    x: int
    y: int
    kind: str = ""
    url: str = ""

    named: bool = True
    """Whether its name is written: where names would lie on each other, the dot alone stays."""

    @property
    def right(self) -> bool:
        return self.x > WIDTH * 0.66

    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of its name, about."""
        wide = len(self.name) * LETTER + GAP
        left = self.x - wide if self.right else self.x + GAP
        return left, self.y - LINE, left + wide, self.y + LINE


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to mark: degrees, WGS 84."""

    name: str
    latitude: float
    longitude: float
    kind: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The equirectangular frame of what is drawn; a degree of longitude shrinks with latitude."""

    west: float
    north: float
    scale: float
    squeeze: float

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        x = (longitude - self.west) * self.squeeze * self.scale
        return round(x), round((self.north - latitude) * self.scale)


def points(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    """Every (longitude, latitude) of a geometry, however nested."""

    def walk(nested: Any) -> Iterator[tuple[float, float]]:
        if nested and isinstance(nested[0], int | float):
            yield float(nested[0]), float(nested[1])
        else:
            for inner in nested:
                yield from walk(inner)

    yield from walk(geometry["coordinates"])


def draw(outline: Mapping[str, Any] | None, places: Iterable[Place]) -> Drawing | None:
    """The outlines and the places in one frame; None when there is nothing to draw."""
    marked = list(places)
    features = list((outline or {}).get("features", []))
    framed = [one for one in features if one.get("properties", {}).get("kind") != AROUND]
    known = [point for feature in framed for point in points(feature["geometry"])]
    known += [(place.longitude, place.latitude) for place in marked]
    if not known:
        return None
    frame, height = _frame(known)
    shapes = tuple(
        _shape(feature, frame) for feature in features if feature["geometry"]["type"] != "Point"
    )
    spots = [
        _label(feature, frame) for feature in features if feature["geometry"]["type"] == "Point"
    ]
    for place in marked:
        x, y = frame.at(place.longitude, place.latitude)
        spots.append(Spot(place.name, x, y, place.kind, place.url))
    return Drawing(WIDTH, height, shapes, tuple(_readable(spots)))


def _readable(spots: list[Spot]) -> list[Spot]:
    """The pole first, then towns, then members: a name is written when its room is free."""
    order = {"home": 0, "town": 1, "water": 1}
    taken: list[tuple[int, int, int, int]] = []
    found: dict[int, Spot] = {}
    for rank in sorted(range(len(spots)), key=lambda n: order.get(spots[n].kind, 2)):
        spot = spots[rank]
        free = not any(_meet(spot.box(), other) for other in taken)
        if free:
            taken.append(spot.box())
        found[rank] = replace(spot, named=free)
    return [found[rank] for rank in range(len(spots))]


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _frame(known: list[tuple[float, float]]) -> tuple[Frame, int]:
    longitudes, latitudes = zip(*known, strict=True)
    west, east = min(longitudes), max(longitudes)
    south, north = min(latitudes), max(latitudes)
    squeeze = cos(radians((south + north) / 2))
    wide = max((east - west) * squeeze, (north - south) * 0.75, 0.002)
    scale = WIDTH / (wide * (1 + 2 * MARGIN))
    middle = (west + east) / 2
    left = middle - WIDTH / scale / squeeze / 2
    top = north + wide * MARGIN
    return Frame(left, top, scale, squeeze), round((top - south + wide * MARGIN) * scale)


def _shape(feature: Mapping[str, Any], frame: Frame) -> Shape:
    geometry = feature["geometry"]
    properties = feature.get("properties", {})
    closed = geometry["type"].endswith("Polygon")
    lines = {"LineString": [geometry["coordinates"]], "MultiPolygon": _rings(geometry)}
    path = "".join(
        _path(line, frame, closed=closed)
        for line in lines.get(geometry["type"], geometry["coordinates"])
    )
    return Shape(properties.get("kind", "area"), properties.get("name", ""), path)


def _rings(geometry: Mapping[str, Any]) -> list[Any]:
    if geometry["type"] != "MultiPolygon":
        return []
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def _path(line: Iterable[Any], frame: Frame, *, closed: bool) -> str:
    steps = [frame.at(point[0], point[1]) for point in line]
    return "M" + "L".join(f"{x} {y}" for x, y in steps) + ("z" if closed else "")


def _label(feature: Mapping[str, Any], frame: Frame) -> Spot:
    longitude, latitude = next(points(feature["geometry"]))
    properties = feature.get("properties", {})
    kind = properties.get("kind", "water")
    return Spot(properties.get("name", ""), *frame.at(longitude, latitude), kind=kind)
