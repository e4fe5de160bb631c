/** Words beside the bars, where there is room for them. */
const beside = (size: string, lane: number): string => `
${size}{font-size:${lane}px;padding:0 250px 0 156px}
${size}[lang=en]{padding:0 280px 0 208px}
${size} .r-name{transform:translate(-156px,4.5px)}
${size}[lang=en] .r-name{transform:translate(-208px,4.5px)}
${size} .r-limit{display:inline;transform:translate(-16px,4.5px);text-anchor:end}
${size} .r-result{transform:translate(16px,4.5px);text-anchor:start}
${size} .r-name,${size} .r-result{stroke:none}
${size} .r-bar{transform:none}
${size} .r-proof{display:inline}`

/**
 * How the rail looks; its colours are tokens. Its words stand above each bar, and beside it where the place it stands in is wide:
 * an element of class `rail-box` around it says how wide that is.
 */
export const RAIL_STYLE = `
.rail-box{container-type:inline-size}
.rail{display:block;box-sizing:border-box;overflow:visible;font-family:var(--font);font-variant-numeric:tabular-nums}
.rail line{fill:none}
.rail text{font-size:13px;fill:var(--ink-2);pointer-events:none}
.rail .r-axis{font-size:12px;fill:var(--ink-3)}
.rail.full,.rail.print{font-size:46px}
.rail .r-name,.rail .r-result{transform:translateY(-5px);paint-order:stroke;stroke:var(--surface);stroke-width:5px;stroke-linejoin:round}
.rail .r-result{text-anchor:end}
.rail .r-limit{fill:var(--ink-3)}
.r-limit,.r-proof,.r-extra{display:none}
.r-bar{transform:translateY(10px)}
.r-strong{font-weight:600;fill:var(--ink)}
.r-soft{font-size:12px;fill:var(--ink-3)}
.r-says-bad{fill:var(--bad)}.r-says-good{fill:var(--good)}.r-says-warn{fill:var(--warn)}
.rail .r-says-now{fill:var(--accent);font-weight:600}
.r-hit{fill:transparent}
.r-lane:hover .r-hit{fill:var(--hover)}
.r-grid,.r-line{stroke:var(--rail-grid)}
.r-line{stroke:var(--line-2)}
.r-tick{stroke:var(--rail-track)}
.r-track{stroke:var(--rail-track);stroke-width:1.5px}
.r-left{stroke:var(--rail-track);stroke-width:1.5px;stroke-dasharray:1 3}
.r-void{stroke:var(--rail-track);stroke-width:1.5px;stroke-dasharray:5 4}
.r-cap{stroke:var(--rail-cap);stroke-width:2px}
.r-run{stroke:var(--rail-run)}.r-near{stroke:var(--warn-fill)}.r-kept{stroke:var(--good-fill)}.r-over{stroke:var(--bad-fill)}
.r-gap{fill:var(--surface);stroke:var(--rail-hatch)}
.r-hatch{stroke:var(--rail-hatch);stroke-dasharray:1.5px 3px}
.r-hollow{fill:var(--surface);stroke:var(--rail-cap);stroke-width:1.25px}
.r-now{pointer-events:none;stroke:var(--accent);stroke-width:1.5px}
.r-good{fill:var(--good-fill)}.r-bad{fill:var(--bad-fill)}
.r-sign{fill:none;stroke:var(--on-fill);stroke-width:1.8px}
.r-none{fill:var(--surface);stroke:var(--rail-cap);stroke-width:1.4px}
.r-dash{stroke:var(--rail-cap);stroke-width:1.6px}
.r-end{fill:var(--surface);stroke:var(--bad-fill);stroke-width:2px}
.r-first{fill:var(--surface);stroke:var(--rail-cap)}
.r-way{stroke:var(--line-2);stroke-width:2px}.r-gone{stroke:var(--accent);stroke-width:3px}
.r-done{fill:var(--accent)}.r-mark{fill:none;stroke:var(--on-accent);stroke-width:2px}
.r-next{fill:var(--surface);stroke:var(--accent);stroke-width:2.5px}
.r-later{fill:var(--surface);stroke:var(--line-2);stroke-width:2px}
.rail.quiet{margin:.25rem 0}
.money .rail{margin-left:auto}
.rail .r-step{font-size:14px;fill:var(--ink)}
.rail.print{margin-bottom:12px}
@container (min-width:720px){${beside('.rail.full', 34)}}
@container (min-width:960px){.r-extra{display:inline}}
@media print,(min-width:48rem){${beside('.rail.print', 26)}}
@media print{.r-extra{display:none}}
`.trim()
