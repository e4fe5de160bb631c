import { useInfiniteQuery } from '@tanstack/react-query'
import { DAY } from '../../../rail/wall.ts'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { PLANNED_KEY } from '../outside/live.ts'

export type Work = Schemas['PlannedWork']

/** How far one looks, in days. */
export const HORIZONS = { week: 7, month: 30, year: 365 } as const
export type Horizon = keyof typeof HORIZONS

/** A year of many contracts is read as it is scrolled through. */
const PAGE = 100
const AGAIN_MS = 30_000

/** What is not done and due until then; `from`: a day, so that the question stays the same until the next. */
export const usePlanned = (horizon: Horizon, today: number, narrowed: { site?: string; clause?: string }) =>
  useInfiniteQuery({
    queryKey: [...PLANNED_KEY, horizon, today, narrowed],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const to = new Date((today + HORIZONS[horizon] + 1) * DAY).toISOString()
      return call('GET /api/planned', {
        query: { to, limit: PAGE, ...narrowed, ...(pageParam && { cursor: pageParam }) },
        signal,
      })
    },
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: AGAIN_MS,
  })
