import { join } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { summaryOf } from '../../../shared/repair/summary.ts'
import { clockView } from '../../../shared/wire/clock-view.ts'
import { axisOf, ticksOf } from '../../../web/rail/axis.ts'
import { type Bar, barOfRow, barsOf, standingOf, worstOf } from '../../../web/rail/bar.ts'
import { stepsOf } from '../../../web/rail/quiet.ts'
import { type RailSize, rail } from '../../../web/rail/rail.ts'
import { RAIL_STYLE } from '../../../web/rail/style.ts'
import { at } from '../../support/play.ts'
import { aClock, aPlan, aRepair, minute, START } from '../../support/repair-fixtures.ts'

const NOW = minute(20)
const SIZES: readonly RailSize[] = ['row', 'full', 'quiet', 'print']
const reading = { now: NOW, language: 'zh-CN', timezone: 'Asia/Shanghai' } as const
const bar = (changes: Partial<Bar> = {}): Bar => ({
  clause: 'R6',
  milestone: 'responded',
  name: '响应',
  limit: '30 分钟',
  state: 'open',
  startedAt: START,
  dueAt: minute(30),
  ...changes,
})
const draw = (bars: readonly Bar[], changes: Partial<Parameters<typeof rail>[1]> = {}) =>
  rail(bars, { ...reading, size: 'full', ...changes })
