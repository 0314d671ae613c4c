"""Words of western organization names: trades, bodies, groups, and forms that are no word of any language.

The trap: a word that tells an organization from a person (Bank, Trading) need not be one to take off its name.
"""

from __future__ import annotations

import unicodedata

#: Trade words of English company names: what they trade in, not who they are.
TRADES = frozenset(
    "technology technologies tech technical trading trade electronics electronic electric electrical foods food "
    "beverage catering logistics "
    "garments garment clothing apparel textile textiles fashion machinery machine machines mechanical equipment "
    "hardware tools decoration "
    "decorating engineering construction building materials material chemicals chemical petrochemical plastics "
    "plastic rubber metal metals "
    "steel culture cultural media advertising film communication communications network networks software "
    "information data digital internet "
    "intelligent smart automation instruments instrument industrial industry industries manufacturing import export "
    "importexport international "
    "intl global development investment investments management consulting service services solutions systems supply "
    "chain commerce "
    "commercial ecommerce transport transportation freight forwarding shipping express energy power solar "
    "environmental environment protection "
    "biotech biotechnology biological pharmaceutical pharmaceuticals medical health healthcare education training "
    "travel tourism hotel "
    "restaurant real estate property properties furniture toys gifts arts crafts packaging printing paper auto "
    "automobile automotive parts "
    "agriculture agricultural farming design studio finance financial capital insurance leasing rental security "
    "products product "
    "enterprise enterprises business group holding holdings".split()
)
ORGANIZATION_WORDS = frozenset(
    "bank university college school hospital clinic institute academy association assoc assn foundation "
    "society union "
    "council committee comm center centre restaurant cafe café hotel motel inn museum library ministry department "
    "agency partners associates brothers sons store stores shop market club laboratory laboratories lab labs fund "
    "funds railway railroad airlines airways builders brokerage farm farms gallery galleries caucus party "
    "lodge league "
    "tribe ranch deli delicatessen grill tavern pub pizza pizzeria bakery brewery winery distillery diner bistro "
    "steakhouse kitchen press county township village district federation congress coalition alliance "
    "network chapter "
    "local locals lodge fraternity sorority order office offices bureau commission authority court "
    "government embassy "
    "consulate parish diocese temple mosque synagogue ministries ministry church congregation charities "
    "charity trust "
    "studio studios brands brand music records radio broadcasting television theater theatre theatres orchestra "
    "symphony ballet festival productions entertainment pictures films publications publishing publishers magazine "
    "newspaper tribune gazette realty realtors homes apartments condominium condominiums estates motors plumbing "
    "roofing towing salon dental pharmacy drugs hardware supply lumber carpet flooring windows landscaping nursery "
    "garage collision transmission tire tires mortgage attorneys accounting accountants bookkeeping cleaners laundry "
    "florist florists jewelers optical video photography printing graphics signs mfg manufacturers distributors "
    "wholesale retail outlet warehouse storage moving movers trucking cartage hauling disposal recycling excavating "
    "contractors contracting contractor electric heating cooling welding machining tooling fabricators exterminators "
    "janitorial maintenance landscapers veterinary animal daycare preschool kindergarten montessori tutoring "
    "employees workers teamsters citizens taxpayers firefighters teachers nurses physicians engineers carpenters "
    "electricians plumbers steelworkers ironworkers pipefitters laborers retirees veterans republicans democrats "
    "democratic republican political pac subsidiaries affiliates utilities utility cooperative coop systems works "
    "mills foundry refinery mining minerals resources petroleum exploration drilling pipeline cu fsb "
    "cathedral basilica chapel convent monastery abbey priory shrine cemetery memorial dentistry orthodontics "
    "consultants consultant cabinets cabinet asphalt paving masonry drywall fencing gas hs "
    "companhia compania compañia compagnie groupe grupo gruppo banco banca banque caja cooperativa sociedad "
    "sociedade "
    "societe société societa società gesellschaft versicherung versicherungen universität universidad université "
    "università institut instituto verein stiftung fundación fundacion associação asociación empresa "
    "empresas comercial "
    "industria industrias servicios transportes constructora inmobiliaria laboratorios hermanos figli fils frères "
    "gebrüder söhne petroleos aerea aereas stichting yayasan sanayi ticaret компания завод фабрика банк "
    "институт фонд "
    "holdings ventures enterprises industries corporation company co corp inc".split()
)
#: Words that stand inside names of bodies and hardly ever inside a person's.
BODY_WORDS = frozenset("of for the to at by on in with our dba".split())

