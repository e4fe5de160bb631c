import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import type { Plan } from '../data.ts'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import type { Behind, Rate } from './data.ts'
import { casesOf, rateOf, shownRate, sumOf, worstFirst } from './figures.ts'
import { LinesBehind } from './lines.tsx'

/** Every clause under which something fell due, the worst first; each opens the list behind it. */
export function Clauses({
  rates,
  plans,
  open,
  addressOf,
  behind,
}: {
  rates: readonly Rate[]
  plans: readonly Plan[]
  open: string | undefined
  /** With this clause open, or none. */
  addressOf: (clause: string | undefined) => string
  behind: Behind
}) {
  const say = useSay()
  const language = useLanguage()
  const sentences = new Map(plans.flatMap(({ clauses }) => clauses.map(({ id, promise }) => [id, promise] as const)))
  const cases = casesOf(sumOf(rates))
  return (
    <section className="panel clauses">
      <header>
        <h2>{say(text('按条款', 'By clause'))}</h2>
        <span className="soft small">
          {say(text(`差的在前 · 应履约 ${cases} 件`, `the worst first · ${cases} cases`))}
        </span>
      </header>
      {rates.length === 0 && (
        <p className="empty">
          {say(text('这段时间没有到期的承诺。换一个月份看看。', 'Nothing fell due in this period. Try another month.'))}
        </p>
      )}
      <ol>
        {worstFirst(rates).map(({ id = '', tally }) => {
          const isOpen = id === open
          const rate = rateOf(tally)
          const sentence = sentences.get(id)
          return (
            <li key={id}>
              <Link to={addressOf(isOpen ? undefined : id)} aria-expanded={isOpen} className="clause">
                <b>{id}</b>
                <span className="sentence" title={sentence && inLanguage(sentence, language)}>
                  {sentence && inLanguage(sentence, language)}
                </span>
                <Bar rate={rate} />
                <em className={rate !== undefined && rate < 1 ? 'bad' : ''}>{shownRate(rate)}</em>
                <i>{countOf(tally, say)}</i>
              </Link>
              {isOpen && <LinesBehind behind={{ ...behind, clause: id }} label={id} />}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** What was kept, and beside it what was broken; without cases the track alone. */
const Bar = ({ rate }: { rate: number | undefined }) => (
  <svg className="hbar" width="100%" height="10" aria-hidden="true">
    <rect className="none" width="100%" height="10" />
    {rate !== undefined && <rect className="kept" width={`${rate * 100}%`} height="10" />}
    {rate !== undefined && rate < 1 && (
      <rect className="broken" x={`${rate * 100}%`} width={`${(1 - rate) * 100}%`} height="10" />
    )}
  </svg>
)

const countOf = (tally: Rate['tally'], say: ReturnType<typeof useSay>): string => {
  const cases = casesOf(tally)
  if (cases === 0) return say(text(`未到期 ${tally.open}`, `${tally.open} open`))
  return tally.broken > 0
    ? say(text(`超 ${tally.broken} / ${cases}`, `${tally.broken} of ${cases} late`))
    : String(cases)
}
