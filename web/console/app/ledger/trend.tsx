import { text } from '../../../../shared/kernel/text.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Rate } from './data.ts'
import { casesOf, percent, rateOf } from './figures.ts'
import { monthName, yearTo } from './period.ts'

const TOP = 18
const BOTTOM = 100
const FOOT = 136
/** The lowest point stands clear of the columns. */
const ROOM = 0.02

/** Twelve months: the line is the rate, the columns how many cases it is of. A month without any has no point. */
export function Trend({ rates, last }: { rates: readonly Rate[]; last: string }) {
  const say = useSay()
  const language = useLanguage()
  const months = yearTo(last)
  const tallies = new Map(rates.map(({ id, tally }) => [id, tally]))
  const points: readonly Point[] = months.map((month, index) => {
    const tally = tallies.get(month)
    return {
      month,
      x: ((index + 0.5) / months.length) * 100,
      cases: tally ? casesOf(tally) : 0,
      rate: tally && rateOf(tally),
    }
  })
  const known = points.flatMap(({ rate }) => rate ?? [])
  const floor = Math.max(0, Math.min(0.9, Math.floor((Math.min(1, ...known) - ROOM) * 10) / 10))
  const yOf = (rate: number) => BOTTOM - ((rate - floor) / (1 - floor)) * (BOTTOM - TOP)
  const said = points.map(({ month, rate, cases }) =>
    rate === undefined ? '' : `${monthName(month, language)} ${percent(rate)}% (${cases})`,
  )
  return (
    <figure className="trend">
      <figcaption className="soft small">
        {say(text('十二个月 · 折线为履约率，柱为件数', 'Twelve months · the line is the rate, columns the cases'))}
      </figcaption>
      <svg
        width="100%"
        height={FOOT + 8}
        role="img"
        aria-label={said.filter(Boolean).join('; ') || say(text('还没有结束的承诺', 'no promise has ended yet'))}
      >
        {[1, (1 + floor) / 2, floor].map((rate) => (
          <g key={rate}>
            <line className="grid" x1="0" x2="100%" y1={yOf(rate)} y2={yOf(rate)} />
            <text className="axis" x="0" y={yOf(rate) - 4}>
              {Math.round(rate * 1000) / 10}
            </text>
          </g>
        ))}
        <Cases points={points} last={last} />
        {points.map(({ month, x, rate }, index) => {
          const before = points[index - 1]
          if (rate === undefined || before?.rate === undefined) return null
          return (
            <line key={month} className="line" x1={`${before.x}%`} x2={`${x}%`} y1={yOf(before.rate)} y2={yOf(rate)} />
          )
        })}
        <Points points={points} last={last} yOf={yOf} />
      </svg>
    </figure>
  )
}

interface Point {
  readonly month: string
  /** In percent of the width. */
  readonly x: number
  readonly cases: number
  readonly rate: number | undefined
}

function Cases({ points, last }: { points: readonly Point[]; last: string }) {
  const most = Math.max(1, ...points.map(({ cases }) => cases))
  return (
    <>
      {points.map(({ month, x, cases }) => (
        <line
          key={month}
          className={month === last ? 'cases now' : 'cases'}
          x1={`${x}%`}
          x2={`${x}%`}
          y1={FOOT - 18}
          y2={FOOT - 18 - (cases / most) * 14}
        />
      ))}
    </>
  )
}

function Points({ points, last, yOf }: { points: readonly Point[]; last: string; yOf: (rate: number) => number }) {
  const language = useLanguage()
  return (
    <>
      {points.map(({ month, x, rate }, index) => (
        <g key={month}>
          <text
            className={month === last ? 'month now' : index % 2 === 0 ? 'month even' : 'month'}
            x={`${x}%`}
            y={FOOT}
          >
            {monthName(month, language, last)}
          </text>
          {rate !== undefined && (
            <circle
              className={month === last ? 'point now' : 'point'}
              cx={`${x}%`}
              cy={yOf(rate)}
              r={month === last ? 4 : 2.5}
            />
          )}
          {rate !== undefined && month === last && (
            <text className="value" x={`${x}%`} y={yOf(rate) - 8}>
              {percent(rate)}%
            </text>
          )}
        </g>
      ))}
    </>
  )
}
