"""The figures as one picture: how much of each bound is used. Written by hand as SVG, so that nothing is to be installed."""

from collections.abc import Sequence
from html import escape

from benchmarks.figures import Figure

_LEFT = 380
_WIDTH = 320  # of the bar of a bound that is used up
_ROW = 26
_TOP = 54
_COLOURS = {"holds": "#2f855a", "within the spread": "#b7791f", "missed": "#c53030"}
_STYLE = "text{font:13px system-ui,sans-serif;fill:#1a202c}.b{font-weight:600}"


def used(one: Figure) -> float:
    """The part of a bound that is used up; above 1 it is missed."""
    if one.bound.kind == "at least":
        return one.bound.limit / one.value
    return one.value / one.bound.limit


def draw(figures: Sequence[Figure]) -> str:
    """The picture: a bar for each row, a line where its bound is."""
    height = _TOP + _ROW * len(figures) + 16
    bars = "\n".join(_bar(one, _TOP + _ROW * location) for location, one in enumerate(figures))
    line = _LEFT + _WIDTH
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {height}" role="img">
<title>How much of each bound is used</title>
<style>{_STYLE}</style>
<rect width="900" height="{height}" fill="#fff"/>
<text x="16" y="28" class="b">How much of each bound is used: shorter is better, past the line is missed</text>
{bars}
<path d="M{line} {_TOP - 8}V{height - 12}" stroke="#1a202c" stroke-dasharray="4 3"/>
</svg>
"""


def _bar(one: Figure, top: int) -> str:
    part = used(one)
    width = round(min(part, 1.4) * _WIDTH)
    name = escape(one.what.replace("`", ""))
    said = escape(f"{one.value:.3g} ({one.bound})")
    return (
        f'<text x="{_LEFT - 10}" y="{top + 15}" text-anchor="end">{name}</text>'
        f'<rect x="{_LEFT}" y="{top + 3}" width="{width}" height="16" rx="3" fill="{_COLOURS[one.verdict]}"/>'
        f'<text x="{max(_LEFT + width, _LEFT + _WIDTH) + 8}" y="{top + 15}">{said}</text>'
    )
