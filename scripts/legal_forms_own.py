"""Legal forms of our own, by class: plain facts of company acts; and what the other sources call a form but is none.

The trap: a word that ends names as often as it is a form (Cooperative, Partners, Foundation, Spa) is no form here.
"""

from __future__ import annotations

OWN = {
    "corporation": "inc;inc.;incorporated;p.c.;pc;p.a.;professional corporation;p.s.c.;chtd;chartered;s.c.",
    # words of a name as well as its form: they stay in the base name
    "company": "corp;corp.;corporation;co;co.;company;companies;cos;cie;compagnie;公司;总公司;会社;회사",
    "limited": "llc;l.l.c.;limited liability company;limited liability co;ltd liability co;pllc;p.l.l.c.;ltd;ltd.;limited;"
    "lc;l.c.;co ltd;co., ltd;co., ltd.;company limited;co limited;co., limited;private limited;private ltd;private limited company;"
    "pvt ltd;pvt. ltd.;(pvt) ltd;pvt;(p) ltd;p ltd;pte ltd;pte. ltd.;pte limited;pte;pty ltd;pty. ltd.;pty limited;(pty) ltd;"
    "proprietary limited;pty;ulc;dac;clg;ltee;ltée;limitee;gmbh;g.m.b.h.;ges.m.b.h.;gesmbh;mbh;m.b.h.;ug;"
    "ug (haftungsbeschränkt);gug;ggmbh;sarl;s.a.r.l.;s.à r.l.;s.à.r.l.;s.a r.l.;sàrl;eurl;e.u.r.l.;sagl;s.l.;sl;s.l.u.;slu;"
    "s.l.l.;s.l.p.;slp;sociedad limitada;sociedad de responsabilidad limitada;s. de r.l.;s de rl;s. de r.l. de c.v.;s de rl de cv;"
    "srl;s.r.l.;s.r.l.s.;srls;ltda;ltda.;cia ltda;cía. ltda.;limitada;lda;lda.;unipessoal lda;eireli;b.v.;bv;bvba;sprl;"
    "aps;ehf;oy;oy ab;osakeyhtiö;oü;ou;osaühing;uab;sia;mb;sp. z o.o.;sp z o.o.;sp z oo;spółka z o.o.;spolka z o.o;"
    "spółka z ograniczoną odpowiedzialnością;s.r.o.;sro;spol. s r.o.;kft;kft.;d.o.o.;doo;j.d.o.o.;ood;eood;оод;еоод;"
    "ооо;ooo;тов;tov;тоо;too;чп;чуп;одо;ltd. şti.;ltd şti;ltd sti;limited şirketi;ltd. co.;sdn bhd;sdn. bhd.;pt;p.t.;"
    "tnhh;công ty tnhh;cong ty tnhh;công ty trách nhiệm hữu hạn;công ty tnhh mtv;công ty tnhh một thành viên;cty tnhh;"
    "tnhh mtv;บริษัท;บริษัทจำกัด;จำกัด;บจก;บจก.;有限会社;(有);㈲;合同会社;(同);godo kaisha;gk;yugen kaisha;yk;유한회사;(유);"
    '유한책임회사;fze;fzco;fz-llc;fzc;dmcc;wll;w.l.l.;ذ.م.م;שכ;בע"מ;בע״מ;בעמ;spc;epe;e.p.e.;ε.π.ε.;ι.κ.ε.;ike;'
    "shpk;sh.p.k.;ммс;mmc;мчж;mchj;ххк;შპს;cyf;cyf.;有限责任公司;责任有限公司;有限责任;有限公;有限责任公;有限责;有限;有限公司;"
    "有限責任公司;私人有限公司;一人有限责任公司",
    "joint_stock": "plc;p.l.c.;public limited company;ag;a.g.;aktiengesellschaft;gag;se;s.e.;s.a.;sa;société anonyme;sociedad anónima;"
    "sociedade anônima;s.a.s.;sas;sasu;s.a. de c.v.;sa de cv;s.a.b. de c.v.;sab de cv;s.a.p.i. de c.v.;sapi de cv;s.a.u.;"
    "s.a.c.;sac;s.a.a.;saa;s.a.c.i.;saci;s.a.c.i.f.;sacif;s.p.a.;spa;s/a;n.v.;nv;ab;aktiebolag;publ;(publ);ab (publ);as;a/s;asa;"
    "oyj;abp;hf;hf.;ohf;a.s.;a.ş.;aş;anonim şirketi;a.d.;ad;ead;ад;еад;d.d.;dd;zrt;zrt.;nyrt;nyrt.;rt.;оао;зао;пао;ао;нао;"
    "oao;zao;pao;ao;ат;прат;пат;прат;тзов;a.e.;ae;α.ε.;αε;ανώνυμη εταιρεία;bhd;bhd.;berhad;tbk;(persero);persero;jsc;j.s.c.;"
    "ojsc;cjsc;pjsc;p.j.s.c.;joint stock company;cổ phần;công ty cổ phần;cong ty co phan;ctcp;ctcp.;มหาชน;จำกัด (มหาชน);"
    "บมจ;บมจ.;pcl;public company limited;kk;k.k.;kabushiki kaisha;株式会社;株式會社;(株);㈱;주식회사;(주);㈜;qsc;q.s.c.;"
    "saog;saoc;sao;psc;s.a.l.;sal;s.a.e.;sae;s.a.o.c.;k.s.c.;kscp;b.s.c.;bsc;as (publ);股份有限公司;股份有限责任公司;股份公司;"
    "股份责任有限公司;s.a.s.u.;ш.ж.т;акционерное общество;товариство;sh.a.;sha;partg",
    "limited_partnership": "lp;l.p.;limited partnership;lllp;kg;k.g.;gmbh & co kg;gmbh & co. kg;gmbh und co kg;gmbh u. co. kg;"
    "kgaa;gmbh & co. kgaa;ag & co. kg;ag & co. kgaa;se & co. kg;se & co. kgaa;ug & co. kg;ug (haftungsbeschränkt) & co. kg;"
    "c.v.;sapa;s.a.p.a.;k/s;ks;kb;ky;sp.k.;s.k.;sp. k.;sp. z o.o. sp. k.;bt;bt.;k.s.;k.d.;s. en c.;s.c.s.;scs;s.c.a.;sca;"
    "s.a.s. di;cv;合資会社;ห้างหุ้นส่วนจำกัด;หจก;หจก.;合伙企业(有限合伙);合伙企业有限合伙;(有限合伙);有限合伙企业;有限合伙;有限責任合夥;"
    "s.c.sp.;scsp",
    "general_partnership": "gp;g.p.;general partnership;ohg;o.h.g.;gbr;gesbr;snc;s.n.c.;sci;s.c.i.;s.s.;v.o.f.;vof;i/s;hb;"
    "handelsbolag;sp. j.;sp.j.;v.o.s.;kkt;合名会社;og;合伙企业(普通合伙);合伙企业普通合伙;合伙企业;(普通合伙);普通合伙企业;普通合伙;合夥",
    "limited_liability_partnership": "llp;l.l.p.;limited liability partnership;partg mbb;partgmbb;pllp;rllp;"
    "合伙企业(特殊普通合伙);合伙企业特殊普通合伙;(特殊普通合伙);特殊普通合伙企业;特殊普通合伙",
    "sole": "e.k.;ek;e. k.;e.kfm.;e.kfr.;e.u.;eirl;e.i.r.l.;ип;іп;фоп;個人企業;个人独资企业;(个人独资);个人独资;enk;opc",
    "cooperative": "eg;e.g.;e.gen.;eingetragene genossenschaft;amba;a.m.b.a.;s. coop.;s.coop.;sccl;soc. coop.;soc. coop. a r.l.;"
    "scrl;cvba;农民专业合作社;农民专业合作社联合社;专业合作社;合作社;股份合作公司;股份合作社;供销合作社;联合社",
    "association": "e.v.;ev;eingetragener verein;asbl;a.s.b.l.;vzw;ry;r.y.;z.s.;z. s.;mtü;cic;c.i.c.;n.a.;na;national association;fsb;f.s.b.;federal savings bank;"
    "一般社団法人;公益社団法人;社団法人;一般財団法人;公益財団法人;財団法人;財團法人;社團法人;医療法人;医療法人社団;學校法人;学校法人;"
    "社会福祉法人;宗教法人;特定非営利活動法人;npo法人;재단법인;사단법인;(재);(사);의료법인;학교법인",
}

