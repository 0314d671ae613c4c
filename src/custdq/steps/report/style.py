"""The report's one style sheet: calm type, light and dark, narrow screens, paper.

The trap: a report is mailed around and opened offline, so nothing here may name a font file, an image or an address.
"""

from __future__ import annotations

_COLOURS = """
:root{color-scheme:light dark;
--paper:#faf9f6;--card:#ffffff;--ink:#20242c;--soft:#5d6573;--faint:#8b93a1;--line:#e4e1da;--wash:#f2f0ea;
--accent:#2f5488;--good:#1f6f8b;--fair:#c08400;--poor:#9a2a14;--repaired:#86b9cc;--missing:#d9d5cb}
@media (prefers-color-scheme:dark){:root{
--paper:#15181d;--card:#1c2027;--ink:#e6e4df;--soft:#a3abb8;--faint:#7d8694;--line:#2e343e;--wash:#232831;
--accent:#86aee6;--good:#5fb3d1;--fair:#f2dc8c;--poor:#e8703f;--repaired:#3c748a;--missing:#3a414c}}
"""

_PAGE = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",
"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",
"Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main,.top,footer{max-width:1120px;margin:0 auto;padding:0 32px}
.top{padding-top:44px}
.brand{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:baseline;color:var(--soft);font-size:13px}
.brand b{color:var(--accent);letter-spacing:.02em;font-size:14px}
.brand span:nth-child(2){margin-right:auto}
h1{font-size:34px;line-height:1.22;font-weight:640;letter-spacing:-.018em;margin:26px 0 8px;max-width:32em}
.lead{color:var(--soft);margin:0 0 26px;max-width:60em;font-size:16px}
h2{font-size:21px;font-weight:640;letter-spacing:-.01em;margin:0 0 4px}
h3{font-size:15px;font-weight:640;margin:28px 0 8px}
section{padding:34px 0 6px;border-top:1px solid var(--line);margin-top:34px}
section>.about{color:var(--soft);margin:0 0 16px;max-width:64em}
p{margin:.5em 0}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:2px}
nav{margin-top:28px;font-size:13.5px;display:flex;flex-wrap:wrap;gap:4px 20px}
nav a{text-decoration:none}nav a:hover{text-decoration:underline}
footer{color:var(--faint);font-size:13px;padding-top:26px;padding-bottom:56px}
.none{color:var(--faint)}.soft{color:var(--soft)}.small{font-size:13px}
code{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace}
"""

_FLOW = """
.flow{display:grid;grid-template-columns:repeat(4,1fr);gap:0;background:var(--card);border:1px solid var(--line);
border-radius:12px;margin:0 0 18px;overflow:hidden}
.flow>div{padding:18px 22px 20px;position:relative;min-width:0}
.flow>div+div{border-left:1px solid var(--line)}
.flow>div+div::before{content:"";position:absolute;left:-6px;top:50%;width:10px;height:10px;margin-top:-5px;
background:var(--card);border:1px solid var(--line);border-width:1px 1px 0 0;transform:rotate(45deg)}
.flow .what{font-size:13px;color:var(--soft)}
.flow .count{font-size:30px;font-weight:640;letter-spacing:-.02em;line-height:1.25}
.flow .note{font-size:13px;color:var(--soft);min-height:2.9em;line-height:1.45}
.flow .bar{height:4px;margin-top:10px}
.flow>div:last-child .count{color:var(--accent)}
.two{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:18px}
.panel{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px 22px;min-width:0}
.panel h2{font-size:16px;margin-bottom:12px}
.score{display:grid;grid-template-columns:8.2em 1fr 6.6em;gap:3px 12px;align-items:center;margin:9px 0}
.score .value{text-align:right;font-weight:600;white-space:nowrap}
.score .value.none{font-weight:400;font-size:13px}
.score .says{grid-column:1/4;font-size:13px;color:var(--soft);margin-top:-4px}
.panel .says{font-size:13px;color:var(--soft);margin-top:14px}
.panel .score .says{margin-top:-4px}
.moved{font-weight:400;font-size:12px;color:var(--soft);margin-left:2px}
.overall{display:flex;align-items:baseline;gap:14px;margin:0 0 12px}
.overall b{font-size:40px;font-weight:640;letter-spacing:-.02em;line-height:1}
.overall span{font-size:13px;color:var(--soft)}
.first{margin:0;padding:0;list-style:none;counter-reset:n}
.first li{overflow-wrap:anywhere;counter-increment:n;position:relative;padding:0 0 12px 34px}
.first li::before{content:counter(n);position:absolute;left:0;top:1px;width:21px;height:21px;border-radius:50%;
background:var(--wash);color:var(--soft);font-size:12px;line-height:21px;text-align:center;font-weight:600}
.first b{font-weight:600;display:block}.first span{color:var(--soft);font-size:13.5px}
.first a{color:inherit;text-decoration-color:var(--line)}
"""

_TABLES = """
.scroll{overflow-x:auto;margin:10px 0 14px}
table{border-collapse:collapse;width:100%;font-size:14px}
th{font-weight:500;font-size:13px;color:var(--soft);text-align:left;vertical-align:bottom;white-space:nowrap}
td,th{padding:7px 18px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
td.num,th.num{text-align:right;white-space:nowrap;padding-right:30px}
td:last-child,th:last-child,td.num:last-child,th.num:last-child{padding-right:0}
tr.total td{font-weight:600;border-bottom:0}
.bar{display:block;width:100%;height:8px;border-radius:4px;overflow:hidden;min-width:60px}
.bar .track{fill:var(--wash)}.bar .mark{fill:var(--ink)}
.good .fill{fill:var(--good)}.fair .fill{fill:var(--fair)}.poor .fill{fill:var(--poor)}.plain .fill{fill:var(--accent)}
.unassessed .track{fill:none;stroke:var(--line);stroke-width:2;stroke-dasharray:2 2}
.part-valid{fill:var(--good)}.part-repaired{fill:var(--repaired)}.part-invalid{fill:var(--poor)}
.part-missing{fill:var(--missing)}
td .bar{margin-top:7px}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:13px;color:var(--soft);margin:0 0 4px}
.legend i{display:inline-block;width:10px;height:10px;border-radius:3px;margin-right:7px}
.i-valid{background:var(--good)}.i-repaired{background:var(--repaired)}
.i-invalid{background:var(--poor)}.i-missing{background:var(--missing)}
.tag{display:inline-block;font-size:12px;line-height:1.5;padding:0 8px;border-radius:9px;background:var(--wash);
color:var(--soft);white-space:nowrap}
.tag.act{color:var(--poor);background:color-mix(in srgb,var(--poor) 12%,transparent)}
.tag.ok{color:var(--good);background:color-mix(in srgb,var(--good) 13%,transparent)}
.examples{font-size:13.5px}.examples span{white-space:nowrap}.examples .to{color:var(--faint);padding:0 6px}
.examples div+div{margin-top:2px}
"""

_RECORDS = """
.entity{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 22px 12px;margin:0 0 18px;
break-inside:avoid}
.entity header{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline;margin-bottom:4px}
.entity header b{font-size:16px;font-weight:640}
.entity td,.entity th{min-width:112px;max-width:230px;overflow-wrap:anywhere}
.entity td:first-child,.entity th:first-child{min-width:76px;color:var(--soft);white-space:nowrap}
.entity .golden{min-width:150px}
.entity th{white-space:normal}
.golden{background:color-mix(in srgb,var(--accent) 8%,transparent);padding-left:12px!important;font-weight:550}
td.golden+td,th.golden+th{padding-left:16px}
td.same{color:var(--faint)}td.other{color:var(--poor)}
details{margin:8px 0 10px}
summary{cursor:pointer;color:var(--accent);font-size:14px;padding:3px 0}
.pair{border-bottom:1px solid var(--line);margin:0;padding:7px 0}
.pair summary{color:inherit;display:flex;flex-wrap:wrap;gap:2px 16px}
.pair summary::before{content:"+";color:var(--accent);width:.8em;font-weight:600}
.pair[open] summary::before{content:"−"}
.pair summary .chance{margin-left:auto;color:var(--soft)}
.up{color:var(--good)}.down{color:var(--poor)}
.chart{display:block;max-width:100%;height:auto;min-width:520px}
.chart.grid{min-width:0;max-width:none}
.trend{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:14px 26px;margin:14px 0}
.trend figure{margin:0;min-width:0}
.trend figcaption{display:flex;gap:10px;align-items:baseline;font-size:14px;margin-bottom:2px}
.trend figcaption b{margin-right:auto;font-weight:600}
.line{display:block;width:100%;height:auto}
.stats{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:6px 0 14px}
.stats div b{display:block;font-size:22px;font-weight:640;letter-spacing:-.01em}
.stats div span{font-size:13px;color:var(--soft)}
"""

_MEDIA = """
@media screen and (max-width:760px){
main,.top,footer{padding-left:18px;padding-right:18px}.top{padding-top:26px}
h1{font-size:26px}.two{grid-template-columns:minmax(0,1fr)}
.flow{grid-template-columns:1fr 1fr}.flow>div{padding:14px 16px}.flow .count{font-size:24px}
.flow>div:nth-child(3){border-left:0}.flow>div:nth-child(n+3){border-top:1px solid var(--line)}
.flow>div:nth-child(3)::before{display:none}
.score{grid-template-columns:7.2em 1fr 5.6em}
table{width:max-content;min-width:100%}td{max-width:250px}td:first-child{max-width:170px}
.dims td:nth-child(2),.dims th:nth-child(2){display:none}
.told table,.told tbody{display:block;width:100%}.told thead{display:none}
.told tr{display:grid;grid-template-columns:auto minmax(0,1fr) auto auto;gap:2px 12px;padding:9px 0;
border-bottom:1px solid var(--line)}
.told td{border:0;padding:0;max-width:none;overflow-wrap:anywhere}.told td:last-child{grid-column:1/-1}
.told td:empty,.told td:last-child:has(.none){display:none}
.entity,.panel{padding-left:16px;padding-right:16px}}
@media print{
:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--faint:#777;--line:#ccc;--wash:#eee;--accent:#2f5488;--good:#1f6f8b;
--fair:#c08400;--poor:#9a2a14;--repaired:#86b9cc;--missing:#d9d5cb}
body{font-size:10.5pt}nav{display:none}main,.top,footer{max-width:none;padding:0}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scroll{overflow:visible}table{font-size:9pt}.entity td,.entity th,.entity .golden{min-width:0}
td,th,td.num,th.num{padding-right:11px;white-space:normal}.flow .count{font-size:20pt}h1{font-size:22pt}
tr,.panel,.pair{break-inside:avoid}h2,h3,.about{break-after:avoid}
section{margin-top:18px;padding-top:18px}}
"""

STYLE = "".join((_COLOURS, _PAGE, _FLOW, _TABLES, _RECORDS, _MEDIA))

#: The little a score card needs to show itself in a notebook, kept apart from the notebook's own styles.
CARD_STYLE = """
.custdq-card{--good:#2f8fb3;--fair:#c08400;--poor:#c2482a;--wash:#8885;--line:#8885;--soft:#888;--accent:#4a77b4;
font:14px/1.5 ui-sans-serif,system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:680px}
.custdq-card .verdict{font-weight:600;margin:4px 0 8px}.custdq-card .moved{font-weight:400;font-size:12px}
.custdq-card .alarms{margin:8px 0;padding-left:18px;font-size:13px}.custdq-card .mark{fill:currentColor}
.custdq-card .overall{display:flex;align-items:baseline;gap:12px;margin:4px 0 10px}
.custdq-card .overall b{font-size:32px;font-weight:640;line-height:1}
.custdq-card .overall span,.custdq-card .says{font-size:12.5px;color:var(--soft)}
.custdq-card .score{display:grid;grid-template-columns:8em 1fr 6.6em;gap:2px 12px;align-items:center;margin:6px 0}
.custdq-card .score .value{text-align:right;font-weight:600}.custdq-card .score .says{grid-column:1/4}
.custdq-card .bar{display:block;width:100%;height:8px;border-radius:4px;overflow:hidden}
.custdq-card .track{fill:var(--wash)}.custdq-card .good .fill{fill:var(--good)}
.custdq-card .fair .fill{fill:var(--fair)}.custdq-card .poor .fill{fill:var(--poor)}
.custdq-card table{border-collapse:collapse;margin:10px 0 0}.custdq-card .num{text-align:right}
.custdq-card td,.custdq-card th{padding:3px 16px 3px 0;text-align:left;font-size:13px}
"""

#: What a profile needs to show itself in a notebook.
PROFILE_STYLE = """
.custdq-profile{--soft:#888;--line:#8885;--wash:#4a77b41a;--poor:#b8493a;
font:14px/1.5 ui-sans-serif,system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.custdq-profile .title b{font-size:22px;font-weight:640;margin-right:10px}
.custdq-profile .title,.custdq-profile .says,.custdq-profile .none{color:var(--soft)}
.custdq-profile .title b{color:CanvasText}
.custdq-profile h3{font-size:14px;font-weight:640;margin:20px 0 4px}
.custdq-profile .scroll{overflow-x:auto}
.custdq-profile table{border-collapse:collapse;margin:0;background:transparent}
.custdq-profile td,.custdq-profile th{padding:4px 18px 4px 0;text-align:left;vertical-align:top;font-size:13px;
max-width:300px;white-space:normal}
.custdq-profile th{color:var(--soft);font-weight:500;border-bottom:1px solid var(--line)}
.custdq-profile .num{text-align:right;white-space:nowrap}
.custdq-profile .beside td:nth-child(2),.custdq-profile .beside th:nth-child(2){background:var(--wash);
padding-left:10px}
.custdq-profile .beside td:nth-child(3),.custdq-profile .beside th:nth-child(3){padding-left:16px}
.custdq-profile .other{color:var(--poor)}
"""
