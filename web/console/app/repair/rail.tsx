import { inLanguage } from '../../../../shared/kernel/text.ts'
import { barsOf } from '../../../rail/bar.ts'
import { type Repair, usePlans } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { Rail } from '../parts/rail.tsx'
import { useLanguage } from '../words.ts'

/** Every promise of a repair, each with the sentence of its clause. */
export function RepairRail({ repair }: { repair: Repair }) {
  const language = useLanguage()
  const nowMs = useNow()
  const { data: plans = [] } = usePlans()
  const plan = plans.find(({ id, version }) => id === repair.plan && version === repair.planVersion)
  const promises = Object.fromEntries(
    (plan?.clauses ?? []).map(({ id, promise }) => [id, inLanguage(promise, language)]),
  )
  return <Rail bars={barsOf(repair.clocks, language, promises)} size="full" timezone={repair.timezone} nowMs={nowMs} />
}