/** What was drawn, by class. */
const shapes = (svg: string) => new Set([...svg.matchAll(/class="(r-[a-z]+)/g)].map(([, name]) => name))
/** Where a shape of that class begins and ends. */
const span = (svg: string, name: string) => {
  const [, from, to] = new RegExp(`class="${name}"[^>]* x1="([\\d.]+)%?" x2="([\\d.]+)%?"`).exec(svg) ?? []
  return [Number(from), Number(to)]
}

describe('how a promise stands is told by shape and sign,', () => {
  const agreed = [{ from: minute(10), to: minute(25) }]
  const CASES: readonly [string, Partial<Bar>, string, readonly string[], string][] = [
    ['running', {}, 'running', ['r-run', 'r-track', 'r-cap'], '还有 10 分'],
    ['from its last warning on', { warnAt: [minute(15), minute(19)] }, 'near', ['r-near', 'r-tick'], '还有 10 分'],
    ['before that', { warnAt: [minute(15), minute(24)] }, 'running', ['r-tick', 'r-run'], '还有 10 分'],
    ['kept', { state: 'kept', endedAt: minute(6) }, 'kept', ['r-kept', 'r-good', 'r-sign', 'r-left'], '做到'],
    ['broken and still owed', { state: 'broken', dueAt: minute(15) }, 'over', ['r-over', 'r-bad', 'r-sign'], '超 5 分'],
    ['past its limit, not recorded yet', { dueAt: NOW }, 'over', ['r-bad', 'r-sign'], '超 不到 1 分'],
    [
      'broken and done at last',
      { state: 'broken', dueAt: minute(5), endedAt: minute(15) },
      'late',
      ['r-over', 'r-bad', 'r-end'],
      '超 10 分',
    ],
    [
      'broken when its object went',
      { state: 'broken', dueAt: minute(5), endedAt: minute(15), endedBecause: 'withdrawn' },
      'undone',
      ['r-over', 'r-bad', 'r-dash'],
      '超 10 分',
    ],
    ['standing still by agreement', { pauses: agreed }, 'paused', ['r-gap', 'r-hatch'], '暂停'],
    ['waived', { state: 'waived', endedAt: minute(5) }, 'waived', ['r-hollow', 'r-none', 'r-dash'], '免除'],
    ['superseded', { state: 'superseded', endedAt: minute(5) }, 'void', ['r-void', 'r-dash'], '已取代'],
    ['fallen away', { state: 'fallenAway', endedAt: minute(5) }, 'void', ['r-void', 'r-dash'], '不再适用'],
    ['moved by agreement', { firstDueAt: minute(25) }, 'running', ['r-first', 'r-run'], '还有 10 分'],
  ]
  test.each(CASES)('%s', (_, changes, standing, drawn, says) => {
    const one = bar(changes)
    expect(standingOf(one, NOW)).toBe(standing)
    for (const size of ['row', 'full', 'print'] as const) {
      const svg = draw([one], { size })
      expect([...shapes(svg)]).toEqual(expect.arrayContaining([...drawn]))
      expect(svg).toContain(says)
    }
  })
  test('and no two of them share their signs', () => {
    const marks = ['r-good', 'r-bad', 'r-end', 'r-dash', 'r-near', 'r-none', 'r-void', 'r-gap', 'r-track']
    const looks = CASES.map(([, changes, standing]) => {
      const all = shapes(draw([bar(changes)]))
      return [standing, marks.filter((mark) => all.has(mark)).join()] as const
    })
    const byStanding = new Map(looks)
    expect(new Set(byStanding.values()).size).toBe(byStanding.size)
  })
  test('a pause that lasts is hatched up to now, one that was over only where it was', () => {
    const open = draw([bar({ pauses: [{ from: minute(10) }] })])
    expect(span(open, 'r-hatch')[1]).toBe(span(open, 'r-now')[0])
    const over = bar({ state: 'kept', endedAt: minute(12), pauses: [{ from: minute(8), to: minute(15) }] })
    expect(span(draw([over]), 'r-hatch')[1]).toBe(span(draw([over]), 'r-kept')[1])
  })
})

describe('the axis', () => {
  test('bends time: order stays, ten minutes are seen beside 36 hours', () => {
    const axis = axisOf([bar({ dueAt: minute(36 * 60) })], NOW)
    const places = [0, 1, 10, 60, 600, 36 * 60].map((count) => axis.at(minute(count)))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[2]).toBeGreaterThan(10)
    expect(axis.at(START)).toBe(0)
    expect(axis.at(minute(36 * 60))).toBeGreaterThan(98)
  })
  test('reaches now while anything is owed, and ends with the last of them once nothing is', () => {
    const broken = bar({ state: 'broken', dueAt: minute(5) })
    expect(axisOf([broken], minute(500))).toMatchObject({ to: Date.parse(minute(500)), hasNow: true })
    const done = { ...broken, endedAt: minute(9) }
    expect(axisOf([done], minute(500))).toMatchObject({ to: Date.parse(minute(9)), hasNow: false })
    expect(draw([done], { now: minute(500) })).not.toContain('r-now')
  })
  test('now is one line through every lane, where the bars of what runs end', () => {
    const svg = draw([bar(), bar({ clause: 'R7', dueAt: minute(90) })])
    expect(svg.match(/class="r-now"/g)).toHaveLength(1)
    expect(svg).toMatch(/class="r-now"[^>]* y1="0" y2="2em"/)
    expect(span(svg, 'r-run')[1]).toBe(span(svg, 'r-now')[0])
  })

  const labels = (bars: readonly Bar[], changes: object = {}) =>
    ticksOf(axisOf(bars, NOW), { ...reading, ...changes })
      .toSorted((one, other) => one.x - other.x)
      .map(({ lines }) => lines.join(' '))
  test.each([
    ['minutes', 12, ['现在 02:33']],
    ['hours', 6 * 60, ['开始 今天 02:13', '现在 02:33', '6 时 08:13']],
    ['a month', 30 * 24 * 60, ['14 天 12月4日', '30 天 12月20日']],
    ['two years', 730 * 24 * 60, ['7 天 11月27日', '730 天 2028年11月19日']],
  ])('has sensible ticks over %s', (_, length, some) => {
    const all = labels([bar({ dueAt: minute(length) })])
    for (const label of some) expect(all).toContain(label)
    expect(all.length).toBeLessThanOrEqual(9)
  })
  test('leaves out what has no room, on a phone more of it', () => {
    const ticks = ticksOf(axisOf([bar({ dueAt: minute(36 * 60) })], NOW), reading)
    expect(ticks.some(({ wideOnly }) => wideOnly)).toBe(true)
    for (const width of [310, 560]) {
      const shown = ticks.filter(({ wideOnly }) => width > 400 || !wideOnly).map(({ x }) => (x * width) / 100)
      const gaps = shown
        .toSorted((a, b) => a - b)
        .map((x, index, all) => (index === 0 ? 99 : x - (all[index - 1] ?? 0)))
      expect(Math.min(...gaps)).toBeGreaterThan(40)
    }
  })
})

describe('times are read where the customer is:', () => {
  const due = (dueAt: Instant, changes: Partial<Parameters<typeof rail>[1]> = {}) =>
    /class="r-result"[\s\S]*?<tspan dx="6">([^<]*)/.exec(draw([bar({ dueAt })], changes))?.[1]
  test('a limit at midnight is 24:00 of the day that ends', () => {
    expect(due(at('11-21 00:00'))).toBe('今天 24:00')
    expect(due(at('11-22 00:00'))).toBe('明天 24:00')
    expect(due(at('11-22 00:00'), { language: 'en' })).toBe('tomorrow 24:00')
    expect(due(at('11-23 08:30'))).toBe('11月23日 08:30')
    expect(due(at('11-23 08:30'), { language: 'en' })).toBe('23 Nov 08:30')
  })
  test('a moment at midnight is 00:00 of the day that begins', () => {
    const kept = bar({ state: 'kept', dueAt: at('11-21 09:00'), endedAt: at('11-21 00:00') })
    expect(draw([kept], { now: at('11-21 01:00') })).toContain('今天 00:00')
  })
  test('in another zone, on the other side of the date line', () => {
    expect(due(at('11-21 00:00'), { timezone: 'America/Los_Angeles' })).toBe('明天 08:00')
    expect(due(at('11-21 00:00'), { timezone: 'Asia/Kathmandu' })).toBe('今天 21:45')
  })
  test('over a leap day, and into another year', () => {
    const leap = { now: '2028-02-28T04:00:00.000Z' }
    expect(due('2028-02-29T16:00:00.000Z', leap)).toBe('明天 24:00')
    expect(due('2028-03-01T16:00:00.000Z', leap)).toBe('3月1日 24:00')
    expect(due('2029-01-03T00:00:00.000Z', leap)).toBe('2029年1月3日 08:00')
  })
  test('on paper there is no today', () => {
    expect(due(at('11-21 00:00'), { size: 'print' })).toBe('11月20日 24:00')
  })
})

describe('its words', () => {
  const [svg = '', english = ''] = (['zh-CN', 'en'] as const).map((language) =>
    draw(
      [
        bar({ promise: '30 分钟内响应。', why: '02:13 起 30 分钟 → 02:43', evidence: 7 }),
        bar({ clause: 'R5', state: 'kept', endedAt: minute(4) }),
      ],
      { language },
    ),
  )
  test('say for whoever cannot see it what each promise is and how it stands', () => {
    expect(svg).toContain('role="img"')
    expect(svg).toContain('<title>承诺：进行 1，做到 1</title>')
    expect(svg).toContain('<desc>R6 响应 30 分钟: 还有 10 分 今天 02:43; R5 响应 30 分钟: 做到 今天 02:17</desc>')
    expect(english).toContain('<title>Promises: running 1, kept 1</title>')
    expect(english).toContain('10 min left today 02:43')
  })
  test('say on hover the clause, its sentence, and why that instant', () => {
    expect(svg).toContain(
      '<title>R6 响应 30 分钟\n30 分钟内响应。\n02:13 起 30 分钟 → 02:43\n还有 10 分 今天 02:43</title>',
    )
  })
  test.each(SIZES)('no words become markup, size %s', (size) => {
    const EVIL = `"><script>alert('x')</script>`
    const evil = bar({ clause: EVIL, name: EVIL, milestone: EVIL, limit: EVIL, promise: EVIL, why: EVIL })
    const drawn = draw([evil, { ...evil, state: 'waived', because: EVIL, endedAt: minute(1) }], { size })
    expect(drawn).not.toContain('<script')
    expect(drawn).toContain('&lt;script&gt;')
  })
  test('what has no room is cut, and stays in the hover', () => {
    const because = '客户停业整修，要求我们等到下个月再来，并书面确认'
    const drawn = draw([bar({ state: 'waived', endedAt: minute(1), because })])
    expect(drawn).toMatch(/<tspan dx="6">客户停业[^<]*…<\/tspan>/)
    expect(drawn).toContain(`免除 ${because}</title>`)
  })
})

describe('in every size', () => {
  test.each(SIZES)('%s needs neither id nor inline style, and draws only what there is', (size) => {
    const bars = Array.from({ length: 40 }, (_, index) => bar({ clause: `R${index}`, dueAt: minute(30 + index) }))
    const svg = draw(bars, { size })
    expect(svg).not.toMatch(/ id=| style=|url\(|NaN|undefined|Infinity/)
    expect(svg.match(/<svg/g)?.length).toBe(svg.match(/<\/svg>/g)?.length)
    if (size === 'full') expect(svg.match(/class="r-lane"/g)).toHaveLength(40)
    for (const name of shapes(svg)) expect(RAIL_STYLE).toContain(name)
    const none = draw([], { size })
    expect(none).toContain('没有承诺')
    expect(none).toMatch(/^<svg/)
  })
  test('a promise without any time is drawn all the same', () => {
    for (const size of SIZES) expect(draw([bar({ dueAt: START })], { size })).not.toMatch(/NaN|Infinity/)
  })
  test('a clock that seems to have ended before it began draws nothing backwards', () => {
    const odd = draw([bar({ state: 'kept', endedAt: later(START, -60_000) })])
    expect(odd).not.toMatch(/width="-|x1="-/)
  })
})

test('in a browser it brings nothing along: no package, and little of ours', async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: ['rail.ts', 'bar.ts'].map((file) => join(import.meta.dirname, '../../../web/rail', file)),
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    outdir: 'out',
  })
  expect(Object.keys(metafile.inputs).filter((file) => !/^(web|shared)\//.test(file))).toEqual([])
  expect(Math.max(...outputFiles.map(({ contents }) => contents.length))).toBeLessThan(25_000)
})

describe('a row', () => {
  const row = (one: Bar, now: Instant = NOW) => draw([one], { size: 'row', now })
  test('has every limit at 84 px, however long it is, and what is over it to the right', () => {
    expect(span(row(bar({ dueAt: minute(40) })), 'r-run')).toEqual([0, 42])
    expect(span(row(bar({ dueAt: minute(4000) })), 'r-track')[1]).toBe(84)
    const over = bar({ dueAt: minute(10) })
    for (const now of [minute(10), minute(11), minute(100), minute(1e6)]) {
      const [from = 0, to = 0] = now === minute(10) ? [84, 92] : span(row(over, now), 'r-over')
      expect([from, to >= 92 && to <= 118]).toEqual([84, true])
    }
  })
  test('shows what hurts most: what is over longest, then what falls due next, then what ended last', () => {
    const [soon, then] = [bar({ dueAt: minute(25) }), bar({ dueAt: minute(50) })]
    const [over, longer] = [bar({ dueAt: minute(15) }), bar({ dueAt: minute(5) })]
    const [first, last] = [4, 9].map((ended) => bar({ state: 'kept', endedAt: minute(ended) }))
    expect(worstOf([soon, over, longer, then], NOW)).toBe(longer)
    expect(worstOf([then, last as Bar, soon], NOW)).toBe(soon)
    expect(worstOf([first as Bar, last as Bar], NOW)).toBe(last)
  })
})

describe("the customer's", () => {
  const steps = (bars: readonly Bar[]) =>
    stepsOf(bars, reading).map(({ name, isDone, at: when }) => [name, isDone, when])
  const repaired = { milestone: 'repaired', name: '修复' }
  test('has steps: what is done, what is next and by when; of two limits the one that still holds', () => {
    const bars = [
      bar({ state: 'kept', endedAt: minute(4) }),
      bar({ clause: 'R5', state: 'kept', endedAt: minute(4), dueAt: minute(10) }),
      bar({ ...repaired, state: 'broken', dueAt: minute(12) }),
      bar({ ...repaired, clause: 'R7', dueAt: minute(90) }),
      bar({ milestone: 'triaged', state: 'waived', endedAt: minute(5) }),
    ]
    expect(steps(bars)).toEqual([
      ['已联系', true, minute(4)],
      ['修好', false, minute(90)],
    ])
    const svg = draw(bars, { size: 'quiet' })
    expect(svg).toContain('03:43 前')
    expect(svg).not.toMatch(/R[57]|r-bad|r-over/)
  })
  test('hides no limit that has passed', () => {
    expect(draw([bar({ ...repaired, dueAt: minute(12) })], { size: 'quiet' })).toContain('原定 今天')
  })
  test('fits a phone: of many, the last five', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      bar({ milestone: `m${index}`, name: `第${index}`, dueAt: minute(30 + index) }),
    )
    expect(steps(many).map(([name]) => name)).toEqual(['第4', '第5', '第6', '第7', '第8'])
  })
})

