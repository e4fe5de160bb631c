import { text } from '../../../../shared/kernel/text.ts'
import { useUnit } from '../repair/data.ts'
import { Link } from '../router.tsx'
import { useSay } from '../words.ts'
import { addressOf } from './data.ts'

const STATES = {
  in: text('保修内', 'In warranty'),
  renewed: text('续保内', 'Renewed'),
  out: text('已过保', 'Out of warranty'),
  notStarted: text('尚未起算', 'Not begun'),
  unknown: text('保修期不详', 'Unknown'),
} as const

/** Until when it is covered, and why until then. */
export function Warranty({ serial }: { serial: string }) {
  const say = useSay()
  const { data } = useUnit(serial)
  if (!data) return null
  const { state, until, clause, steps } = data.warranty
  const isCovered = state === 'in' || state === 'renewed'
  return (
    <section className="panel">
      <header>
        <h2>{say(text('质保', 'Warranty'))}</h2>
        <b className={isCovered ? 'good' : 'warn'}>{say(STATES[state])}</b>
        {until && <span>{say(text(`至 ${until}`, `until ${until}`))}</span>}
        {clause && <span className="soft">{clause}</span>}
      </header>
      <div className="in">
        <ol className="steps">
          {steps.map((step) => (
            <li key={step.en}>{say(step)}</li>
          ))}
        </ol>
        {data.contract && (
          <p className="small">
            <Link to={addressOf('contracts', data.contract.id)}>{data.contract.id}</Link>{' '}
            <span className="soft">
              {say(
                text(
                  `${data.contract.plan} 第 ${data.contract.planVersion} 版`,
                  `${data.contract.plan} version ${data.contract.planVersion}`,
                ),
              )}
            </span>
          </p>
        )}
      </div>
    </section>
  )
}
