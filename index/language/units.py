"""Units and currencies, by the words and signs that French and English have for them."""

from index.language.vocabulary import word_set


def _named(text: str) -> dict[str, str]:
    """Read lines of ``unit: word, word``."""
    lines = (line.split(":") for line in text.strip().splitlines())
    return {word.strip(): unit.strip() for unit, names in lines for word in names.split(",")}


SIGNS = {
    "$": "dollar", "us$": "dollar.us", "$us": "dollar.us", "c$": "dollar.ca", "ca$": "dollar.ca", "$ca": "dollar.ca",
    "a$": "dollar.au", "au$": "dollar.au", "hk$": "dollar.hk", "€": "euro", "£": "pound.sterling", "¥": "yen",
    "₹": "rupee",
}  # fmt: skip
MONEY = word_set("dollar euro pound yen rupee franc yuan rouble peso real krona won bitcoin cent penny")
DURATIONS = word_set("second minute hour day week month year decade century")

UNITS = _named("""
    dollar: dollar, dollars
    dollar.us: us dollar, us dollars, american dollars, dollars americains, dollars us, dollar americain, usd
    dollar.ca: canadian dollars, dollars canadiens, canadian dollar, dollar canadien, cad
    dollar.au: australian dollars, dollars australiens, aud
    euro: euro, euros, eur
    pound.sterling: livres sterling, livre sterling, pounds sterling, pound sterling, british pounds, gbp
    pound: pound, pounds
    livre: livres
    yen: yen, yens, jpy
    rupee: rupee, rupees, roupie, roupies
    franc: franc, francs
    franc.ch: francs suisses, swiss francs, chf
    franc.cfa: francs cfa, cfa francs
    yuan: yuan, yuans, renminbi
    rouble: rouble, roubles, ruble, rubles
    peso: peso, pesos
    won: won, wons
    cent: cents, centimes
    penny: penny, pence
    %: %, percent, per cent, pour cent, pourcent, pct
    point: percentage points, percentage point, points de pourcentage
    second: second, seconds, seconde, secondes, sec
    minute: minute, minutes, min
    hour: hour, hours, heure, heures, h
    day: day, days, jour, jours
    week: week, weeks, semaine, semaines
    month: month, months, mois
    year: year, years, an, ans, annee, annees
    decade: decade, decades, decennie, decennies
    century: century, centuries, siecle, siecles
    km: km, kilometre, kilometres, kilometer, kilometers
    m: m, metre, metres, meter, meters
    cm: cm, centimetre, centimetres, centimeter, centimeters
    mm: mm, millimetre, millimetres, millimeter, millimeters
    mile: mile, miles
    foot: foot, feet, ft, pied, pieds
    inch: inch, inches, pouce, pouces
    km²: km², km2, square kilometres, square kilometers, kilometres carres
    m²: m², m2, square metres, square meters, metres carres
    m³: m³, m3, cubic metres, cubic meters, metres cubes
    ft²: square foot, square feet, sq ft, pied carre, pieds carres
    mi²: square mile, square miles
    yard: yard, yards
    hectare: hectare, hectares, ha
    acre: acre, acres
    km/h: km/h, kmh, kph, kilometres per hour, kilometers per hour, kilometres heure, kilometres par heure
    mph: mph, miles per hour
    kg: kg, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes
    g: g, gram, grams, gramme, grammes
    mg: mg, milligram, milligrams, milligramme, milligrammes
    tonne: t, tonne, tonnes, ton, tons, metric tons
    lb: lb, lbs
    litre: litre, litres, liter, liters
    dl: dl, decilitre, decilitres
    cl: cl, centilitre, centilitres
    ml: ml, millilitre, millilitres, milliliter, milliliters
    hl: hl, hectolitre, hectolitres
    °c: °c, degrees celsius, degres celsius, celsius
    °f: °f, degrees fahrenheit, degres fahrenheit
    °: °, degree, degrees, degre, degres
    kw: kw, kilowatt, kilowatts
    mw: mw, megawatt, megawatts
    gw: gw, gigawatt, gigawatts
    kwh: kwh
    mwh: mwh
    gwh: gwh
    twh: twh
    kb: kb, ko
    mb: mb, mo, megabytes, megaoctets
    gb: gb, go, gigabytes, gigaoctets
    tb: tb, to
    third: thirds, tiers
    quarter: quarters, quarts
    hz: hz, hertz
    mhz: mhz
    ghz: ghz
    times: times, fois
""")
CASED = word_set("go mo ko to")  # French bytes; in lower case they are English words


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
