import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { barsOf } from '../../../rail/bar.ts'
import { countsOf } from '../../../rail/words.ts'
import { type Repair, usePlans } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { Rail } from '../parts/rail.tsx'
import { Sign } from '../parts/signs.tsx'
import { zoneBeside } from '../parts/zone.ts'
import { useLanguage, useSay } from '../words.ts'

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

/** How many of them stand how; and whose time the picture is in, where the clock above shows another. */
export function RailHead({ repair: { clocks, timezone } }: { repair: Repair }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const zone = zoneBeside(timezone, nowMs, language)
  const counts = countsOf(barsOf(clocks, language), { now: new Date(nowMs).toISOString(), language, timezone })
  return (
    <header>
      <h2>{say(text('承诺', 'Promises'))}</h2>
      {counts.map(({ group, says }) => (
        <span key={group} className={group === 'over' ? 'bad n' : 'small n'}>
          {group === 'over' && <Sign name="late" small />} {says}
        </span>
      ))}
      {zone && <span className="push soft small">{say(text(`时间为${zone}`, `Times are ${zone}`))}</span>}
    </header>
  )
}
