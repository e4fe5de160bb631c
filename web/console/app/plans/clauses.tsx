import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { conditions, describeClauses } from '../../../../shared/plan/describe.ts'
import type { PlanDocument } from '../../../../shared/plan/document.ts'
import { standingOf } from '../../../../shared/plan/standing.ts'
import { useLanguage, useSay } from '../words.ts'

const KEPT_BY = {
  active: text('系统守住', 'kept'),
  recorded: text('只记录', 'recorded'),
  planned: text('未启用', 'not yet'),
}

/** Each promise in its own sentence, and what the system does for it. */
export function Clauses({ document }: { document: PlanDocument }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <>
      <ol className="words">
        {describeClauses(document).map(({ id, promise, does }, index) => {
          const clause = document.clauses[index]
          const standing = clause ? standingOf(clause) : 'planned'
          return (
            <li key={id} id={id}>
              <b>{id}</b>
              <div>
                <p>{inLanguage(promise, language)}</p>
                <ul>
                  {does.map((line) => (
                    <li key={line.en}>{inLanguage(line, language)}</li>
                  ))}
                </ul>
              </div>
              <span className={`stands ${standing}`}>{say(KEPT_BY[standing])}</span>
            </li>
          )
        })}
      </ol>
      <section className="conditions">
        <h3>{say(text('对所有条款', 'For all clauses'))}</h3>
        <ul>
          {Object.entries(conditions(document)).map(([name, line]) => (
            <li key={name}>{inLanguage(line, language)}</li>
          ))}
        </ul>
      </section>
    </>
  )
}
