import { rulesOf } from '../plan/rules.ts'
import type { RepairSummary } from '../ports/store.ts'
import { earliest } from '../time/instant.ts'
import type { Repair } from './repair.ts'

/** What a board shows of a repair. */
export function summaryOf(repair: Repair): RepairSummary {
  const open = repair.clocks.filter((clock) => clock.state === 'open')
  const dueAt = earliest(open.map((clock) => clock.dueAt))
  return {
    id: repair.id,
    stage: repair.stage,
    plan: repair.plan.id,
    severity: repair.severity,
    reportedAt: repair.reportedAt,
    updatedAt: repair.updatedAt,
    needsIdentification: repair.needsIdentification,
    ...(repair.customer && { customer: repair.customer.name }),
    ...(repair.site && { site: repair.site.name }),
    ...(repair.unit && { unit: repair.unit.serial }),
    ...(repair.unit?.model && { model: repair.unit.model }),
    ...loanerNeed(repair),
    ...(repair.assignee && { assignee: repair.assignee.name }),
    ...(dueAt !== undefined && { dueAt }),
    openClocks: open.length,
    brokenClocks: repair.clocks.filter((clock) => clock.state === 'broken').length,
    paused: repair.pauses.some((pause) => pause.to === undefined),
  }
}

/** From the moment on that a clock which a loaner would keep runs, until one is reserved or the clock ends. */
const loanerNeed = (repair: Repair): Pick<RepairSummary, 'needsLoaner'> => {
  const { loaner, loanerWanted, clocks, plan } = repair
  if (loaner?.state === 'reserved' || loaner?.state === 'lent') return {}
  const runs = clocks.some(({ term, endedAt }) => term.otherwise === 'loaned' && endedAt === undefined)
  if (!runs && !loanerWanted) return {}
  return { needsLoaner: rulesOf(plan, 'loaner').some(({ brandNew }) => brandNew) ? 'new' : 'any' }
}

/** The board that shows the repair: `open`, or the month of its report (`2026-11`, UTC) once it is closed. */
export const boardOf = (repair: Pick<Repair, 'stage' | 'reportedAt'>): string =>
  repair.stage === 'closed' ? repair.reportedAt.slice(0, 7) : 'open'

/** Where the repair stands on its board: by report, the id telling apart those of one instant. Sorts as text and serves as cursor. */
export const positionOf = (repair: Pick<Repair, 'id' | 'reportedAt'>): string => `${repair.reportedAt}_${repair.id}`
