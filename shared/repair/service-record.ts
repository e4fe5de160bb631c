import { defined } from '../kernel/fields.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import type { Repair } from './state/repair.ts'

/** What the maintenance ledger keeps of a repair as it stands. */
export const recordOf = (repair: Repair): ServiceRecord => ({
  repair: repair.id,
  plan: repair.plan.id,
  planVersion: repair.plan.version,
  matter: repair.matter ?? 'fault',
  ...(repair.customer && { customer: repair.customer.id }),
  ...(repair.site && { site: repair.site.id }),
  ...defined({ contract: repair.contract }),
  ...productOf(repair),
  severity: repair.severity,
  reportedAt: repair.reportedAt,
  ...(repair.milestones.repaired && { repairedAt: repair.milestones.repaired.at }),
  ...(repair.closed && { closedAt: repair.closed.at }),
  outcome: repair.closed?.how ?? 'open',
  symptoms: symptomsOf(repair),
  ...workOf(repair),
  ...triedIn(repair),
  ...namesOf(repair),
  failures: repair.failedRepairs?.length ?? repair.round - 1,
  ...defined({ unremovableAt: repair.unremovableAt }),
})

const MOST_NAMES = 16

const namesOf = ({ customer, site, contacts }: Repair): Pick<ServiceRecord, 'names'> => {
  const all = [customer?.name, site?.name, site?.shortName, ...contacts.map(({ name }) => name)]
  const names = [...new Set(all.filter((name) => name !== undefined))].slice(0, MOST_NAMES)
  return names.length > 0 ? { names } : {}
}

/** The unit that was reported; one that took its place has a history of its own. */
const productOf = ({ unit, replacement }: Repair) => {
  const serial = replacement?.old ?? unit?.serial
  const model = replacement?.oldModel ?? unit?.model
  return {
    ...defined({ unit: serial, model, product: unit?.name }),
    ...(replacement?.state === 'done' && replacement.serial !== undefined && { replacedBy: replacement.serial }),
  }
}

const symptomsOf = ({ calls }: Repair): string =>
  [...new Set(calls.map(({ symptoms }) => symptoms.trim()))].filter(Boolean).join('\n')

const workOf = ({ work }: Repair) => ({
  ...defined({ problem: work?.problem }),
  ...(work && { cause: work.cause }),
  ...defined({ origin: work?.origin }),
  ...(work && { done: work.done }),
  ...defined({ suggestions: work?.suggestions }),
  parts: work?.parts ?? [],
  ...defined({ engineer: work?.engineer }),
})

/** So that the next one neither tries nor asks it again (H2). */
const triedIn = ({ failedRepairs = [], escalations = [] }: Repair): Pick<ServiceRecord, 'tried' | 'advice'> => {
  const tried = failedRepairs.flatMap(({ cause, done }) => (cause && done ? [{ cause, done }] : []))
  const advice = escalations.flatMap(({ answer }) => (answer ? [answer] : []))
  return { ...(tried.length > 0 && { tried }), ...(advice.length > 0 && { advice }) }
}
