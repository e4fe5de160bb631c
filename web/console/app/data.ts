import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../generated/api.ts'
import { call } from './outside/api.ts'
import { BOARD_KEY, LIVE, liveStore, withChanges } from './outside/live.ts'
import { useStore } from './outside/store.ts'
import { useLanguage } from './words.ts'

export type Row = Schemas['RepairSummary']
export type Repair = Schemas['Repair']
export type Plan = Schemas['Plan']

const PAGE = 1000

/** Every open repair, held in memory: a board is searched and sorted without asking again. */
export const useBoard = () => {
  const isKnownFrom = useStore(liveStore) !== 'starting'
  return useQuery({
    queryKey: BOARD_KEY,
    queryFn: async ({ signal }) => {
      const rows: Row[] = []
      let cursor: string | undefined
      do {
        const page = await call('GET /api/repairs', {
          query: { status: 'open', limit: PAGE, ...(cursor && { cursor }) },
          signal,
        })
        rows.push(...page.repairs)
        cursor = page.cursor
      } while (cursor)
      return withChanges(rows)
    },
    enabled: isKnownFrom,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export const useRepair = (id: string | undefined) => {
  const language = useLanguage()
  return useQuery({
    queryKey: [LIVE, 'repair', id, language],
    queryFn: ({ signal }) => call('GET /api/repairs/{id}', { path: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  })
}

/** Who is on call; it also says what time it is. */
export const useDuty = () =>
  useQuery({
    queryKey: [LIVE, 'duty'],
    queryFn: ({ signal }) => call('GET /api/oncall', { signal }),
    refetchInterval: 15_000,
  })

/** Every version of every plan; they change only when one is published. */
export const usePlans = () =>
  useQuery({
    queryKey: ['plans'],
    queryFn: async ({ signal }) => (await call('GET /api/plans', { signal })).plans,
    staleTime: 10 * 60_000,
  })
