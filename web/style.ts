import { RAIL_STYLE } from './rail/style.ts'
import { TOKENS } from './tokens.ts'

/** The one style sheet, inline in every page: no other request stands between an engineer and the page. */
export const STYLE = `
${TOKENS}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:17px/1.55 var(--font);overflow-wrap:anywhere}
main{max-width:40rem;margin:0 auto;padding:1rem .75rem 3rem}
main.wide{max-width:68rem}
h1{font-size:1.35rem;line-height:1.3;margin:.25rem 0}
h2{font-size:1.02rem;margin:0 0 .5rem}
h3{font-size:1rem;margin:0}
a{color:var(--accent)}
p{margin:.35rem 0}
.top{display:flex;justify-content:space-between;align-items:center;gap:1rem;font-size:.9rem;color:var(--ink-2)}
.top a,.menu a{display:inline-flex;align-items:center;min-height:44px;min-width:44px}
.top a{flex:none;justify-content:flex-end}
.menu{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0}
.card{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:1rem;margin:.75rem 0}
.soft{color:var(--ink-2);font-size:.92rem}
.number{font-variant-numeric:tabular-nums;letter-spacing:.02em}
.chip{display:inline-block;border:1px solid currentcolor;border-radius:99px;padding:0 .6rem;font-size:.85rem;font-weight:600}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
.notice{border-left:5px solid var(--accent)}
.notice.bad{color:var(--ink);background:var(--bad-bg);border-color:var(--bad)}
.first{border:2px solid var(--accent)}
.first.bad{border-color:var(--bad);background:var(--bad-bg);color:var(--ink)}
.first h2{font-size:1.25rem;line-height:1.35}
.pre{white-space:pre-wrap}
button,.button{display:block;width:100%;min-height:54px;padding:.75rem 1rem;margin:.5rem 0;border:0;border-radius:12px;
background:var(--accent);color:var(--on-accent);font:inherit;font-weight:650;text-align:center;text-decoration:none;cursor:pointer}
button.quiet,.button.quiet{background:transparent;color:var(--accent);border:1.5px solid var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
details{border:1.5px solid var(--line);border-radius:12px;margin:.5rem 0;background:var(--surface)}
summary{min-height:54px;padding:.8rem 1rem;font-weight:650;cursor:pointer}
details>form,details>div{padding:0 1rem .75rem}
details.main{border-color:var(--accent)}
details.main>summary{background:var(--accent);color:var(--on-accent);border-radius:10px}
label{display:block;margin:.6rem 0}
input,textarea,select{display:block;width:100%;min-height:48px;margin-top:.25rem;padding:.6rem .7rem;border:1.5px solid var(--line-2);
border-radius:10px;background:var(--bg);color:var(--ink);font:inherit}
label.tick{display:flex;align-items:center;gap:.6rem;min-height:48px}
label.tick input{flex:none;width:44px;min-height:44px;margin:0}
fieldset{border:0;margin:.5rem 0;padding:0}
.rating{display:flex;gap:.4rem}
.rating label{flex:1;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:.15rem;min-height:56px;margin:0;border:1.5px solid var(--line-2);border-radius:10px;cursor:pointer}
.options{display:grid;gap:.4rem;margin-top:.4rem}
.options label{display:flex;align-items:center;gap:.6rem;min-height:48px;margin:0;padding:.4rem .7rem;border:1.5px solid var(--line-2);border-radius:10px;cursor:pointer}
.options input,.rating input{flex:none;width:22px;height:22px;min-height:22px;margin:0;padding:0}
.options label:has(:checked),.rating label:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1.5px var(--accent)}
.asked{border:1px solid var(--line);border-radius:12px;margin:.75rem 0;padding:.7rem .8rem}
.asked legend{float:left;width:100%;padding:0;font-weight:650;line-height:1.45}.asked legend+*{clear:left}
.asked p{margin:.15rem 0}.asked details{border:0;margin:.25rem 0 0}.asked details>div{padding:0}
.asked summary{min-height:44px;padding:.65rem 0;font-weight:400;color:var(--ink-2)}
.refused{margin:.5rem 0 0;padding-left:1.2rem}.refused li{margin:.35rem 0}
ul.plain{list-style:none;margin:0;padding:0}
ul.plain>li{padding:.55rem 0;border-top:1px solid var(--line)}
ul.plain>li:first-child{border-top:0}
.row{display:flex;justify-content:space-between;gap:.75rem}
.nowrap{white-space:nowrap}
.money{flex:none;text-align:right}
.job h2{font-size:1.15rem;line-height:1.35}.job .inline .button{width:auto;flex:1;min-width:8rem;min-height:48px;margin:0;padding:.55rem .8rem}
.code{font-size:1.15rem}.code h1{font-size:1.7rem}.code .big{font-size:2rem;font-weight:650;margin:.25rem 0}
.website{position:absolute;left:-99rem}
canvas.pad{display:block;width:100%;aspect-ratio:5/2;border:1.5px solid var(--line-2);border-radius:10px;touch-action:none}
.net{margin-left:auto}
figure{margin:.5rem 0}figure img{max-width:100%;height:auto;border-radius:8px;display:block}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.4rem .55rem;text-align:left;vertical-align:top}
th{width:26%;font-weight:600}
thead th{width:auto}
.label{display:none}
@media screen and (max-width:34rem){thead{display:none}tr{display:block;padding:.5rem 0;border-top:1px solid var(--line)}
tr:first-child{border-top:0}th,td{display:block;width:auto;border:0;padding:0}th,.label{display:inline;color:var(--ink-2);font-size:.92rem;font-weight:400}}
.inline{display:flex;flex-wrap:wrap;gap:.5rem}
code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.88rem;white-space:pre-wrap}
${RAIL_STYLE}
@media print{html{font-size:10pt}body{font-size:1rem;line-height:1.4}.card{border:0;padding:0;margin:.6rem 0}tr,h2{break-inside:avoid;break-after:auto}h2{break-after:avoid}
th,td{padding:.2rem .4rem}.top,.screen{display:none}main,main.wide{max-width:none;padding:0}}
`.trim()
