import type { Schedule } from '../../kernel/calendar.ts'
import type { Repair } from './repair.ts'

/** Working time follows the customer's zone, and the plan's hours and holidays. */
export const scheduleOf = ({
  timezone,
  plan: { workingHours, holidays },
}: Pick<Repair, 'timezone' | 'plan'>): Schedule => ({
  timezone,
  workingHours,
  ...(holidays && { holidays }),
})
