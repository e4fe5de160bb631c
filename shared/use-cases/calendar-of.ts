import { type Subject, subjectOf } from '../kernel/subject.ts'
import type { SubjectStore } from '../ports/store.ts'
import { type CustomerCalendar, EMPTY_CALENDAR } from '../schedule/customer-calendar.ts'

export const CALENDAR = 'calendar'
export const calendarSubject = (customer: string): Subject => subjectOf(CALENDAR, customer)

export const calendarOf = async (
  { store }: { readonly store: Pick<SubjectStore, 'load'> },
  customer: string,
): Promise<CustomerCalendar> =>
  ((await store.load(calendarSubject(customer))) as CustomerCalendar | undefined) ?? EMPTY_CALENDAR
