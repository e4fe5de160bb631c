import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { PLANNED_KEY } from '../outside/live.ts'

export type CustomerCalendar = Schemas['CustomerCalendar']
export type CalendarEntry = CustomerCalendar['entries'][number]
export type Happening = Schemas['CalendarEntryRequest']

const AGAIN_MS = 30_000
const keyOf = (customer: string) => [...PLANNED_KEY, 'calendar', customer]

/** What stands on a customer's calendar from a day on. */
export const useCalendar = (customer: string | undefined, from: string) =>
  useQuery({
    queryKey: [...keyOf(customer ?? ''), from],
    queryFn: ({ signal }) =>
      call('GET /api/customers/{id}/calendar', { path: { id: customer ?? '' }, query: { from }, signal }),
    enabled: customer !== undefined,
    refetchInterval: AGAIN_MS,
  })

/** Enters; with an entry, moves that. */
export function useEnter(customer: string, entry: string | undefined) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Happening) =>
      entry === undefined
        ? call('POST /api/customers/{id}/calendar', { path: { id: customer }, body })
        : call('POST /api/customers/{id}/calendar/{entry}', { path: { id: customer, entry }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: PLANNED_KEY }),
  })
}

export function useWithdraw(customer: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ entry, reason }: { entry: string; reason: string }) =>
      call('POST /api/customers/{id}/calendar/{entry}/withdraw', { path: { id: customer, entry }, body: { reason } }),
    onSettled: () => queries.invalidateQueries({ queryKey: PLANNED_KEY }),
  })
}