#: Countries the ISO list does not give for these forms, or gives too few of: national company acts.
COUNTRIES = (
    "inc=US CA PH;incorporated=US CA;corp=US CA PH;corporation=US CA PH;co=US CA;company=US CA;llc=US;limited=GB IE CA HK IN IL NZ AU NG KE GH BM KY VG;"
    "ltd=GB IE CA HK IN IL NZ AU NG KE GH BM KY VG;co ltd=CN JP KR TH TW HK;company limited=HK TH CN VN;co limited=HK TH;plc=GB IE;llp=GB US IN SG;"
    "lp=US GB CA;pc=US;pa=US;pllc=US;lllp=US;ulc=CA;ltee=CA;private limited=IN SG PK LK BD;pvt ltd=IN PK LK BD;pvt=IN;p ltd=IN;"
    "pte ltd=SG;pte=SG;pty ltd=AU ZA BW NA;pty=AU ZA;gmbh=DE AT CH;ag=DE AT CH;kg=DE AT;gmbh & co kg=DE AT;ug=DE;ohg=DE AT;gbr=DE;"
    "kgaa=DE;e.v.=DE;eg=DE;e.k.=DE;gesmbh=AT;se=DE FR NL AT;sa=FR ES BE LU CH BR AR MX PT CL PE CO GR PL;sas=FR CO AR;sasu=FR;sarl=FR LU CH MA TN;"
    "eurl=FR;sci=FR;snc=FR IT;s.l.=ES;slu=ES;sociedad limitada=ES;sociedad anónima=ES MX AR;s.a. de c.v.=MX SV HN;s. de r.l. de c.v.=MX;s.a.b. de c.v.=MX;"
    "spa=IT CL DZ;srl=IT RO AR MX PE;srls=IT;sapa=IT;s.s.=IT;ltda=BR CL CO EC;limitada=BR PT;lda=PT AO MZ;eireli=BR;s/a=BR;"
    "b.v.=NL BE;bvba=BE;sprl=BE;n.v.=NL BE;v.o.f.=NL;c.v.=NL BE;ab=SE FI;aktiebolag=SE;publ=SE;as=NO CZ EE LV TR SK;a/s=DK NO;aps=DK;asa=NO;"
    "oy=FI;oy ab=FI;oyj=FI;abp=FI;ry=FI;k/s=DK;i/s=DK;hf=IS;ehf=IS;oü=EE;ou=EE;uab=LT;sia=LV;sp. z o.o.=PL;sp.k.=PL;sp. j.=PL;"
    "s.r.o.=CZ SK;spol. s r.o.=CZ SK;a.s.=CZ SK TR;kft=HU;zrt=HU;nyrt=HU;bt=HU;d.o.o.=HR SI RS BA ME MK;d.d.=HR SI BA;ad=BG RS ME;"
    "ead=BG;ood=BG;eood=BG;оод=BG;еоод=BG;ооо=RU;ooo=RU;оао=RU;зао=RU;пао=RU;ао=RU KZ;oao=RU;zao=RU;pao=RU;ип=RU KZ;тов=UA;tov=UA;"
    "прат=UA;пат=UA;фоп=UA;тоо=KZ;too=KZ;a.e.=GR;α.ε.=GR;e.p.e.=GR;ike=GR;ltd. şti.=TR;a.ş.=TR;anonim şirketi=TR;limited şirketi=TR;"
    "sdn bhd=MY BN;bhd=MY BN;berhad=MY;tbk=ID;pt=ID;persero=ID;cv=ID NL;jsc=VN RU UA KZ;ojsc=RU BY;cjsc=RU AM BY;pjsc=RU UA AE;"
    "công ty tnhh=VN;tnhh=VN;công ty cổ phần=VN;ctcp=VN;cổ phần=VN;บริษัทจำกัด=TH;จำกัด=TH;มหาชน=TH;public company limited=TH;pcl=TH;"
    "kk=JP;kabushiki kaisha=JP;株式会社=JP;(株)=JP;㈱=JP;有限会社=JP;(有)=JP;㈲=JP;合同会社=JP;合資会社=JP;合名会社=JP;gk=JP;yk=JP;"
    "株式會社=KR;주식회사=KR;(주)=KR;㈜=KR;유한회사=KR;(유)=KR;fze=AE;fzco=AE;fz-llc=AE;dmcc=AE;wll=BH QA KW;psc=AE;saog=OM;saoc=OM;"
    'qsc=QA;sal=LB;sae=EG;בע״מ=IL;בע"מ=IL;amba=DK;cyf=GB;shpk=AL XK;sha=AL;n.a.=US;cic=GB;mtü=EE;asbl=BE LU;vzw=BE;'
    "有限公司=CN HK TW MO;有限责任公司=CN;责任有限公司=CN;有限责任=CN;有限公=CN;有限责任公=CN;有限责=CN;有限=CN;股份有限公司=CN TW;"
    "股份有限责任公司=CN;股份公司=CN;公司=CN HK TW MO;总公司=CN;合伙企业(有限合伙)=CN;合伙企业(普通合伙)=CN;合伙企业(特殊普通合伙)=CN;"
    "合伙企业有限合伙=CN;合伙企业普通合伙=CN;合伙企业=CN;(有限合伙)=CN;(普通合伙)=CN;(特殊普通合伙)=CN;个人独资企业=CN;(个人独资)=CN;"
    "农民专业合作社=CN;专业合作社=CN;合作社=CN TW;股份合作公司=CN;股份合作社=CN;"
    "財團法人=TW;社團法人=TW;学校法人=JP;医療法人=JP;一般社団法人=JP;一般財団法人=JP;사단법인=KR;재단법인=KR"
)

