import { queryOptions, useQuery } from '@tanstack/react-query'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import type { Schemas } from '../generated/api.ts'
import { call } from './outside/api.ts'
import { boardQuery, type ReadBoard, type Row } from './outside/board.ts'
import { LIVE, PLANS_KEY } from './outside/live.ts'
import { useLanguage } from './words.ts'

export type { Row }
export type Repair = Schemas['Repair']
export type Plan = PlanDocument

/** Every open repair, held in memory: a board is searched and sorted without asking again. `live.ts` reads it and keeps it current. */
export const useBoard = () => useQuery({ ...boardQuery, select: rowsOf, enabled: false })
const rowsOf = ({ rows }: ReadBoard): readonly Row[] => rows

export const useRepair = (id: string | undefined) => {
  const language = useLanguage()
  return useQuery({
    queryKey: [LIVE, 'repair', id, language],
    queryFn: ({ signal }) => call('GET /api/repairs/{id}', { path: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  })
}

/** Who is on call; it also says what time it is. */
export const dutyQuery = queryOptions({
  queryKey: [LIVE, 'duty'],
  queryFn: ({ signal }) => call('GET /api/oncall', { signal }),
})
export const useDuty = () => useQuery({ ...dutyQuery, refetchInterval: 15_000 })

/** Every version of every plan; they change only when one is published. */
export const plansQuery = queryOptions({
  queryKey: PLANS_KEY,
  queryFn: async ({ signal }) => (await call('GET /api/plans', { signal })).plans as readonly Plan[],
  staleTime: 10 * 60_000,
})
export const usePlans = () => useQuery(plansQuery)
