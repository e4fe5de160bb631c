import { type Text, text } from '../kernel/text.ts'
import { lengthOfTime } from '../message/format.ts'
import { availabilityOf } from './availability.ts'
import type { Block } from './document.ts'
import type { ReportSource } from './source.ts'
import { countBy, downtimes, openAt, reportedIn } from './statistics.ts'
import { both, briefly, listOf, same, spanOf } from './words.ts'

/** More rows than anybody reads on paper. */
const MOST_ROWS = 200

/** How many faults were reported in the period, of what and of which. */
export function statisticsOf(source: ReportSource): readonly Block[] {
  const faults = reportedIn(source.repairs, source.period)
  const open = faults.filter(({ repairedAt }) => repairedAt === undefined).length
  const total: Block = {
    kind: 'words',
    text: text(
      `${spanOf(source, 'zh-CN')}：报修 ${faults.length} 次，未修好 ${open} 次。`,
      `${spanOf(source, 'en')}: ${faults.length} reported, ${open} not repaired.`,
    ),
  }
  if (faults.length === 0) return [total]
  const counts = (name: Text, all: ReturnType<typeof countBy>): Block => ({
    kind: 'table',
    head: [name, text('次数', 'Faults'), text('未修好', 'Open')],
    rows: all.map((one) => [one.name, same(String(one.faults)), same(String(one.open))]),
  })
  return [
    total,
    counts(
      text('按型号', 'By model'),
      countBy(faults, ({ model }) => model),
    ),
    counts(
      text('按设备', 'By unit'),
      countBy(faults, ({ unit, unitName }) => unitWords(unit, unitName)),
    ),
    counts(
      text('按级别', 'By level'),
      countBy(faults, ({ severity }) => severity),
    ),
    counts(
      text('按问题', 'By problem'),
      countBy(faults, ({ problem }) => problem),
    ),
    {
      kind: 'table',
      head: [
        text('维修单', 'Repair'),
        text('报修时间', 'Reported'),
        text('现象', 'Symptoms'),
        text('修复时间', 'Repaired'),
      ],
      rows: faults
        .slice(0, MOST_ROWS)
        .map(({ repair, reportedAt, symptoms, repairedAt }) => [
          same(repair),
          briefly(reportedAt, source),
          same(symptoms),
          repairedAt ? briefly(repairedAt, source) : text('未修好', 'open'),
        ]),
    },
  ]
}

const unitWords = (unit: string | undefined, name: string | undefined): string | undefined =>
  unit === undefined ? undefined : name ? `${name} ${unit}` : unit

const FORMULA = text(
  '完好率 = 1 − 停用时间 ÷（设备台数 × 统计期时长）。停用时间从报修起到修复止；同一台同时有几单的只算一次；我方备机顶替期间视为可用。',
  'Availability = 1 − time out of use ÷ (units × length of the period). A unit is out of use from the report of a fault until it is repaired; faults of one unit at the same time count once; while a loaner of ours stands in for it, it counts as of use.',
)

/** How much of the time units were of use, and how that is reckoned. */
export function availability(source: ReportSource): readonly Block[] {
  const { units, repairs, period } = source
  const down = downtimes(units, repairs, period)
  const share = availabilityOf(
    down.map(({ downMs }) => downMs),
    units.length,
    period,
  )
  const shown = share === undefined ? '–' : percent(share)
  return [
    {
      kind: 'facts',
      rows: [
        [text('设备台数', 'Units'), same(String(units.length))],
        [text('完好率', 'Availability'), same(shown)],
      ],
    },
    ...(down.length > 0
      ? [
          {
            kind: 'table' as const,
            head: [text('设备', 'Unit'), text('停用时间', 'Out of use'), text('完好率', 'Availability')],
            rows: down
              .slice(0, MOST_ROWS)
              .map(({ unit, downMs }) => [
                same(`${unit.name} ${unit.serial}`),
                both((language) => lengthOfTime(`PT${Math.round(downMs / 1000)}S`, language)),
                same(percent(availabilityOf([downMs], 1, period) ?? 1)),
              ]),
          },
        ]
      : []),
    { kind: 'words', text: FORMULA },
  ]
}

/** Never rounded up to what it is not. */
const percent = (share: number): string => `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`

/** What may still go wrong: what does not work yet, and what keeps coming back. */
export function risksOf(source: ReportSource): readonly Block[] {
  const { repairs, period } = source
  const open = openAt(repairs, period.to).map(({ repair, symptoms }) =>
    text(`${repair} 尚未修好：${symptoms}`, `${repair} is not repaired yet: ${symptoms}`),
  )
  const known = reportedIn(repairs, period).filter(({ unit }) => unit !== undefined)
  const again = countBy(known, ({ unit, unitName }) => unitWords(unit, unitName)).filter(({ faults }) => faults > 1)
  const often = again.map(({ name, faults }) =>
    text(`${name.zh} 本期报修 ${faults} 次`, `${name.en} failed ${faults} times in the period`),
  )
  return [listOf([...open, ...often])]
}
