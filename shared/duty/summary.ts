import { defined } from '../kernel/fields.ts'
import type { Duty } from './duty.ts'

/** What lists say of it. */
export const summaryOf = ({
  id,
  contract,
  clause,
  rule,
  entry,
  about,
  customer,
  site,
  name,
  from,
  to,
  planned,
  gone,
  log,
}: Duty) => ({
  id,
  key: { contract, clause, rule, entry, about },
  customer: customer.id,
  name,
  from,
  to,
  isPlanned: planned !== undefined,
  entries: log.count,
  gaps: log.gapCount,
  ...defined({ site: site?.id, gone: gone?.because }),
})
export type DutySummary = ReturnType<typeof summaryOf>
