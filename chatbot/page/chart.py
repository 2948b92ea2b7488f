"""A bar chart of the library by date of publication; a click on a bar asks of its period only."""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from datetime import date

from chatbot.page.frame import button
from chatbot.page.html import Html, tag
from chatbot.page.wording import Wording
from index.types import Dated

MOST = 36  # bars, so that each is six pixels wide on a small phone
SPANS = {"month": 1, "year": 12, "decade": 120, "century": 1200}  # what a bar stands for, in months


def chart(counts: Mapping[str, int], said: Wording) -> Html:
    """Return the chart of so many articles by month, "2025-04", by year where no more is known, "" where nothing is."""
    dated = {known: count for known, count in counts.items() if known}
    if not dated:
        return Html()
    unit, bars = _bars(dated)
    first, last, most = min(bars), max(bars), max(bars.values())
    drawn = [_bar(unit, n, f"grid-column: {n - first + 1}; --share: {bars[n] / most:.1%}", bars[n], said) for n in sorted(bars)]
    ends = [tag("span", _named(unit, n, said)) for n in sorted({first, last})]
    apart = {"chart_vague": sum(dated.values()) - bars.total(), "chart_undated": counts.get("", 0)}
    untold = " · ".join(said.count(key, count) for key, count in apart.items() if count)
    return tag(
        "div",
        tag("p", said(f"chart_{unit}", most=most), id="chart-title"),
        tag("div", *drawn, class_="bars", style=f"--bars: {last - first + 1}"),
        tag("p", *ends, class_="ends", aria_hidden="true"),
        *([tag("p", untold)] if untold else []),
        class_="chart",
        role="group",
        aria_labelledby="chart-title",
    )


def _bars(dated: Mapping[str, int]) -> tuple[str, Counter[int]]:
    """Return what the bars stand for, the least of which there is room for, and the articles of each by its number.

    An article of which only the year is known is in no month: where most are such, the bars stand for years.
    """
    for unit, span in SPANS.items():
        bars = Counter[int]()
        for known, count in dated.items():
            year, _, month = known.partition("-")
            if month or unit != "month":
                bars[(12 * int(year) + int(month or 1) - 1) // span] += count
        if 2 * bars.total() >= sum(dated.values()) and max(bars) - min(bars) < MOST:
            break
    return unit, bars


def _bar(unit: str, number: int, place: str, count: int, said: Wording) -> Html:
    since, until = (day.isoformat() for day in _period(unit, number))
    told = said("chart_bar", period=_named(unit, number, said), articles=said.count("only_articles", count))
    pressed = {"aria_pressed": "false", "aria_label": told, "title": told}
    return button("period", data_since=since, data_until=until, style=place, **pressed)


def _period(unit: str, number: int) -> tuple[date, date]:
    (year, month), (last, end) = (divmod(at, 12) for at in (number * SPANS[unit], (number + 1) * SPANS[unit] - 1))
    return date(max(year, 1), month + 1, 1), date(last, end + 1, monthrange(last, end + 1)[1])


def _named(unit: str, number: int, said: Wording) -> str:
    since, until = _period(unit, number)
    if unit == "month":
        return said.date(Dated(since.isoformat()[:7], origin="chart"))
    return str(since.year) if unit == "year" else f"{since.year}–{until.year}"
