"""All schemes of identifiers by name, and the schemes that stand for a family of others (VAT numbers by prefix).

Adding a scheme is one row in the file of its region. The trap: one number has many names (VAT
number, USt-IdNr., n° TVA); names by which a scheme is also known are aliases, and a scheme has one name of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from custdq.errors import Reason
from custdq.fields.identifier_africa import AFRICA_SCHEMES
from custdq.fields.identifier_americas import AMERICAS_SCHEMES
from custdq.fields.identifier_asia import ASIA_SCHEMES
from custdq.fields.identifier_births import READERS, birth_parts, impossible_birth
from custdq.fields.identifier_china import CHINA_SCHEMES
from custdq.fields.identifier_europe import EUROPE_SCHEMES
from custdq.fields.identifier_finance import FINANCE_SCHEMES
from custdq.fields.identifier_personal import PERSONAL_SCHEMES
from custdq.fields.identifier_scheme import Scheme, Verdict
from custdq.fields.identifier_vat import VAT_SCHEMES

#: Prefix of a VAT number -> its scheme: the member states, and Northern Ireland for goods; Britain as before 2021.
_UNION = {
    "AT": "at.uid", "BE": "be.vat", "BG": "bg.vat", "CY": "cy.vat", "CZ": "cz.dic", "DE": "de.vat", "DK": "dk.cvr",
    "EE": "ee.kmkr", "EL": "gr.vat", "ES": "es.nif", "FI": "fi.alv", "FR": "fr.tva", "HR": "hr.oib", "HU": "hu.anum",
    "IE": "ie.vat", "IT": "it.iva", "LT": "lt.pvm", "LU": "lu.tva", "LV": "lv.pvn", "MT": "mt.vat", "NL": "nl.btw",
    "PL": "pl.nip", "PT": "pt.nif", "RO": "ro.cf", "SE": "se.vat", "SI": "si.ddv", "SK": "sk.dph", "XI": "gb.vat",
    "GB": "gb.vat",
}  # fmt: skip
#: Prefixes of other countries' tax numbers, for numbers that name their country themselves.
_ELSEWHERE = {
    "AD": "ad.nrt", "AL": "al.nipt", "AR": "ar.cuit", "AU": "au.abn", "AZ": "az.voen", "BR": "br.cnpj", "BY": "by.unp",
    "CA": "ca.bn", "CL": "cl.rut", "CN": "cn.uscc", "CO": "co.nit", "CR": "cr.cpj", "DO": "do.rnc", "DZ": "dz.nif",
    "EC": "ec.ruc", "EG": "eg.tn", "FO": "fo.vn", "GB": "gb.vat", "GH": "gh.tin", "GN": "gn.nifp", "GR": "gr.vat",
    "GT": "gt.nit", "ID": "id.npwp", "IL": "il.hp", "IN": "in.gstin", "IS": "is.vsk", "JP": "jp.cn", "KE": "ke.pin",
    "KR": "kr.brn", "LI": "li.peid", "MA": "ma.ice", "MC": "mc.tva", "MD": "md.idno", "ME": "me.pib", "MK": "mk.edb",
    "MX": "mx.rfc", "MZ": "mz.nuit", "NO": "no.mva", "NZ": "nz.ird", "PE": "pe.ruc", "PY": "py.ruc", "RS": "rs.pib",
    "RU": "ru.inn", "SG": "sg.uen", "SM": "sm.coe", "SN": "sn.ninea", "SV": "sv.nit", "TH": "th.tin", "TN": "tn.mf",
    "TR": "tr.vkn", "TW": "tw.ubn", "UA": "ua.edrpou", "UY": "uy.rut", "VE": "ve.rif", "VN": "vn.mst", "ZA": "za.tin",
}  # fmt: skip


@dataclass(frozen=True)
class Family(Scheme):
    """A scheme whose numbers name their own scheme by the letters in front; the value keeps these letters."""

    members: tuple[tuple[str, str], ...] = ()

    def judge(self, compact: str) -> Verdict:
        """Judge by the scheme of the country in front."""
        members = dict(self.members)
        if compact.startswith("CHE") and "CH" in members:
            return SCHEMES["ch.vat"].judge(compact)
        if compact.startswith(("EU", "IM")) and "EU" in members:
            return SCHEMES["eu.oss"].judge(compact)
        prefix = "EL" if compact[:2] == "GR" else compact[:2]
        if prefix not in members:
            return Verdict(None, Reason.BAD_FORMAT)
        verdict = SCHEMES[members[prefix]].judge(compact[2:])
        country = "GR" if prefix == "EL" else prefix
        value = verdict.value and (prefix + verdict.value.removeprefix(prefix))
        return verdict._replace(value=value, parts={**verdict.parts, "country": country}, formatted=None)


#: ISO 3166-1 numeric codes of the member states, with which numbers of the one-stop shop begin.
_STATES = "|".join(
    (
        "040 056 100 191 196 203 208 233 246 250 276 300 348 372 380 428 440 442 470 528 "
        "616 620 642 703 705 724 752 900"
    ).split()
)

SCHEMES: dict[str, Scheme] = {
    **VAT_SCHEMES, **EUROPE_SCHEMES, **CHINA_SCHEMES, **ASIA_SCHEMES, **AMERICAS_SCHEMES, **AFRICA_SCHEMES,
    **PERSONAL_SCHEMES, **FINANCE_SCHEMES,
    "eu.oss": Scheme(rf"EU(?:{_STATES})\d{{6}}|IM(?:{_STATES})\d{{7}}"),
    "eu.vat": Family("", members=tuple(_UNION.items())),
    "vatin": Family("", members=tuple({**_UNION, **_ELSEWHERE, "CH": "ch.vat", "EU": "eu.oss"}.items())),
}  # fmt: skip

SCHEMES |= {
    name: replace(SCHEMES[name], parts=partial(birth_parts, name), impossible=partial(impossible_birth, name))
    for name in READERS
}

#: Other names of a scheme -> the scheme.
ALIASES: dict[str, str] = {
    "cn.ric": "cn.resident_id", "cn.id": "cn.resident_id", "uscc": "cn.uscc", "iso9362": "bic", "swift": "bic",
    **{f"{'gr' if prefix == 'EL' else prefix.lower()}.vat": name for prefix, name in _UNION.items()},
    **{f"{prefix.lower()}.vat": name for prefix, name in _ELSEWHERE.items() if prefix not in ("GB", "GR")},
}  # fmt: skip
ALIASES = {alias: name for alias, name in ALIASES.items() if alias not in SCHEMES}
