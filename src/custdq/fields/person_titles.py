"""Titles and courtesy words around Chinese and western personal names, and what they say about the person.

The trap: 总, 工, 老师 are titles after a surname (王总) but syllables inside a name (李总明), so they count only at the
end and only when a surname, or a whole name, stands before them.
"""

from __future__ import annotations

import re

from custdq.reference.words import surnames

_MALE = "先生 大哥 叔叔 大叔 大爷 老爷子 哥 爷爷 伯伯 师兄 师弟 爸爸 爸 父亲 外公 老公 儿子 弟弟 哥哥 叔 少爷"
_FEMALE = (
    "女士 小姐 太太 夫人 阿姨 大姐 大妈 大娘 姐 妹 嫂 嫂子 奶奶 师姐 师妹 老板娘 妈妈 妈 母亲 外婆 姥姥 老婆 "
    "女儿 妹妹 姐姐 姨 婶 宝妈 小姐姐 美女"
)
_OFFICE = (
    "董事长 副董事长 执行董事 董事 总裁 副总裁 总经理 副总经理 总监 副总监 总助 副总 老总 总 经理 副经理 "
    "客户经理 项目经理 大区经理 业务经理 销售经理 销售主管 店长 厂长 副厂长 站长 队长 组长 班长 科长 副科长 "
    "处长 副处长 局长 副局长 部长 副部长 主任 副主任 校长 副校长 院长 副院长 所长 会长 秘书长 书记 副书记 "
    "主席 市长 县长 区长 镇长 乡长 村长 主管 主办 助理 秘书 文员 前台 会计 出纳 财务 采购 采购员 销售 业务员 "
    "客服 行政 人事 工程师 技术员 技师 老师 教授 博士 讲师 教练 医生 大夫 医师 护士 护士长 律师 法官 警官 "
    "记者 编辑 师傅 司机 老板 掌柜 工 师 导 公 老 同学 同志 朋友 家长 董 局 处 夫妇 夫妻 伉俪 总工 总工程师 "
    "高工 高级工程师 财务总监 销售总监 市场总监 运营总监 技术总监 人事经理 财务经理 采购经理 市场经理 "
    "产品经理 运营经理 区域经理 采购主管 采购部长 店员 导购 收银员 快递员 外卖员 快递小哥 保安 房东 租客 房客 "
    "助教 班主任 辅导员 副教授 研究员 院士 主治医师 副主任医师 主任医师 副主任护师 护工 法人 股东 合伙人 "
    "创始人 联合创始人 董秘 监事 监事长 理事 理事长 副会长 委员 干事 教官 船长 机长 警员 民警 支书 村支书 "
    "参谋 政委 团长 连长 营长 首长 院长助理 经理助理 总经理助理 董事长助理"
)
TITLES = tuple(sorted({*_MALE.split(), *_FEMALE.split(), *_OFFICE.split()}, key=lambda word: (-len(word), word)))
# One-character titles that also end given names: only after a bare surname, never after a whole name except 总.
_AFTER_SURNAME_ONLY = frozenset("工师导公老董局处哥姐妹嫂叔姨婶")
_KNOWN_TITLES = frozenset(TITLES)
_LONGEST_TITLE = max(map(len, TITLES))
_BEFORE_TITLE = " \t·,，-(（\u3000"
#: The commonest surnames that are rare as the first character of a brand.
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付"
    "邹孟熊秦邱尹薛闫段雷侯史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤"
)
#: Faces made of signs: ^_^ (^o^) =_=
FACE = re.compile(r"[(（]?[\^~*=]+[_oO.\-ω▽]*[\^~*=]+[)）]?")
_ADDRESS_BEFORE = re.compile(r"^(?:小|老|大|阿)([\u4e00-\u9fff]{1,2})$")

