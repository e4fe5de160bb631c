import { inLanguage } from '../../../../shared/kernel/text.ts'
import { milestoneName } from '../../../../shared/message/texts.ts'
import type { Plan } from '../data.ts'
import { Rail } from '../parts/rail.tsx'
import { useLanguage } from '../words.ts'
import type { Preview } from './foreseen.ts'

/** The promises that would start now. */
export function PreviewRail({
  clocks,
  plan,
  zone,
  nowMs,
}: {
  clocks: readonly Preview[]
  plan: Plan
  zone: string
  nowMs: number
}) {
  const language = useLanguage()
  const bars = clocks.map(({ clause, milestone, dueAt, limit, warnAt, explanation }) => {
    const promise = plan.clauses.find(({ id }) => id === clause)?.promise
    return {
      clause,
      milestone,
      name: milestoneName(milestone, language),
      state: 'open' as const,
      startedAt: new Date(nowMs).toISOString(),
      dueAt,
      limit,
      warnAt,
      why: explanation,
      promise: promise && inLanguage(promise, language),
    }
  })
  return <Rail bars={bars} size="full" timezone={zone} nowMs={nowMs} />
}
