import { text } from '../../../../shared/kernel/text.ts'
import { Failed } from '../parts/problem.tsx'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { type Behind, type By, type Rate, useRates, useSatisfaction } from './data.ts'
import { casesOf, rateOf, shownRate, sumOf, worstFirst } from './figures.ts'
import { LinesBehind } from './lines.tsx'
import { monthName, type Scope } from './period.ts'
import { BY_NAMES, NOBODY } from './words.ts'

/** A rate of fewer cases says little: such rows stand below, and are not coloured. */
const ENOUGH = 20

interface CompareProps {
  readonly by: By
  readonly choices: readonly By[]
  readonly scope: Scope
  readonly open: string | undefined
  readonly addressOf: (changes: Readonly<Record<string, string | undefined>>) => string
  /** Whether the lines of what is compared are theirs to read. */
  readonly mayOpen: boolean
}

/** Engineers, customers, sites or months beside each other, never without the number of cases. */
export function Compare({ by, choices, scope, open, addressOf, mayOpen }: CompareProps) {
  const say = useSay()
  const rates = useRates(by, scope)
  const satisfaction = useSatisfaction(by, scope)
  const all = sumOf(rates.data ?? [])
  const total = rateOf(all)
  const ratings = new Map(satisfaction.data?.by.map((one) => [one.id, one]))
  return (
    <section className="panel compare">
      <header>
        <h2>{say(text('比较', 'Compare'))}</h2>
        <span className="seg">
          {choices.map((one) => (
            <Link key={one} to={addressOf({ by: one, row: undefined })} aria-current={one === by ? 'true' : undefined}>
              {say(BY_NAMES[one])}
            </Link>
          ))}
        </span>
        <span className="soft small push">
          {say(text(`不足 ${ENOUGH} 件不排名`, `fewer than ${ENOUGH} cases are not ranked`))}
        </span>
      </header>
      <Failed of={rates} />
      <div className="scroll">
        <table className="tb">
          <Headings by={by} />
          <tbody>
            {ordered(rates.data ?? [], by).map((rate) => (
              <Row
                key={rate.id ?? ''}
                rate={rate}
                by={by}
                total={total}
                rating={ratings.get(rate.id)}
                isOpen={rate.id !== undefined && rate.id === open}
                address={
                  mayOpen && rate.id !== undefined
                    ? addressOf({ row: rate.id === open ? undefined : rate.id })
                    : undefined
                }
                behind={behindOf(scope, by, rate.id)}
              />
            ))}
            <tr className="sum">
              <td className="wide">{say(text('全体', 'All'))}</td>
              <td className="r">{casesOf(all)}</td>
              <td className="r">{shownRate(total)}</td>
              <td className="dots" />
              <td className="r">{all.broken}</td>
              <td className="r">{satisfaction.data && <Rating of={satisfaction.data} />}</td>
            </tr>
          </tbody>
        </table>
      </div>
      {satisfaction.data && <Footer of={satisfaction.data} />}
    </section>
  )
}

function Headings({ by }: { by: By }) {
  const say = useSay()
  return (
    <thead>
      <tr>
        <th className="wide">{say(BY_NAMES[by])}</th>
        <th className="r">{say(text('件数', 'Cases'))}</th>
        <th className="r">{say(text('履约率', 'Kept'))}</th>
        <th className="dots">{say(text('80% 至 100%', '80% to 100%'))}</th>
        <th className="r">{say(text('超时', 'Broken'))}</th>
        <th className="r">{say(text('满意 · 回收', 'Rating · answers'))}</th>
      </tr>
    </thead>
  )
}

const ordered = (rates: readonly Rate[], by: By): readonly Rate[] => {
  if (by === 'month') return rates.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? 1 : -1))
  const isEnough = ({ tally }: Rate) => casesOf(tally) >= ENOUGH
  return [...worstFirst(rates.filter(isEnough)), ...worstFirst(rates.filter((rate) => !isEnough(rate)))]
}

