import { inLanguage, type Text, text } from '../../../../shared/kernel/text.ts'
import { comparePlans } from '../../../../shared/plan/diff.ts'
import type { PlanDocument } from '../../../../shared/plan/document.ts'
import { useLanguage, useSay } from '../words.ts'

interface Change {
  readonly clause?: string
  readonly effect: 'better' | 'worse' | 'changed'
  readonly text: Text
}

/** What a version changes for the customer, beside the one before. */
export function Changes({ old, next }: { old: PlanDocument; next: PlanDocument }) {
  const say = useSay()
  const changes = comparePlans(old, next)
  return (
    <div className="in">
      <p className="soft small">
        {say(
          text(
            `自 ${next.effectiveFrom} 起适用于未被合同绑定的报修；未关闭的报修和绑定第 ${old.version} 版的合同不变。`,
            `In force from ${next.effectiveFrom} for whatever no contract binds; open repairs and contracts bound to version ${old.version} keep it.`,
          ),
        )}
      </p>
      <ChangeList changes={changes} />
    </div>
  )
}

const HEADINGS = [
  ['worse', text('对客户更不利', 'Worse for the customer')],
  ['better', text('对客户更有利', 'Better for the customer')],
  ['changed', text('有变化', 'Changed')],
] as const

/** What is worse comes first: that is what has to be agreed. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const say = useSay()
  const language = useLanguage()
  if (changes.length === 0)
    return <p className="empty">{say(text('对客户没有变化。', 'Nothing changes for the customer.'))}</p>
  return (
    <>
      {HEADINGS.map(([effect, heading]) => {
        const some = changes.filter((change) => change.effect === effect)
        if (some.length === 0) return null
        return (
          <section key={effect} className={`changes ${effect}`}>
            <h3>
              {say(heading)} <span className="soft">{some.length}</span>
            </h3>
            <ul>
              {some.map((change) => (
                <li key={`${change.clause} ${change.text.en}`}>
                  <b>{change.clause ?? '–'}</b>
                  <span>{inLanguage(change.text, language)}</span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}
