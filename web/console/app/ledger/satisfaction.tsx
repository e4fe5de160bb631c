import { LOW_SCORE } from '../../../../shared/form/findings.ts'
import { text } from '../../../../shared/kernel/text.ts'
import { Failed } from '../parts/problem.tsx'
import { Link, usePlace, withQuery } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { type RatedBy, type Satisfied, useSatisfaction } from './data.ts'
import { monthName, type Scope } from './period.ts'
import { BY_NAMES, NOBODY } from './words.ts'

interface Props {
  readonly choices: readonly RatedBy[]
  readonly scope: Scope
}

/** How customers rated what was repaired: when somebody called them back about it, and when they confirmed it themselves. */
export function Satisfaction({ choices, scope }: Props) {
  const say = useSay()
  const { query } = usePlace()
  const by = choices.find((one) => one === query.get('rated')) ?? choices[0] ?? 'month'
  const satisfaction = useSatisfaction(by, scope)
  const { data } = satisfaction
  return (
    <section className="panel compare">
      <header>
        <h2>{say(text('客户评分', 'What customers say'))}</h2>
        <span className="seg">
          {choices.map((one) => (
            <Link
              key={one}
              to={`/ledger${withQuery(query, { rated: one })}`}
              aria-current={one === by ? 'true' : undefined}
            >
              {say(BY_NAMES[one])}
            </Link>
          ))}
        </span>
        <span className="push" />
        <Csv by={by} scope={scope} />
      </header>
      <Failed of={satisfaction} />
      {data && data.confirmed + data.asked === 0 ? (
        <p className="empty">
          {say(text('这段时间报修的，还没有客户评分。', 'Nobody has rated a repair reported in this period yet.'))}
        </p>
      ) : (
        <div className="scroll">
          <table className="tb">
            <Headings by={by} />
            <tbody>
              {(data?.by ?? []).toSorted(byScore).map((row) => (
                <Line key={row.id ?? ''} by={by} row={row} />
              ))}
              {data && (
                <tr className="sum">
                  <td className="wide">{say(text('全体', 'All'))}</td>
                  <Cells of={data} />
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Csv({ by, scope: { from, to, customer } }: { by: RatedBy; scope: Scope }) {
  const say = useSay()
  const lang = useLanguage()
  const asked = {
    by,
    format: 'csv',
    lang,
    month: from,
    ...(to !== from && { lastMonth: to }),
    ...(customer && { customer }),
  }
  return (
    <a className="small" href={`/api/ledger/satisfaction?${new URLSearchParams(asked)}`} download>
      {say(text('下载表格（CSV）', 'Download (CSV)'))}
    </a>
  )
}

function Headings({ by }: { by: RatedBy }) {
  const say = useSay()
  return (
    <thead>
      <tr>
        <th className="wide">{say(BY_NAMES[by])}</th>
        <th className="r">{say(text('回访均分', 'Call-backs'))}</th>
        <th className="r">{say(text('评分 / 回访', 'Scored / asked'))}</th>
        <th className="r">{say(text('评分率', 'Response'))}</th>
        <th className="r">{say(text('确认均分', 'Confirmed'))}</th>
        <th className="r">{say(text('评分 / 确认', 'Rated / confirmed'))}</th>
      </tr>
    </thead>
  )
}

/** The worst first; who has no score comes last. */
const byScore = (a: Satisfied, b: Satisfied): number => (a.score ?? 9) - (b.score ?? 9) || b.asked - a.asked

function Line({ by, row }: { by: RatedBy; row: Satisfied & { readonly id?: string; readonly name?: string } }) {
  const say = useSay()
  const language = useLanguage()
  const { id, name } = row
  const called = id === undefined ? say(NOBODY[by]) : by === 'month' ? monthName(id, language, '') : (name ?? id)
  return (
    <tr>
      <td className="wide">
        <span className={id === undefined ? 'soft' : ''}>{called}</span>
      </td>
      <Cells of={row} />
    </tr>
  )
}

const shown = (mean: number | undefined): string => (mean === undefined ? '–' : mean.toFixed(2))

function Cells({ of: { asked, scored, score, confirmed, rated, rating } }: { of: Satisfied }) {
  return (
    <>
      <td className={score !== undefined && score <= LOW_SCORE ? 'r strong bad' : 'r strong'}>{shown(score)}</td>
      <td className="r">
        {scored} / {asked}
      </td>
      <td className="r">{asked > 0 ? `${Math.floor((scored / asked) * 100)}%` : '–'}</td>
      <td className="r">{shown(rating)}</td>
      <td className="r">
        {rated} / {confirmed}
      </td>
    </>
  )
}
