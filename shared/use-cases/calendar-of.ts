import { type Subject, subjectOf } from '../kernel/subject.ts'
import type { SubjectStore } from '../ports/store.ts'
import { type CalendarEvent, type CustomerCalendar, EMPTY_CALENDAR } from '../schedule/customer-calendar.ts'

export const CALENDAR = 'calendar'
export const calendarSubject = (customer: string): Subject => subjectOf(CALENDAR, customer)

export const calendarOf = async (
  { store }: { readonly store: Pick<SubjectStore, 'load'> },
  customer: string,
): Promise<CustomerCalendar> =>
  ((await store.load(calendarSubject(customer))) as CustomerCalendar | undefined) ?? EMPTY_CALENDAR

/** Who said what of it when and why, in order. */
export const calendarEvents = async (
  { store }: { readonly store: Pick<SubjectStore, 'history'> },
  customer: string,
): Promise<readonly CalendarEvent[]> => (await store.history(calendarSubject(customer))) as readonly CalendarEvent[]
