import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { defined } from '../../../../shared/kernel/fields.ts'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { LEDGER_NOW_KEY, LIVE } from '../outside/live.ts'
import { earlierMonth, type Period, type Scope } from './period.ts'

export type Line = Schemas['LedgerLine']
export type Rate = Schemas['Rates']['rates'][number]
export type Tally = Schemas['Tally']
export type By = 'engineer' | 'customer' | 'site' | 'month'
/** Whom scores are compared by: service points as well. */
export type RatedBy = By | 'roster'
export type Satisfied = Omit<Schemas['Satisfaction'], 'by' | 'unknown'>

/** Whatever counts promises that have ended; read again when another has. */
const COUNTED = [LIVE, 'ledger', 'counted'] as const
const AGAIN_MS = 60_000

const monthsOf = ({ from, to }: Period) => ({ month: from, ...(to !== from && { lastMonth: to }) })

/** How well everything of a kind did. */
export const useRates = (by: By | 'clause', { customer, clause, ...period }: Scope) => {
  const query = { by, ...monthsOf(period), ...(customer && { customer }), ...(clause && { clause }) }
  return useQuery({
    queryKey: [...COUNTED, 'rates', query],
    queryFn: async ({ signal }) => (await call('GET /api/ledger/rates', { query, signal })).rates,
    refetchInterval: AGAIN_MS,
    placeholderData: (before) => before,
  })
}

/** To whom something fell due, to choose from; how they were served is not asked again for it. */
export const useCustomers = (period: Period, enabled: boolean) =>
  useQuery({
    queryKey: [LIVE, 'ledger', 'customers', period],
    queryFn: async ({ signal }) => {
      const query = { by: 'customer', ...monthsOf(period) } as const
      const { rates } = await call('GET /api/ledger/rates', { query, signal })
      return rates.flatMap(({ id, name }) => (id === undefined ? [] : [{ value: id, label: name ?? id }]))
    },
    staleTime: AGAIN_MS,
    enabled,
  })

/** How one engineer did in a month. */
export const useOwnRate = (id: string, month: string, enabled: boolean) =>
  useQuery({
    queryKey: [...COUNTED, 'own', id, month],
    queryFn: async ({ signal }) =>
      (await call('GET /api/ledger/rates', { query: { by: 'engineer', id, month }, signal })).rates[0],
    enabled,
  })

export const useSatisfaction = (by: RatedBy, { customer, ...period }: Scope) => {
  const query = { by, ...monthsOf(period), ...(customer && { customer }) }
  return useQuery({
    queryKey: [...COUNTED, 'satisfaction', query],
    queryFn: ({ signal }) => call('GET /api/ledger/satisfaction', { query, signal }),
    placeholderData: (before) => before,
  })
}

/** What ended last; when something has, all that counts it is read again. */
export function useLatest() {
  const queries = useQueryClient()
  const latest = useQuery({
    queryKey: [...LEDGER_NOW_KEY, 'latest'],
    queryFn: async ({ signal }) => (await call('GET /api/ledger/latest', { signal })).obligations,
  })
  const newest = latest.data && endOf(latest.data[0])
  const known = useRef(newest)
  useEffect(() => {
    if (known.current !== undefined && known.current !== newest) void queries.invalidateQueries({ queryKey: COUNTED })
    known.current = newest
  }, [newest, queries])
  return latest
}
const endOf = (line: Line | undefined): string => (line ? `${line.id} ${line.endedAt}` : 'none yet')

/** What is not done, due in a time that begins or ends with this minute: the two together have no gap. */
function useOwed(name: string, query: { readonly from: string; readonly to?: string; readonly limit: number }) {
  return useQuery({
    queryKey: [...LEDGER_NOW_KEY, name, query],
    queryFn: ({ signal }) => call('GET /api/ledger/due', { query, signal }),
    placeholderData: (before) => before,
  })
}
const minuteOf = (nowMs: number): string => new Date(Math.floor(nowMs / AGAIN_MS) * AGAIN_MS).toISOString()

/** Due within a day. */
export const useDueSoon = (nowMs: number) => useOwed('due', { from: minuteOf(nowMs), limit: 20 })

/** Due before, whenever that was: of repairs as of contracts, the longest overdue first. */
export const useOverdue = (nowMs: number) => useOwed('overdue', { from: BEGINNING, to: minuteOf(nowMs), limit: 200 })
/** Before any promise. */
const BEGINNING = '2000-01-01T00:00:00.000Z'

/** Models of which there are too few loaners, were all that are promised to fall due now. */
export const useShortOfLoaners = () =>
  useQuery({
    queryKey: [...LEDGER_NOW_KEY, 'loaners'],
    queryFn: async ({ signal }) => (await call('GET /api/loaners', { signal })).models.filter(({ short }) => short),
    refetchInterval: AGAIN_MS,
  })

/** What stands behind a rate. */
export interface Behind extends Scope {
  readonly engineer?: string | undefined
  readonly site?: string | undefined
  readonly state?: Line['state'] | undefined
}
interface Place {
  readonly month: string
  readonly cursor?: string | undefined
}
const PAGE = 12
/** A page may be short, a month empty: so many are asked for at once. */
const MOST_ASKED = 15

/** The lines behind a rate, the latest month first, a page at a time. */
export const useLines = ({ from, to, ...narrowed }: Behind) =>
  useInfiniteQuery({
    queryKey: [...COUNTED, 'lines', { from, to, ...narrowed }],
    initialPageParam: { month: to } as Place,
    queryFn: async ({ pageParam, signal }) => {
      const lines: Line[] = []
      let place: Place | undefined = pageParam
      for (let asked = 0; place && lines.length < PAGE && asked < MOST_ASKED; asked++) {
        const query = { ...defined(narrowed), month: place.month, limit: PAGE, ...defined({ cursor: place.cursor }) }
        const page = await call('GET /api/ledger/lines', { query, signal })
        lines.push(...page.obligations)
        place = placeAfter(place, page.cursor, from)
      }
      return { lines, next: place }
    },
    getNextPageParam: ({ next }) => next,
  })

const placeAfter = ({ month }: Place, cursor: string | undefined, from: string): Place | undefined => {
  if (cursor !== undefined) return { month, cursor }
  return month > from ? { month: earlierMonth(month, 1) } : undefined
}
