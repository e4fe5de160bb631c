import { normaliseSerial } from '../directory/serial.ts'
import { defined } from '../kernel/fields.ts'
import { durationMs, later } from '../kernel/instant.ts'
import { loanersOf } from '../message/report-history.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Span } from '../report/availability.ts'
import type { FaultOfPeriod } from '../report/statistics.ts'
import type { Deps } from './deps.ts'

const PAGE = 500
/** A repair of before whose last promise is older than this has been over since then. */
const BEFORE = durationMs('P90D')
/** No promise that counts from a report is due later. */
const AFTER = durationMs('P60D')

/** The faults at these sites that were reported in a period, or kept a unit from use in it. By the ledger: each has promises there. */
export async function repairsOfPeriod(
  deps: Pick<Deps, 'ledger' | 'repairs'>,
  { customer, sites }: { readonly customer: string; readonly sites: readonly string[] },
  period: Span,
): Promise<readonly FaultOfPeriod[]> {
  const ids = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await deps.ledger.ofCustomer({
      customer,
      from: later(period.from, -BEFORE),
      to: later(period.to, AFTER),
      limit: PAGE,
      ...defined({ cursor }),
    })
    for (const { repair, site } of page.items) if (repair && site && sites.includes(site)) ids.add(repair)
    cursor = page.cursor
  } while (cursor)
  const found: FaultOfPeriod[] = []
  for (const id of ids) {
    const repair = await deps.repairs.load(id)
    // What was taken back, or nobody meant, was no fault.
    if (repair && repair.closed?.how !== 'withdrawn' && repair.closed?.how !== 'junk')
      found.push(await faultOf(deps, repair))
  }
  return found
    .filter(({ reportedAt, repairedAt }) => reportedAt < period.to && (repairedAt ?? period.to) > period.from)
    .toSorted((a, b) => (a.reportedAt < b.reportedAt ? -1 : 1))
}

async function faultOf({ repairs }: Pick<Deps, 'repairs'>, repair: Repair): Promise<FaultOfPeriod> {
  const { id, plan, severity, symptoms, unit, work, milestones, replacement, closed, reportedAt, loaner } = repair
  const lent = loaner ? loanersOf(await repairs.history(id)) : []
  const serial = replacement?.old ?? unit?.serial
  return {
    repair: id,
    severity: plan.severities.find((one) => one.id === severity)?.name ?? { zh: severity, en: severity },
    symptoms,
    reportedAt,
    isClosed: closed !== undefined,
    loans: lent.map(({ lentAt, returnedAt }) => ({ from: lentAt, ...defined({ to: returnedAt }) })),
    ...defined({
      problem: work?.problem ?? work?.cause,
      unit: serial === undefined ? undefined : normaliseSerial(serial),
      unitName: unit?.name,
      model: replacement?.oldModel ?? unit?.model,
      repairedAt: milestones.repaired?.at ?? closed?.at,
    }),
  }
}
