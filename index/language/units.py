"""Units and currencies, by the words, codes and signs for them."""

from index.language.packs import packs, per_packs
from index.language.vocabulary import word_set

SIGNS = {
    "$": "dollar", "us$": "dollar.us", "$us": "dollar.us", "c$": "dollar.ca", "ca$": "dollar.ca", "$ca": "dollar.ca",
    "a$": "dollar.au", "au$": "dollar.au", "hk$": "dollar.hk", "€": "euro", "£": "pound.sterling", "¥": "yen",
    "₹": "rupee",
}  # fmt: skip
MONEY = word_set("dollar euro pound yen rupee franc yuan rouble peso real krona won bitcoin cent penny")
DURATIONS = word_set("second minute hour day week month year decade century")
CODES = {"usd": "dollar.us", "cad": "dollar.ca", "aud": "dollar.au", "eur": "euro", "gbp": "pound.sterling", "jpy": "yen",
    "chf": "franc.ch"}  # fmt: skip
# symbols that most languages share
SYMBOLS = {symbol: symbol for symbol in word_set("""
    % km m cm mm km² m² m³ km/h mph kg g mg lb dl cl ml hl °c °f ° kw mw gw kwh mwh gwh twh kb mb gb tb hz mhz ghz
""")} | {"h": "hour", "ft": "foot", "km2": "km²", "m2": "m²", "m3": "m³", "ha": "hectare", "kmh": "km/h", "kph": "km/h",
    "t": "tonne", "lbs": "lb", "hertz": "hz"}  # fmt: skip


@per_packs
def unit_words() -> dict[str, str]:
    """Return the words, codes and symbols of units, flat, with the id of each unit."""
    return {word: unit for pack in reversed(packs()) for word, unit in pack.amounts.units.items()} | CODES | SYMBOLS


_SAME = (
    {"dollar.us", "dollar"}, {"pound", "livre"}, {"pound", "lb"}, {"livre", "lb"}, {"pound.sterling", "pound"},
    {"pound.sterling", "livre"},
)  # fmt: skip


def same_unit(claim: str | None, quote: str | None) -> bool:
    """Tell whether a quantity in ``quote`` units may be told in ``claim`` units: equal, or said less precisely."""
    if claim is None or claim == quote:
        return True
    if quote is None:
        return False
    if {claim, quote} in _SAME:
        return True
    return (claim, quote[0]) == ("°", "°") or quote.startswith(claim + ".")


def unit_kind(unit: str | None) -> str:
    """Return "money", "percent", "duration", "measure" or "count"."""
    if unit is None or unit == "times":
        return "count"
    if unit.partition(".")[0] in MONEY:
        return "money"
    if unit in {"%", "point", "half", "third", "quarter"}:
        return "percent"
    return "duration" if unit in DURATIONS else "measure"