#: Titles that stand before names of persons and begin no name of a company, and the gender they tell.
WESTERN_PREFIXES = {
    **dict.fromkeys("mr mister sir messrs monsieur herr hr senor congressman councilman sheikh signor".split(), "M"),
    **dict.fromkeys(
        "mrs ms miss mme mlle madam madame mesdames dame frau fraulein senora senorita sra srta signora "
        "congresswoman councilwoman mevr mevrouw".split(),
        "F",
    ),
    **dict.fromkeys(
        "dr drs doctor prof professor rev revd reverend hon honorable honourable capt captain lt "
        "lieutenant sgt sergeant cpl corporal pvt adm admiral cmdr commander senator gov governor "
        "ambassador atty attorney archbishop congressperson representative magistrate colonel-general "
        "brigadier excellency univprof alderman mx rabbi imam".split(),
        None,
    ),
}
WESTERN_SUFFIXES = frozenset(
    "jr sr ii iii iv v vi vii viii ix 2nd 3rd 4th 5th 1st junior senior jnr snr esq esquire esquires phd "
    "dphil md dds dmd dvm vmd jd lld llm llb jsd mba emba mpa mph msw mfa mts mdiv mdsc mdes medsci ma ba "
    "bs bsc msc meng beng bed med edd edm psyd scd dsc dsw dnp dba dmin dth thd thm drph pharmd rph "
    "pharmb do dc dpm dpt od pt ot pa pac np rn rnc lpn lvn aprn crna fnp bsn msn cnm faan facs facp "
    "facog facc face fache faap rd rdn ldn cpa cpas cfa cfp cfe cma cia cga ca acca fcca cisa cissp clu "
    "chfc lutc cpcu ricp crpc pmp pe pg pls aia faia asla ra leed sphr phr shrm lcsw acsw licsw lmft lpc "
    "mft ccc-slp ret usa usn usmc usaf uscg usar raf rn obe mbe cbe kbe dbe gbe om ch kcb dso dsc kg kt "
    "qc kc sc mp mep mla mna msp frs frcp frcs frse fba frics mrics bart bt sj osb op ofm cm csc dd pc "
    "ceo cfo cto coo cio dr prof bds bdsc mds lcpc apn anp cnp rdh lpcc lmhc lcmhc cadc cradc lsw bsw csw "
    "phn cns cna cst rdms rvt lmt atc otr otrl pta slp cccslp aud fnpbc ches cscs ncc bcba bsee msee "
    "mtech btech mca bca mphil fca aca frm caia csm csp pgdm bba bcom bpharm mpharm mbbs mbchb frcpc ccfp "
    "dmd dnb mrcp fnb dch dgo jp dl lvo mvo fsa cfre aicp ccim sior cre mai gri abr crs".split()
)


def split_title(text: str) -> tuple[str, str | None]:
    """Split a Chinese name (no spaces inside the name) from the title after it.

    >>> split_title("王总"), split_title("杨文斌 经理"), split_title("王工"), split_title("李成工")
    (('王', '总'), ('杨文斌', '经理'), ('王', '工'), ('李成工', None))
    """
    plain = text[:-1] if text[-1:] in (")", "）") else text
    sizes = range(min(_LONGEST_TITLE, len(plain)), 0, -1)
    title = next((plain[-size:] for size in sizes if plain[-size:] in _KNOWN_TITLES), None)
    if title is None:
        return text, None
    name = plain[: -len(title)].rstrip(_BEFORE_TITLE).strip()
    if not name or (title in _AFTER_SURNAME_ONLY and name not in surnames()):
        return text, None
    if len(title) == 1 and len(name) == 1 and name not in surnames():
        return text, None
    return name, title


def familiar_surname(text: str) -> str | None:
    """Return the surname of a familiar address (小王, 老李), or None.

    >>> familiar_surname("小王"), familiar_surname("老欧阳"), familiar_surname("小梅花")
    ('王', '欧阳', None)
    """
    match = _ADDRESS_BEFORE.match(text)
    return match.group(1) if match and match.group(1) in surnames() else None


def title_gender(title: str | None) -> str | None:
    """Return `M` or `F` where a title tells it.

    >>> title_gender("女士"), title_gender("经理")
    ('F', None)
    """
    if title is None:
        return None
    return "M" if title in _MALE.split() else "F" if title in _FEMALE.split() else None
