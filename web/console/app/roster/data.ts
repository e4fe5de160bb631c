import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../outside/api.ts'
import { LIVE } from '../outside/live.ts'
import { useLanguage } from '../words.ts'
import type { Axis } from './axis.ts'
import type { Calendar, Change } from './types.ts'

/** The feed tells of repairs: rosters are asked for again. */
const AGAIN_MS = 5_000

export const useRosters = () =>
  useQuery({
    queryKey: [LIVE, 'rosters'],
    queryFn: ({ signal }) => call('GET /api/rosters', { signal }),
    refetchInterval: AGAIN_MS,
  })

const windowOf = ({ from, to }: Axis) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })
const keyOf = (id: string, axis: Axis, language: string) => [LIVE, 'rosters', id, axis.from, axis.to, language]

/** The same weeks of every roster. */
export function useCalendars(ids: readonly string[], axis: Axis) {
  const language = useLanguage()
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: keyOf(id, axis, language),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('GET /api/rosters/{id}', { path: { id }, query: windowOf(axis), signal }),
      refetchInterval: AGAIN_MS,
    })),
  })
}

/** How a roster would be; asked again when what is wanted, or the roster, is another. */
export function useDryRun(calendar: Calendar, axis: Axis, change: Change | undefined) {
  const language = useLanguage()
  const { id, version } = calendar
  return useQuery({
    queryKey: ['rosterDryRun', id, version, axis.from, axis.to, change, language],
    queryFn: ({ signal }) => {
      const body = { change: change as Change, reason: '-', version, dryRun: true, shown: windowOf(axis) }
      return call('POST /api/rosters/{id}/changes', { path: { id }, body, signal })
    },
    enabled: change !== undefined,
    retry: false,
  })
}

export function useChange(calendar: Calendar, axis: Axis) {
  const queries = useQueryClient()
  const language = useLanguage()
  const { id, version } = calendar
  return useMutation({
    mutationFn: ({ change, reason }: { change: Change; reason: string }) =>
      call('POST /api/rosters/{id}/changes', {
        path: { id },
        body: { change, reason, version, shown: windowOf(axis) },
      }),
    onSuccess: (after) => queries.setQueryData(keyOf(id, axis, language), after),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIVE, 'rosters'] }),
  })
}
