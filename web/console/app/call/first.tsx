import { text } from '../../../../shared/kernel/text.ts'
import { MINUTE } from '../../../rail/wall.ts'
import type { Plan } from '../data.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { length } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Draft } from './draft.ts'
import { minutesOf } from './promises.tsx'

/** Called at once, or tried at the desk first (C24). */
export function First({
  plan,
  draft,
  change,
}: {
  plan: Plan
  draft: Draft
  change: (changes: Partial<Draft>) => void
}) {
  const say = useSay()
  const language = useLanguage()
  const role = useStore(sessionStore)?.role
  const desk = plan.clocks.find(({ until }) => until === 'passedOn')
  if (!desk || (role !== 'dispatcher' && role !== 'manager')) return null
  const within = length(minutesOf(desk.limit ?? '') * MINUTE, language)
  return (
    <>
      <h3>{say(text('先由谁处理', 'Who tries first'))}</h3>
      <span className="seg">
        <button type="button" aria-pressed={!draft.desk} onClick={() => change({ desk: false })}>
          {say(text('立即呼叫工程师', 'Call an engineer at once'))}
        </button>
        <button type="button" aria-pressed={draft.desk} onClick={() => change({ desk: true })}>
          {say(text('我先试', 'I try first'))}
        </button>
      </span>
      {draft.desk && (
        <p className="soft small">
          {say(
            text(
              `${desk.clause}：从保存起，最多 ${within} 由您在电话里解决，暂不呼叫工程师；到时没解决，自动转给工程师。`,
              `${desk.clause}: from saving on, at most ${within} are yours to solve it by telephone, and no engineer is called; what is not solved then goes to one by itself.`,
            ),
          )}
        </p>
      )}
    </>
  )
}
