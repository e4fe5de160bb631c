import { normaliseSerial } from '../directory/serial.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { note } from '../repair/note.ts'
import type { FaultReport } from '../repair/state/call.ts'
import { repairStory } from '../repair/story.ts'
import { change } from '../shell/commit.ts'
import { begin } from '../visit/decide.ts'
import { filledOf } from '../visit/features/filling/forms.ts'
import { isSameFault } from '../visit/features/filling/found.ts'
import { type FoundFault, sheetKey } from '../visit/state/filled.ts'
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
  const open = (visit.found ?? []).filter((found) => found.repair === undefined && meantAt(visit, found) !== undefined)
  if (open.length === 0) return tellMended(deps, visit)
  const history = await historyOfVisit(deps, visit.id)
  const contact = await whoIsTold(deps, visit)
  let state = visit
  for (const found of open) {
    const filled = filledIn(history, found.seq)
    if (!filled) continue
    const { repair } = await reportFault(deps, await reportOf(deps, visit, found, filled, contact))
    const { form, about, item, unit } = found
    const result = await change(deps, visitStory, visit.id, (now) => {
      const decision = begin(now, SYSTEM, deps.clock.now())
      const isOpen = now.found?.some((one) => isSameFault(one, found) && one.repair === undefined)
      return isOpen
        ? decision.record({ type: 'faultReported', form, item, repair: repair.id, ...defined({ about, unit }) })
        : decision
    })
    if (result && 'saved' in result) state = result.state
  }
  return tellMended(deps, state)
}

/**
 * A reading that was mended after it had opened a repair is no fault: whoever has the repair reads so there. It stays open until the
 * customer or a manager withdraws it: nobody ends a promise by writing down another number.
 */
async function tellMended(deps: Deps, visit: VisitState): Promise<VisitState> {
  const mended = (visit.found ?? []).flatMap(({ repair, mended: how }) => (how === 'toTell' ? (repair ?? []) : []))
  if (mended.length === 0) return visit
  for (const repair of new Set(mended))
    await change(deps, repairStory, repair, (state) =>
      note(state, { type: 'note', text: MENDED, id: `mended/${visit.id}/${visit.seq}` }, deps.clock.now()),
    )
  const result = await change(deps, visitStory, visit.id, (now) => {
    const decision = begin(now, SYSTEM, deps.clock.now())
    const isOpen = now.found?.some(({ mended: how }) => how === 'toTell')
    return isOpen ? decision.record({ type: 'mendingTold', repairs: [...new Set(mended)] }) : decision
  })
  return result && 'saved' in result ? result.state : visit
}
const MENDED =
  '巡检填写已更正，这里没有故障：确认后由客户或经理撤销 / The check list was mended: no fault here; the customer or a manager withdraws it'

/** From then on a fault counts as found; undefined: whoever wrote it down may mend it yet. */
const meantAt = (visit: VisitState, found: FoundFault): Instant | undefined =>
  filledOf(visit, found)?.meantAt ?? visit.ended?.at

async function reportOf(
  deps: Deps,
  visit: VisitState,
  found: FoundFault,
  { findings, by }: NonNullable<ReturnType<typeof filledIn>>,
  contact: string | undefined,
): Promise<FaultReport> {
  const { id, terms } = visit
  const { item, about } = found
  const asked = about === undefined ? undefined : await deps.repairs.load(about)
  // Of a repair that is asked about it is its own unit that fails again.
  const unit = found.unit ?? asked?.unit?.serial
  const what = findings.find((one) => one.item === item)?.what.zh ?? ''
  const isTheirs = unit === undefined || (await standsAt(deps, unit, terms.customer))
  return {
    callId: `inspection:${id}/${sheetKey(found)}/${item}/${unit === undefined ? '' : normaliseSerial(unit)}`,
    channel: 'inspection',
    visit: id,
    symptoms: isTheirs ? what : `${what}（${unit}）`,
    ...defined({ reportedAt: meantAt(visit, found), takenBy: by.id, site: asked?.site?.id ?? terms.site?.id }),
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
