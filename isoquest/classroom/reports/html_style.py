"""How the page of results looks: light and dark, narrow and wide, and on paper."""

from __future__ import annotations

STYLE = """
:root{--page:#fff;--ink:#17202b;--soft:#4d5a69;--line:#cbd3dc;--panel:#f3f5f8;--rest:#e3e8ee;--right:#1f7a34;
--partly:#b07a00;--wrong:#b3261e;--first:#8aa4c4;--plain:#1d5fa8}
@media (prefers-color-scheme:dark){:root{--page:#12171d;--ink:#e8edf3;--soft:#aab6c4;--line:#36414d;--panel:#1a2129;
--rest:#2a343f;--right:#5fc97a;--partly:#e0b040;--wrong:#ff8a80;--first:#5b7699;--plain:#74b0f4}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1rem;background:var(--page);color:var(--ink);line-height:1.45;
font-family:system-ui,"Segoe UI",Roboto,Helvetica,Arial,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:.3rem 0}h2{font-size:1.3rem;margin:2.2rem 0 .6rem;padding-top:.6rem;
border-top:2px solid var(--line)}h3{font-size:1.05rem;margin:0 0 .4rem}p{margin:.35rem 0}.in{margin-left:1.4rem}
.quiet,caption,dt,footer{color:var(--soft)}footer{font-size:.85rem;margin-top:2.5rem;border-top:1px solid var(--line)}
nav{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin-top:.6rem}a{color:var(--plain)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.6rem;margin:.8rem 0}
.facts div{background:var(--panel);border-radius:.5rem;padding:.5rem .8rem}dt{font-size:.85rem}
dd{margin:0;font-size:1.35rem;font-weight:600}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-variant-numeric:tabular-nums}
caption,.caption{text-align:left;font-size:.9rem;padding:.2rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line);font-weight:400}
thead th{overflow-wrap:normal;font-size:.85rem;color:var(--soft);vertical-align:bottom}
.wide{overflow-x:auto}.wide:focus-visible,a:focus-visible{outline:2px solid var(--plain);outline-offset:2px}
.bar{display:block;width:100%;height:.8rem;border-radius:.15rem;margin-top:.3rem}
.rest{fill:var(--rest)}rect.right{fill:var(--right)}rect.partly{fill:var(--partly)}rect.wrong{fill:var(--wrong)}
rect.first{fill:var(--first)}rect.plain{fill:var(--plain)}
span.right{color:var(--right)}span.partly{color:var(--partly)}span.wrong{color:var(--wrong)}
span.right,span.partly,span.wrong{font-weight:700}
.charted th:first-child{width:66%}.charted .bar{margin-top:.1rem}
.overview td,.overview thead th:not(:first-child){white-space:nowrap}.overview td:nth-child(2){width:28%}
.matrix th[scope=row]{position:sticky;left:0;background:var(--page);min-width:7rem}.matrix td{text-align:center}
.matrix td,.matrix thead th{white-space:nowrap}
.matrix thead th:not(:first-child){text-align:center}
article{border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;margin:.9rem 0}
.why{font-size:.92rem;color:var(--soft)}.why p{margin:.1rem 0}.figures{font-size:.92rem}
ul,ol{padding-left:1.3rem;margin:.4rem 0}li{margin:.35rem 0}li p{margin:.1rem 0}
.key{font-size:.9rem;display:flex;flex-wrap:wrap;gap:.2rem 1rem}
@media (max-width:34rem){body{padding:.7rem}.charted th:first-child{width:68%}
.overview td:nth-child(2){width:22%}th,td{padding:.3rem .3rem}article{padding:.6rem .7rem}
.overview td:nth-child(n+4),.overview thead th:nth-child(n+4){display:none}}
@media print{:root{--page:#fff;--ink:#000;--soft:#333;--line:#bbb;--panel:#fff;--rest:#e8e8e8;--right:#1f7a34;
--partly:#b07a00;--wrong:#b3261e;--first:#8aa4c4;--plain:#1d5fa8}
@page{size:A4;margin:16mm 14mm}body{max-width:none;padding:0;font-size:10pt}nav{display:none}
tr,.facts div{break-inside:avoid}.overview td:nth-child(2){width:22%}
h2,h3{break-after:avoid}.wide{overflow:visible}.matrix{font-size:8.5pt}
.matrix th,.matrix td{padding:.15rem .2rem}.facts div{border:1px solid var(--line)}a{color:inherit;text-decoration:none}
svg,rect{print-color-adjust:exact}}
"""
