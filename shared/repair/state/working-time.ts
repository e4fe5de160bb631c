import type { WorkingTime } from '../../kernel/calendar.ts'
import { defined } from '../../kernel/fields.ts'
import type { Repair } from './repair.ts'

/** Working time follows the customer's zone, and the plan's hours and holidays. */
export const workingTimeOf = ({
  timezone,
  plan: { workingHours, holidays },
}: Pick<Repair, 'timezone' | 'plan'>): WorkingTime => ({
  timezone,
  workingHours,
  ...defined({ holidays }),
})
