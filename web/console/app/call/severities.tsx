import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Foreseen } from './foreseen.ts'
import { promised, strictest } from './promises.tsx'

interface SeveritiesProps {
  readonly plan: NonNullable<Foreseen['plan']>
  readonly promised: NonNullable<Foreseen['promised']>
  /** It is that of what was said before: another is on its way. */
  readonly isOther: boolean
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}

/** The plan's own severities, each with what it promises. */
export function Severities({ plan, promised: { severities, reportedAt }, isOther, chosen, onChoose }: SeveritiesProps) {
  const say = useSay()
  const language = useLanguage()
  return (
    <>
      <h3>
        {say(text('级别', 'Severity'))}{' '}
        <span>
          {say(
            text(
              `按 ${plan.id} ${plan.title.zh} 第 ${plan.version} 版`,
              `by ${plan.id} ${plan.title.en}, version ${plan.version}`,
            ),
          )}
        </span>
      </h3>
      <ul className={isOther ? 'sevs faded' : 'sevs'} aria-busy={isOther}>
        {plan.severities.map(({ id, name }, rank) => (
          <li key={id} className={id === chosen ? 'on' : ''}>
            <label>
              <input type="radio" name="severity" checked={id === chosen} onChange={() => onChoose(id)} />
              <span className={`sev s${Math.min(rank + 1, 3)}`}>{inLanguage(name, language)}</span>
              <span className="proms">
                {strictest(severities.find(({ severity }) => severity === id)?.clocks ?? []).map((clock) => (
                  <em key={clock.milestone}>
                    {promised(clock, Date.parse(reportedAt), language)} <i>{clock.clause}</i>
                  </em>
                ))}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}
