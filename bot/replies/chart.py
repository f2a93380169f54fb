"""Figures of a timeline -> a chart of them as a PNG, by matplotlib, which is an extra."""

import logging
import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from bot.phrases import Phrases
from bot.replies.timeline import figure_of
from bot.text import clipped
from retrieval import Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

MAX_BARS = 16
_INCHES, _DOTS = (8.0, 4.5), 150
_DATED, _UNDATED, _INK = "#2f6f9f", "#b4bec6", "#22303a"
_TITLE_UNITS = 40
_LABEL_UNITS = 16
_CROWDED = 5
# Fonts for Chinese, those made for the screen first.
_FONTS = re.compile(r"(?:sans|hei|gothic|yahei|pingfang|ming|song|kai|serif|cjk|fallback|unicode)", re.IGNORECASE)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class ChartsMissing(Exception):
    """Matplotlib, which draws the charts, is not installed."""


def chart(term: str, points: Sequence[Point], phrases: Phrases, fonts: Sequence[str] | None = None) -> bytes:
    """Return the last figures, in their order, as bars with their dates and values, in a PNG; the same give the same
    bytes.

    Where none of the fonts, files that are those of this machine unless told, has all characters, dates and values are
    told in digits only. Raises ChartsMissing.
    """
    # It would tell whoever asked for a chart that it looks for fonts, which takes some seconds the first time.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise ChartsMissing from None
    shown = points[-MAX_BARS:]
    labels = [clipped(figure_of(point), _LABEL_UNITS) for point in shown]
    dates = [clipped(point.date, _LABEL_UNITS) if point.date else phrases.undated for point in shown]
    title = clipped(term, _TITLE_UNITS)
    font = _font_for("".join([*labels, *dates, title]), fonts)
    if font is None:
        labels, dates, title = [_digits(point) for point in shown], [point.date or "?" for point in shown], ""
    figure = Figure(figsize=_INCHES, dpi=_DOTS, layout="constrained", facecolor="white")
    axes = figure.subplots()
    _draw(axes, shown, labels, dates, font)
    if title:
        axes.set_title(title, fontproperties=font, fontsize=16, color=_INK, pad=14)
    written = BytesIO()
    # The version of the library would make other bytes of the same picture.
    figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def _draw(
    axes: "Axes", shown: Sequence[Point], labels: Sequence[str], dates: Sequence[str], font: "FontProperties | None"
) -> None:
    heights = [-point.high if point.change == "fall" else point.high for point in shown]
    colours = [_DATED if point.date else _UNDATED for point in shown]
    bars = axes.bar(range(len(shown)), heights, color=colours, width=0.62)
    for bar, height, label in zip(bars, heights, labels, strict=True):
        axes.annotate(
            label,
            (bar.get_x() + bar.get_width() / 2, height),
            xytext=(0, 4 if height >= 0 else -4),
            textcoords="offset points",
            ha="center",
            va="bottom" if height >= 0 else "top",
            fontproperties=font,
            fontsize=11 if len(shown) <= _CROWDED else 9,
            color=_INK,
        )
    crowded = len(shown) > _CROWDED
    axes.set_xticks(range(len(shown)), dates, rotation=30 if crowded else 0, ha="right" if crowded else "center")
    for tick in axes.get_xticklabels():
        tick.set_fontproperties(font)
        tick.set(fontsize=10, color=_INK)
    axes.tick_params(length=0)
    axes.set_yticks([])
    axes.axhline(0, color=_INK, linewidth=0.8)
    axes.margins(y=0.15)
    for side in axes.spines.values():
        side.set_visible(False)


def _font_for(text: str, fonts: Sequence[str] | None) -> "FontProperties | None":
    """Return a font with every character of a text, the same one each time; None if none has them."""
    from matplotlib.font_manager import FontProperties, get_font

    if not _WIDE.search(text):
        return FontProperties()
    wanted = {ord(character) for character in text if not character.isspace()}
    for file in _installed() if fonts is None else fonts:
        try:
            known = get_font(file).get_charmap()
        except (OSError, RuntimeError):
            continue
        if wanted <= known.keys():
            return FontProperties(fname=file)
    return None


def _installed() -> list[str]:
    """Return the files of this machine's fonts that may hold Chinese, those that are easy to read on a screen first."""
    from matplotlib.font_manager import fontManager

    return sorted(
        {entry.fname for entry in fontManager.ttflist if _FONTS.search(entry.name)},
        key=lambda name: ("sans" not in name.lower(), "regular" not in name.lower(), name),
    )


def _digits(point: Point) -> str:
    sign = {"rise": "+", "fall": "-"}.get(point.change, "")
    return f"{sign}{point.high:,.10g}" + ("%" if point.kind == "percentage" else "")
