import { normaliseSerial } from '../directory/serial.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import type { FaultReport } from '../repair/state/call.ts'
import { change } from '../shell/commit.ts'
import { begin } from '../visit/decide.ts'
import type { FoundFault } from '../visit/state/filled.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { visitStory } from '../visit/story.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'
import { reportFault } from './report-fault.ts'
import { filledIn } from './visit-filling.ts'
import { contactsFor } from './visit-terms.ts'
import { historyOfVisit } from './visits.ts'

/**
 * What was found to be faulty is reported like any fault, under the same clocks. Each goes by an id of its own, as a call does: however
 * often this is done, it opens one repair.
 */
export async function reportFound(deps: Deps, visit: VisitState): Promise<VisitState> {
  const open = (visit.found ?? []).filter(({ repair }) => repair === undefined)
  if (open.length === 0) return visit
  const history = await historyOfVisit(deps, visit.id)
  const contact = await whoIsTold(deps, visit)
  let state = visit
  for (const found of open) {
    const filled = filledIn(history, found.seq)
    if (!filled) continue
    const { repair } = await reportFault(deps, await reportOf(deps, visit, found, filled, contact))
    const { form, item, unit } = found
    const result = await change(deps, visitStory, visit.id, (now) => {
      const decision = begin(now, SYSTEM, deps.clock.now())
      const isOpen = now.found?.some(
        (one) => one.form === form && one.item === item && one.unit === unit && one.repair === undefined,
      )
      return isOpen
        ? decision.record({ type: 'faultReported', form, item, repair: repair.id, ...defined({ unit }) })
        : decision
    })
    if (result && 'saved' in result) state = result.state
  }
  return state
}

async function reportOf(
  deps: Deps,
  { id, terms }: VisitState,
  { form, item, unit }: FoundFault,
  { findings, by, at }: NonNullable<ReturnType<typeof filledIn>>,
  contact: string | undefined,
): Promise<FaultReport> {
  const what = findings.find((one) => one.item === item)?.what.zh ?? ''
  const isTheirs = unit === undefined || (await standsAt(deps, unit, terms.customer))
  return {
    callId: `inspection:${id}/${form}/${item}/${unit === undefined ? '' : normaliseSerial(unit)}`,
    channel: 'inspection',
    visit: id,
    symptoms: isTheirs ? what : `${what}（${unit}）`,
    reportedAt: at,
    ...defined({ takenBy: by.id, site: terms.site?.id }),
    ...(unit !== undefined && isTheirs && { serial: unit }),
    ...(contact === undefined ? { contact: { name: terms.customerName } } : { onFile: [contact] }),
  }
}

/** A number misread leads to nobody else's unit: it stays with what was written. */
async function standsAt({ directory }: Deps, serial: string, customer: string): Promise<boolean> {
  const unit = await directory.unit(normaliseSerial(serial))
  if (!unit) return true
  return (await directory.site(unit.site))?.customer === customer
}

/** Whoever it was agreed with; otherwise somebody at the place. */
async function whoIsTold(deps: Deps, visit: VisitState): Promise<string | undefined> {
  if (visit.contact) return visit.contact.id
  const bound = await boundTo(deps, visit.contract)
  const [first] = await contactsFor(deps, visit, bound?.sites ?? [])
  return first?.id
}