describe('from what the API gives', () => {
  const frame = { timezone: 'Asia/Shanghai', plan: aPlan() }
  const view = (changes: Parameters<typeof aClock>[0] = {}) => clockView(aClock(changes), frame, 'zh-CN')
  test('a clock becomes a bar with its limit, its warnings, and where it stood still', () => {
    const pauses = [{ from: minute(2), to: minute(4), why: 'customer' as const, agreement: 3 }]
    const moves = [{ from: minute(15), to: minute(17), because: 'paused', agreement: 3 }]
    expect(barsOf([view({ dueAt: minute(17), pauses, moves })], 'zh-CN', { R6: '15 分钟内响应' })).toMatchObject([
      {
        clause: 'R6',
        name: '响应',
        limit: '15 分钟',
        warnAt: [minute(9.5), minute(14)],
        pauses: [{ from: minute(2), to: minute(4) }],
        firstDueAt: minute(15),
        promise: '15 分钟内响应',
        why: expect.stringContaining('暂停'),
      },
    ])
  })
  test('a clock that does not page has no warnings, and a date that was given no limit', () => {
    expect(view({ drives: false }).warnAt).toBeUndefined()
    expect(view({ promised: [minute(60)] }).limit).toBeUndefined()
  })
  test('a row of the board becomes the bar that hurts; one that an earlier version saved begins at the report', () => {
    const open = summaryOf(aRepair())
    expect(barOfRow(open, 'zh-CN')).toMatchObject({ state: 'open', startedAt: START, dueAt: minute(15) })
    const broken = summaryOf(aRepair({ clocks: [aClock({ state: 'broken', brokenAt: minute(15) }), aClock()] }))
    expect(barOfRow(broken, 'zh-CN')).toMatchObject({ state: 'broken', dueAt: minute(15) })
    const { startedAt: _, ...next } = open.next ?? {}
    const old = { ...open, reportedAt: minute(-3), next } as typeof open
    expect(barOfRow(old, 'zh-CN')).toMatchObject({ startedAt: minute(-3) })
    expect(barOfRow({ reportedAt: START }, 'zh-CN')).toBeUndefined()
  })
})
