"""Charts as SVG, by pygal; painting.py makes PNG of it.

Everything is laid out 360 pixels wide, as a phone shows it, and drawn at twice that: whoever sees it wider sees it
larger, and nobody smaller than it was made. Nothing is said by colour alone: each number is printed, and a bar beyond
its line is striped. A picture has its own opaque ground and a frame, so that it is readable on light and dark alike.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any
from xml.etree import ElementTree as Tree

import pygal
from pygal.view import Box

from bot.digest.charts import Bar, Chart, Panel
from bot.digest.painting import FONT

# pygal looks for plug-ins (maps) by an importer of the old kind, of which Python warns at every import after it.
sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != pygal.__name__]

WIDTH = 360
TITLE, TEXT, SMALL = 17, 15, 14  # pixels where a picture is shown 360 wide
_EDGE, _ROW, _BAR = 14, 44, 16
_OVER, _COLUMNS, _UNDER = 20, 50, 22  # the highest column, and the room for what is written over and under it
_INNER = WIDTH - 2 * _EDGE
_BARE = {
    "margin": 0,
    "spacing": 0,
    "show_legend": False,
    "show_x_labels": False,
    "show_y_labels": False,
    "js": (),
    "css": (),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture: its ground, what is written, what is written smaller, bars, and bars beyond a line."""

    ground: str
    ink: str
    quiet: str
    bar: str
    beyond: str
    frame: str


# Blue and vermilion, and their lighter kin, are told apart with every kind of colour blindness (Okabe and Ito).
LIGHT = Theme("#ffffff", "#1f2328", "#57606a", "#0072b2", "#b84a00", "#767d86")
DARK = Theme("#161b22", "#e6edf3", "#a9b3be", "#56b4e9", "#e69f00", "#8b949e")


def svg(charts: Sequence[Chart], theme: Theme = LIGHT, title: str = "") -> str:
    """One picture of some charts below each other, in which nothing refers to anything outside."""
    page = _Page(theme)
    if title:
        page.write(title, TITLE, bold=True)
        page.below(8)
    for number, chart in enumerate(charts):
        page.below(18 if number else 0)
        page.show(chart)
    return page.text()


