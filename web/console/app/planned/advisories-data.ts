import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { freshId } from '../outside/id.ts'
import { LIVE } from '../outside/live.ts'

export type Advisory = Schemas['Advisory']
export type AdvisoryRow = Schemas['AdvisorySummary']
type Request = Omit<Schemas['AdvisoryRequest'], 'id'>
type Action = Schemas['AdvisoryAction']

const ADVISORIES = [LIVE, 'advisories'] as const
const AGAIN_MS = 15_000
const SHOWN = 100

export const useAdvisories = () =>
  useQuery({
    queryKey: ADVISORIES,
    queryFn: async ({ signal }) => (await call('GET /api/advisories', { query: { limit: SHOWN }, signal })).advisories,
    refetchInterval: AGAIN_MS,
  })

export const useAdvisory = (id: string) =>
  useQuery({
    queryKey: [...ADVISORIES, id],
    queryFn: ({ signal }) => call('GET /api/advisories/{id}', { path: { id }, query: { limit: SHOWN }, signal }),
    refetchInterval: AGAIN_MS,
  })

export function useIssue() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Request) => call('POST /api/advisories', { body: { ...body, id: freshId() } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ADVISORIES }),
  })
}

export function useActOnAdvisory(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Action) => call('POST /api/advisories/{id}/actions', { path: { id }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ADVISORIES }),
  })
}
