"""Habits of French and Spanish names: `M.` before a name is Monsieur, and two family names stand behind a given name.

The trap: `M. Weiss` is an initial as well as a title, and Mary Garcia Smith has a middle name; so a French given name
must follow the one, and both words of the other must be family names of Spanish countries.
"""

from __future__ import annotations

from collections.abc import Sequence

from custdq.text.personal_names import SURELY_FAMILY, SURELY_GIVEN, name_lean
from custdq.text.width import fold_marks

# Given names that are French by their spelling and no usual second name of English speakers.
_FRENCH_GIVEN = frozenset(
    "alain andre antoine arnaud baptiste benoit bertrand cedric christophe cyril damien didier emile etienne "
    "fabien fabrice florent franck francois frederic gaston georges ghislain gilles gregoire guillaume henri "
    "herve hugues jacques jean jerome joel julien laurent loic luc lucien marcel mathieu matthieu maxime michel "
    "mickael nicolas noel olivier pascal patrice philippe pierre raoul regis remi remy rene romain sebastien "
    "serge stephane sylvain thibault thierry tristan xavier yann yannick yves yvon".split()
)
# The commonest family names of Spain and Spanish America.
_SPANISH_FAMILY = frozenset(
    "garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez martin jimenez hernandez ruiz diaz moreno "
    "munoz alvarez romero gutierrez alonso navarro torres dominguez ramos vazquez vasquez ramirez gil serrano morales "
    "molina blanco suarez castro ortega delgado ortiz marin rubio nunez medina sanz castillo iglesias cortes garrido "
    "santos guerrero lozano cano cruz mendez flores herrera pena leon marquez cabrera gallego calvo vidal campos reyes "
    "vega fuentes carrasco diez caballero nieto aguilar santana pascual herrero montero lorenzo hidalgo gimenez ibanez "
    "ferrer duran santiago vargas mora vicente benitez arias carmona crespo roman pastor soto saez velasco moya soler "
    "parra esteban bravo gallardo rojas mendoza rivera guzman chavez juarez contreras salazar estrada valdez valdes "
    "espinoza espinosa acosta rios figueroa maldonado sandoval cervantes orozco avila zamora trujillo camacho cardenas "
    "rosales quintero villarreal salinas escobar pacheco mejia cordova cordoba zuniga barrera zapata osorio bolanos "
    "lara ochoa ponce montoya franco miranda peralta cisneros rosario velazquez velez quinones arroyo bautista".split()
)
_LEAST, _MOST = 3, 4


def is_monsieur(words: Sequence[str]) -> bool:
    """Tell whether the first word is the `M.` of Monsieur: a French given name and a family name follow.

    >>> is_monsieur(["M.", "Thierry", "Weiss"]), is_monsieur(["M.", "Scott", "Weiss"]), is_monsieur(["M.", "Thierry"])
    (True, False, False)
    """
    if len(words) < _LEAST or words[0] != "M.":
        return False
    given = fold_marks(words[1]).lower().split("-")[0]
    return given in _FRENCH_GIVEN and (name_lean(words[-1]) or 0) < SURELY_GIVEN


def is_double_family(words: Sequence[str]) -> bool:
    """Tell whether the last two words are family names of a Spanish country, and those before them given names.

    >>> is_double_family(["Elena", "Ruiz", "Navarro"]), is_double_family(["Mary", "Garcia", "Smith"])
    (True, False)
    """
    if not _LEAST <= len(words) <= _MOST:
        return False
    if not all(fold_marks(word).lower() in _SPANISH_FAMILY for word in words[-2:]):
        return False
    second_last = name_lean(words[-2])
    if second_last is None or second_last > SURELY_FAMILY:
        return False
    return all((name_lean(word) or 0) >= SURELY_GIVEN for word in words[:-2])
