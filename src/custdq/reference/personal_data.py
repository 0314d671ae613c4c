"""Which values are data about a person, and how sensitive they are, with the law or standard that says so.

Sources: Personal Information Protection Law of the People's Republic of China (PIPL, in force since 1 November 2021),
articles 4, 28 and 31; GB/T 35273-2020, annex B; Regulation (EU) 2016/679 (GDPR), articles 4, 8 and 87. Plain facts.
Levels follow the stricter of the two laws. The trap: this tells what to look after, it is no legal advice, and data
about a company stops being harmless where the company bears its owner's name.
"""

from __future__ import annotations

from typing import NamedTuple

NONE, ORDINARY, SENSITIVE = "none", "ordinary", "sensitive"

#: Below this age (years) a person's data is sensitive in China.
CHILD = 14


class PersonalData(NamedTuple):
    """What a value says about a person, its level, and what says so."""

    what: str
    level: str
    basis: str = ""


_PERSON = "PIPL art. 4; GDPR art. 4"
NOT_PERSONAL = PersonalData("", NONE)
CHILDREN = PersonalData("date of birth, of children too", SENSITIVE, "PIPL art. 28 and 31; GDPR art. 8")
NATIONAL_ID = PersonalData("official number of a person", SENSITIVE, "GB/T 35273 annex B; GDPR art. 87")
ACCOUNT = PersonalData("financial account", SENSITIVE, "PIPL art. 28; GB/T 35273 annex B")
HIDDEN = {
    "official numbers": NATIONAL_ID,
    "phone numbers": PersonalData("phone numbers among other text", ORDINARY, _PERSON),
    "email addresses": PersonalData("email addresses among other text", ORDINARY, _PERSON),
}

#: By the kind of value a column holds.
BY_KIND = {
    "person_name": PersonalData("name of a person", ORDINARY, _PERSON),
    "party_name": PersonalData("names of persons among companies", ORDINARY, _PERSON),
    "phone": PersonalData("phone number", ORDINARY, _PERSON),
    "email": PersonalData("email address", ORDINARY, _PERSON),
    "address": PersonalData("postal address", ORDINARY, _PERSON),
    "coordinates": PersonalData("precise location", SENSITIVE, "PIPL art. 28; GB/T 35273 annex B"),
}
#: By the unified name of a column, where its kind does not tell.
BY_NAME = {
    "wechat": PersonalData("account with an online service", ORDINARY, _PERSON),
    "gender": PersonalData("gender", ORDINARY, _PERSON),
    "birthday": PersonalData("date of birth", ORDINARY, _PERSON),
    "contact_name": PersonalData("name of a person", ORDINARY, _PERSON),
    "resident_id": NATIONAL_ID,
}

#: Schemes of identifiers that number a person.
PERSONAL_SCHEMES = frozenset(
    "cn.resident_id cn.passport cn.hk_macao_permit cn.taiwan_permit cn.home_return_permit cn.taiwan_compatriot_permit "
    "cn.foreigner_id hk.id mo.id tw.id tw.arc au.tfn be.nn br.cpf ca.sin ch.ssn de.idnr dk.cpr ee.ik es.dni es.nie "
    "fi.hetu fr.nir in.aadhaar in.pan in.epic il.idnr it.codicefiscale jp.in_ kr.rrn lt.asmens mx.curp my.nric nl.bsn "
    "no.fodselsnummer pk.cnic se.personnummer pl.pesel ro.cnp th.pin tr.tckimlik us.atin us.itin us.ptin us.ssn "
    "za.idnr cz.rc sk.rc bg.egn id.nik is.kennitala ar.dni cr.cpf cu.ni do.cedula ec.ci pe.cui fr.nif".split()
)
#: Schemes of identifiers that number an account.
ACCOUNT_SCHEMES = frozenset(
    "iban be.iban es.iban me.iban no.iban credit_card ar.cbu cz.bankaccount nz.bankaccount es.ccc no.kontonr".split()
)
