import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Text, text } from '../../../../shared/kernel/text.ts'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { freshId } from '../outside/id.ts'
import { LIVE } from '../outside/live.ts'

export type DutyView = Schemas['DutyView']
export type DutyRow = Schemas['DutyList']['duties'][number]
export const DUTY_STATES: Readonly<Record<DutyRow['state'], Text>> = {
  toPlan: text('待安排', 'To be planned'),
  planned: text('已安排', 'Planned'),
  on: text('值守中', 'On'),
  over: text('已结束', 'Over'),
  gone: text('已取消', 'Called off'),
}

type Plan = Omit<Schemas['DutyPlan'], 'clause' | 'need' | 'about'>
type Entry = Omit<Schemas['DutyEntry'], 'id'>

const DUTIES = [LIVE, 'duties'] as const
const AGAIN_MS = 30_000

/** Every period that asks for reinforced duty, planned or not. */
export const useDuties = () =>
  useQuery({
    queryKey: DUTIES,
    queryFn: async ({ signal }) => (await call('GET /api/duties', { signal })).duties,
    refetchInterval: AGAIN_MS,
  })

export const useOneDuty = (id: string) =>
  useQuery({
    queryKey: [...DUTIES, id],
    queryFn: ({ signal }) => call('GET /api/duties/{id}', { path: { id }, signal }),
    refetchInterval: AGAIN_MS,
  })

/** The plan goes to the contract whose promise it keeps. */
export function usePlanDuty({ contract, clause, about, plan }: DutyView) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Plan) =>
      call('POST /api/contracts/{id}/duty', {
        path: { id: contract },
        body: { clause, about, need: plan?.need ?? '', ...body },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIVE] }),
  })
}

/** Its report goes to the customer as it reads now; the log is closed. */
export function useIssue(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call('POST /api/duties/{id}/report', { path: { id } }),
    onSuccess: (after) => queries.setQueryData([...DUTIES, id], after),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIVE] }),
  })
}

/** By its name, what is sent twice is one entry. */
export function useNote(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (entry: Entry) =>
      call('POST /api/duties/{id}/entries', { path: { id }, body: { ...entry, id: freshId() } }),
    onSuccess: (after) => queries.setQueryData([...DUTIES, id], after),
    onSettled: () => queries.invalidateQueries({ queryKey: DUTIES }),
  })
}