#: Words that alone are no name, so that a form before or behind them is not taken off: Company Ltd.
BARE_WORDS = frozenset(
    "company co corporation corp cos companies firm cie compagnie companhia compañía empresa société gesellschaft "
    "bedrijf yhtiö bolag şirket компания фирма общество предприятие חברה شركة 회사 εταιρεία επιχείρηση".split()
)
#: Closing words of the company that holds others.
GROUP_WORDS = frozenset("group holding holdings gruppe groupe grupo gruppo groep holdingi группа холдинг".split())
#: Short forms that are no common word, taken off however they are written.
SURE_FORMS = frozenset(
    "fsb ssb kk hf "
    "llc llp lllp pllc ltd inc gmbh ggmbh plc pty oy oyj bv nv kft zrt nyrt sro doo srl srls sarl ltda lda "
    "aps ehf kg "
    "kgaa ohg gbr ag uab bhd tbk jsc ojsc cjsc pjsc pc lp sa ab eurl sasu snc slu asa asbl vzw pte pvt ulc "
    "mbh ug amba "
    "wll fze fzco dmcc opc ltee sagl bvba sprl eood ood spzoo ltd tnhh pcl saog saoc ooo oao zao ооо оао зао "
    "пао ао нао "
    "publ persero ип тов тоо фоп прат пат бв лтд еоод оод еад ад".split()
)
#: Trade words at the end of Chinese companies' English names, too common in western names to say anything there.
CHINESE_TRADES = frozenset(
    "computer computers computing bio optical optoelectronic optoelectronics photoelectric semiconductor "
    "semiconductors motor "
    "motors battery batteries paint coating coatings glass ceramic ceramics stone marble wood bamboo leather "
    "shoes footwear bags "
    "luggage jewelry jewellery watch tea wine liquor seafood aquatic feed seed seeds fertilizer pesticide "
    "mining coal petroleum oil "
    "gas water rail railway aviation marine ship shipbuilding bearing bearings valve valves pump pumps mould "
    "mold moulds tool "
    "cable wire lighting led display chip robot robotics laser sensor household kitchen kitchenware sanitary "
    "ware cosmetics beauty "
    "sports outdoor pet baby exhibition event art craft knitting weaving dyeing printing embroidery lace "
    "zipper button hardware "
    "fastener fasteners screw spring casting forging foundry alloy aluminum aluminium copper iron titanium "
    "magnet magnetic "
    "pharma medicine dental instrument appliance appliances air-conditioning refrigeration heating boiler "
    "crane elevator forklift "
    "vehicle vehicles tire tyre bicycle motorcycle trade commerce commercial enterprise enterprises brother "
    "bros group science sci "
    "research innovation creative interactive cloud ai iot intelligence telecom telecommunication "
    "telecommunications wireless "
    "mobile video audio game games animation publishing books stationery paper packing package printing label".split()
)
#: What people write who have no employer or company to name.
_NOBODY = frozenset(
    "个人 個人 个体 自由职业 自由职业者 自由業 自由职业人 无单位 無單位 无公司 无工作单位 无业 無業 待业 失业 "
    "退休 已退休 离退休 "
    "家庭主妇 selfemployed selfemployment freelance freelancer unemployed retired homemaker housewife "
    "notemployed noemployer nocompany indépendant selbständig autónomo".split()
)
#: No longer text is looked at.
_LONGEST_NOBODY = 24


def no_organization(text: str) -> bool:
    """Tell whether a text says that there is no organization: 个人, 无单位, self-employed.

    >>> no_organization("自由职业"), no_organization("Self Employed"), no_organization("个人护理")
    (True, True, False)
    """
    if len(text) > _LONGEST_NOBODY:
        return False
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum()) in _NOBODY