const behindOf = (scope: Scope, by: By, id: string | undefined): Behind => {
  if (id === undefined) return scope
  return by === 'month' ? { ...scope, from: id, to: id } : { ...scope, [by]: id }
}

function Row({
  rate: { id, name, tally },
  by,
  total,
  rating,
  isOpen,
  address,
  behind,
}: {
  rate: Rate
  by: By
  total: number | undefined
  rating: Rated | undefined
  isOpen: boolean
  address: string | undefined
  behind: Behind
}) {
  const say = useSay()
  const language = useLanguage()
  const own = rateOf(tally)
  const isLow = own !== undefined && total !== undefined && own < total && casesOf(tally) >= ENOUGH
  const called = id === undefined ? say(NOBODY[by]) : by === 'month' ? monthName(id, language, '') : (name ?? id)
  return (
    <>
      <tr>
        <td className="wide">
          {address ? (
            <Link to={address} aria-expanded={isOpen}>
              {called}
            </Link>
          ) : (
            <span className={id === undefined ? 'soft' : ''}>{called}</span>
          )}
        </td>
        <td className="r">{casesOf(tally)}</td>
        <td className={isLow ? 'r strong bad' : 'r strong'}>{shownRate(own)}</td>
        <td className="dots">
          <Dot own={own} total={total} isLow={isLow} />
        </td>
        <td className={tally.broken > 0 ? 'r bad' : 'r'}>{tally.broken}</td>
        <td className="r">{rating && <Rating of={rating} />}</td>
      </tr>
      {isOpen && (
        <tr className="inside">
          <td colSpan={6}>
            <LinesBehind behind={behind} label={called} />
          </td>
        </tr>
      )}
    </>
  )
}

const placeOn = (rate: number): string => `${Math.max(2, Math.min(98, (rate - 0.8) * 500))}%`

/** Where it stands beside the whole, whose rate is the upright line. */
const Dot = ({ own, total, isLow }: { own: number | undefined; total: number | undefined; isLow: boolean }) => (
  <svg width="100%" height="12" aria-hidden="true">
    <line className="grid" x1="0" x2="100%" y1="6" y2="6" />
    {total !== undefined && <line className="all" x1={placeOn(total)} x2={placeOn(total)} y1="0" y2="12" />}
    {own !== undefined && <circle className={isLow ? 'low' : 'own'} cx={placeOn(own)} cy="6" r="4" />}
  </svg>
)

interface Rated {
  readonly confirmed: number
  readonly rated: number
  readonly rating?: number
}

const answeredOf = ({ confirmed, rated }: Rated): string => `${Math.floor((rated / confirmed) * 100)}%`

/** The mean of those who answered, and how many did. */
function Rating({ of }: { of: Rated }) {
  const { confirmed, rating } = of
  if (confirmed === 0) return <span className="soft">–</span>
  return (
    <>
      {rating === undefined ? '–' : rating.toFixed(1)} <span className="soft small">{answeredOf(of)}</span>
    </>
  )
}

function Footer({ of }: { of: Rated & { readonly unknown: number } }) {
  const say = useSay()
  const { confirmed, rated, rating, unknown } = of
  return (
    <footer>
      <b>{say(text('满意度', 'Satisfaction'))}</b>{' '}
      {confirmed === 0
        ? say(text('这段时间报修的，还没有客户确认修好。', 'Nobody has confirmed a repair reported in this period.'))
        : say(
            text(
              `${rating === undefined ? '还没有评分' : `${rating.toFixed(1)} 分`} · 客户确认 ${confirmed} 单，评分 ${rated} 份，回收率 ${answeredOf(of)}`,
              `${rating === undefined ? 'no rating yet' : rating.toFixed(1)} · ${confirmed} confirmed, ${rated} rated, ${answeredOf(of)} answered`,
            ),
          )}
      {unknown > 0 &&
        say(text(`；旧版本关闭的 ${unknown} 单不计`, `; ${unknown} closed by an earlier version are not counted`))}
    </footer>
  )
}
