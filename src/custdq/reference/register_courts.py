"""German courts that keep a commercial register, as they name themselves.

Source: names of the register courts, plain facts (register portal of the Länder), some of whose registers have moved to
another court since. The trap: `Frankfurt a. M.`, `Frankfurt/Main` and `Frankfurt am Main` are one court.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_COURTS = """
Aachen; Altenburg; Amberg; Ansbach; Apolda; Arnsberg; Arnstadt; Arnstadt Zweigstelle Ilmenau; Aschaffenburg; Augsburg;
Aurich; Bad Hersfeld; Bad Homburg v.d.H.; Bad Kreuznach; Bad Oeynhausen; Bad Salzungen; Bamberg; Bayreuth;
Berlin (Charlottenburg); Bielefeld; Bochum; Bonn; Braunschweig; Bremen; Bremerhaven; Celle; Chemnitz; Coburg; Coesfeld;
Cottbus; Cuxhaven; Darmstadt; Deggendorf; Dortmund; Dresden; Duisburg; Düren; Düsseldorf; Eisenach; Erfurt; Eschwege;
Essen; Flensburg; Frankfurt am Main; Frankfurt/Oder; Freiburg; Friedberg; Fritzlar; Fulda; Fürth; Gelsenkirchen; Gera;
Gießen; Gotha; Göttingen; Greiz; Gütersloh; Hagen; Hamburg; Hamm; Hanau; Hannover; Heilbad Heiligenstadt; Heilbronn;
Heidelberg; Hildburghausen; Hildesheim; Hof; Homburg; Ingolstadt; Iserlohn; Jena; Kaiserslautern; Karlsruhe; Kassel;
Kempten (Allgäu); Kiel; Kleve; Koblenz; Köln; Königstein; Konstanz; Korbach; Krefeld; Landau; Landshut; Langenfeld;
Lebach; Leipzig; Lemgo; Limburg; Lübeck; Ludwigsburg; Ludwigshafen a.Rhein (Ludwigshafen); Lüneburg; Magdeburg; Mainz;
Mannheim; Marburg; Meiningen; Memmingen; Merzig; Mönchengladbach; Montabaur; Mühlhausen; München; Münster;
Neubrandenburg; Neunkirchen; Neuruppin; Neuss; Nordhausen; Nürnberg; Offenbach am Main; Offenburg;
Oldenburg (Oldenburg); Osnabrück; Ottweiler; Paderborn; Passau; Pforzheim; Pinneberg; Pößneck;
Pößneck Zweigstelle Bad Lobenstein; Potsdam; Recklinghausen; Regensburg; Reutlingen; Rostock; Rottweil; Rudolstadt;
Saarbrücken; Saarlouis; Schweinfurt; Schwerin; Siegburg; Siegen; Sömmerda; Sondershausen; Sonneberg; Stade; Stadthagen;
Stadtroda; Steinfurt; Stendal; St. Ingbert; Stralsund; Straubing; Stuttgart; St. Wendel; Suhl; Tostedt; Traunstein;
Tübingen; Ulm; Völklingen; Walsrode; Weiden i. d. OPf.; Weimar; Wetzlar; Wiesbaden; Wittlich; Wuppertal; Würzburg;
Zweibrücken
"""
_OTHER_NAMES = {
    "Berlin": "Berlin (Charlottenburg)", "Charlottenburg": "Berlin (Charlottenburg)",
    "Berlin-Charlottenburg": "Berlin (Charlottenburg)", "Charlottenburg (Berlin)": "Berlin (Charlottenburg)",
    "Bad Homburg": "Bad Homburg v.d.H.", "Bad Homburg vor der Höhe": "Bad Homburg v.d.H.",
    "Frankfurt": "Frankfurt am Main", "Frankfurt a. M.": "Frankfurt am Main", "Frankfurt/Main": "Frankfurt am Main",
    "Frankfurt (Oder)": "Frankfurt/Oder", "Frankfurt an der Oder": "Frankfurt/Oder",
    "Freiburg im Breisgau": "Freiburg", "Freiburg i. Br.": "Freiburg", "Kempten": "Kempten (Allgäu)",
    "Landau in der Pfalz": "Landau", "Limburg a. d. Lahn": "Limburg", "Limburg an der Lahn": "Limburg",
    "Ludwigshafen": "Ludwigshafen a.Rhein (Ludwigshafen)",
    "Ludwigshafen am Rhein": "Ludwigshafen a.Rhein (Ludwigshafen)",
    "Offenbach": "Offenbach am Main", "Oldenburg": "Oldenburg (Oldenburg)", "Weiden": "Weiden i. d. OPf.",
    "Weiden in der Oberpfalz": "Weiden i. d. OPf.", "Sankt Ingbert": "St. Ingbert", "Sankt Wendel": "St. Wendel",
    "Ulm/Donau": "Ulm", "Freiburg/Breisgau": "Freiburg", "Hamburg-Mitte": "Hamburg",
}  # fmt: skip
_FRONT = re.compile(r"^(?:(?:amtsgericht|registergericht|handelsregister|AG)\s+(?:des\s+AG\s+)?)+", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W_]+")
#: A place name as German writes it: words with one capital in front, small words between, a bracket or a dot.
_PLACE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+\.?(?:[ /-]\(?(?:[A-ZÄÖÜ]?[a-zäöüß]+|[a-z])\.?\)?){0,5}")


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("ß", "ss"))
    return _NOT_LETTERS.sub("", "".join([c for c in plain if not unicodedata.combining(c)]))


def _fold(name: str) -> str:
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        name = name.lower().replace(umlaut, plain)
    return _bare(name)


@cache
def _courts() -> dict[str, str]:
    names = [name.strip() for name in _COURTS.replace("\n", " ").split(";")]
    known = {_fold(name): name for name in names}
    # a court named without its umlauts (Koln, Munchen) is known too
    bare = {_bare(name): name for name in names}
    return bare | {_fold(other): name for other, name in _OTHER_NAMES.items()} | known


def register_court(text: str) -> str | None:
    """Return a court under the name it gives itself; one of another place as written; None where it is no place name.

    >>> register_court("Amtsgericht Charlottenburg"), register_court("Koeln"), register_court("KXln")
    ('Berlin (Charlottenburg)', 'Köln', None)
    """
    name = _FRONT.sub("", text.strip(" ,;:"))
    return _courts().get(_fold(name)) or (name if _PLACE.fullmatch(name) else None)