class _Page:
    """A picture that grows downwards."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._root = Tree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "font-family": FONT})
        self._root.append(_stripes(theme))
        self._ground = Tree.SubElement(self._root, "rect", x="0.5", y="0.5", rx="6", fill=theme.ground)
        self._ground.set("stroke", theme.frame)
        self._y = float(_EDGE)

    def show(self, chart: Chart) -> None:
        self.write(chart.title, TITLE, bold=True)
        most = max((bar.value for panel in chart.panels for bar in panel.bars), default=0) or 1
        for panel in chart.panels:
            self.below(8)
            if panel.title:
                self.write(panel.title, TEXT, bold=True)
            self._plot(_columns(panel, most, self._theme) if chart.upright else _rows(panel, self._theme))
        if chart.note:
            self.below(2)
            self.write(chart.note, SMALL, quiet=True)

    def write(self, words: str, size: int, *, bold: bool = False, quiet: bool = False) -> None:
        for line in wrap(_printable(words), int(_INNER / (size * (0.53 if bold else 0.5)))):
            self._y += size * 1.25
            node = Tree.SubElement(self._root, "text", x=str(_EDGE), y=f"{self._y - size * 0.25:g}")
            node.set("style", _lettering(size, self._theme.quiet if quiet else self._theme.ink, bold=bold))
            node.text = line

    def below(self, space: float) -> None:
        self._y += space

    def text(self) -> str:
        height = self._y + _EDGE
        self._ground.set("width", f"{WIDTH - 1}")
        self._ground.set("height", f"{height - 1:g}")
        for name, value in (("width", f"{WIDTH}"), ("height", f"{height:g}"), ("viewBox", f"0 0 {WIDTH} {height:g}")):
            self._root.set(name, value)
        return Tree.tostring(self._root, encoding="unicode")

    def _plot(self, graph: "_Rows | _Columns") -> None:
        """What pygal draws, without its scripts, its styles and what it keeps for a pointer."""
        place = f"translate({_EDGE - graph.aside:g} {self._y + graph.above:g})"
        group = Tree.SubElement(self._root, "g", transform=place)
        for node in graph.render_tree().iter("g"):
            if node.get("class", "").startswith("series "):
                group.append(node)
        for node in group.iter():
            for told in node.findall("desc"):
                node.remove(told)
        self._y += graph.config.height + graph.above - graph.spare


def _stripes(theme: Theme) -> Tree.Element:
    defs = Tree.Element("defs")
    values = {"id": "stripes", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    pattern = Tree.SubElement(defs, "pattern", values, patternTransform="rotate(45)")
    Tree.SubElement(pattern, "rect", width="6", height="6", fill=theme.ground)
    Tree.SubElement(pattern, "rect", width="4", height="6", fill=theme.beyond)
    return defs


class _Rows(pygal.HorizontalBar):  # type: ignore[misc]
    """Bars below each other, each under its name: so a name has the whole width."""

    above, aside = -(_ROW - _BAR) / 2 + _OVER, _INNER * Box.margin / (1 + 2 * Box.margin)
    spare = 8  # under the last bar, where no name follows
    _series_margin = (1 - _BAR / _ROW) / 2
    _serie_margin = 0

    def _tooltip_and_print_values(self, nodes: Any, serie: Any, _: Any, at: int, *measures: Any) -> None:
        bar, ink = serie.metadata[at]["of"], serie.metadata[at]["ink"]
        across, along, _, long = measures[2:]
        top, base, end = across - _BAR, min(along, along + long), max(along, along + long)
        self._line(nodes, base, top, 1, ink)
        if bar.enough:
            line = self.view.y(bar.enough)
            end = max(end, line)
            self._line(nodes, line, top, 2, ink)
        _put(self, nodes, bar.label, (base, top - 7), _lettering(TEXT, ink))
        _put(self, nodes, bar.said, (end + 7, top + _BAR / 2 + TEXT * 0.36), _lettering(TEXT, ink, bold=True))

    def _line(self, nodes: Any, x: float, top: float, wide: int, ink: str) -> None:
        style = f"stroke:{ink};stroke-width:{wide}"
        self.svg.node(nodes["text_overlay"], "path", d=f"M{x:g} {top - 3:g} v{_BAR + 6}", style=style)


class _Columns(pygal.Bar):  # type: ignore[misc]
    """Bars beside each other, each between its number and its day."""

    above, aside, spare = _OVER, 0, 0
    _series_margin = 0.14
    _serie_margin = 0

    def _tooltip_and_print_values(self, nodes: Any, serie: Any, _: Any, at: int, *measures: Any) -> None:
        bar, ink = serie.metadata[at]["of"], serie.metadata[at]["ink"]
        left, top, wide, _tall = measures[2:]
        middle, ground, is_last = left + wide / 2, self.view.y(0), at == len(serie.values) - 1
        style = f"stroke:{ink};stroke-width:1"
        self.svg.node(nodes["text_overlay"], "path", d=f"M{left - 4:g} {ground:g} h{wide + 8:g}", style=style)
        _put(self, nodes, bar.said, (middle, top - 5), _lettering(TEXT, ink, bold=is_last), "middle")
        _put(self, nodes, bar.label, (middle, ground + SMALL + 4), _lettering(SMALL, ink, bold=is_last), "middle")


def _rows(panel: Panel, theme: Theme) -> _Rows:
    most = max(max(bar.value, bar.enough) for bar in panel.bars) or 1
    room = max(len(bar.said) for bar in panel.bars) * TEXT * 0.62 + 12
    graph = _Rows(width=_INNER, height=_ROW * len(panel.bars), range=(0, most * _INNER / (_INNER - room)), **_BARE)
    graph.add("", [_value(bar, theme) for bar in reversed(panel.bars)])
    return graph


def _columns(panel: Panel, most: int, theme: Theme) -> _Columns:
    highest = max(bar.value for bar in panel.bars) or 1
    height = max(_COLUMNS * highest / most, SMALL)
    graph = _Columns(width=_INNER, height=height + _UNDER, range=(0, highest), margin_bottom=_UNDER, **_BARE)
    graph.add("", [_value(bar, theme) for bar in panel.bars])
    return graph


def _value(bar: Bar, theme: Theme) -> dict[str, Any]:
    is_beyond = 0 < bar.enough < bar.value
    paint = {"fill": "url(#stripes)", "stroke": theme.beyond} if is_beyond else {"fill": theme.bar}
    return {"value": bar.value, "of": bar, "ink": theme.ink, "node": paint}


def _put(graph: Any, nodes: Any, words: str, at: tuple[float, float], style: str, anchor: str = "start") -> None:
    x, y = at
    node = graph.svg.node(nodes["text_overlay"], "text", x=x, y=y, style=f"{style};text-anchor:{anchor}")
    node.text = _printable(words)


def _lettering(size: int, colour: str, *, bold: bool = False) -> str:
    return f"font-size:{size}px;font-weight:{700 if bold else 400};fill:{colour}"


def _printable(words: str) -> str:
    """Without what XML does not know, and without signs that turn the words around."""
    return "".join(each if each.isprintable() else " " for each in words)