#: Words other lists call forms that as often are words of the name itself; folded, without accents.
NOT_FORMS = frozenset(
    "cooperative,cooperatives,cooperation,cooperatif,co-op,coop,co-operative,coop.,cooperatie,cooperativa,genossenschaft,partnerschaft,partnership,"
    "partners,trust,association,assoc,assoc.,assn,assn.,ass'n,society,company,co,co.,corporation,corp,corp.,companies,foundation,"
    "stiftung,bank,credit union,unlimited,reit,public,proprietary,liability company,firma,enterprise,private enterprise,"
    "enterprises,individual,commune,canton,district,simple,compania,cia,holding,sole,sole proprietorship,sole proprietor,"
    "private company,joint venture,incorporation,limite,no liability,sirketi,sirket,anonim,"
    "bezirk,kanton,gemeinde,bund,dba,societe,ste,compagnie,publ,limited company,raison individuelle,einzelfirma,prokura,"
    "pension fund,investment fund,consorzio,pool,fund,club,syndicate,parish,church,union,branch,public corporation,"
    "private limited partnership,the,ee,pr,ps,pp,np,vi,vs,si,er,per,ban,son,sen,gar,up,ok,op,oth,aa,am,na,ba,bn,ko,bi,ed,et,"
    "sci,soc,con,dos,fon,mesto,obec,pac,one,com,ltd co,dp,od,ep,ei,eu,eb,sd,sf,tp,tr,tu,ii,lf,ms,ml,lv,pl,fa,cn,ca,dno,"
    "in,indivisioni,indivisions,undivided,cpa,gen,gen.,ets,ets.,cti,ctr,cpt,opg,sem,ip,elp,kooperatif,puc,sam,spf,uc,snt,"
    "company ltd,company ltd.,limited corp,limited corporation,ltd corporation,scop,pup,spd,"
    "sarf,private,persero,sociedad colectiva,societatea comerciala,s".split(",")
)
