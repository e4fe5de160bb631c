import { defined } from '../kernel/fields.ts'
import type { Duty } from './duty.ts'

/** What lists say of it. */
export const summaryOf = ({ id, contract, customer, site, name, from, to, planned, gone }: Duty) => ({
  id,
  contract,
  customer: customer.id,
  name,
  from,
  to,
  isPlanned: planned !== undefined,
  ...defined({ site: site?.id, gone: gone?.because }),
})
export type DutySummary = ReturnType<typeof summaryOf>
