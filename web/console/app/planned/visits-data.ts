import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answers } from '../../../../shared/form/answers.ts'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { LIVE, VISITS_KEY } from '../outside/live.ts'
import { useLanguage } from '../words.ts'

export type Visit = Schemas['Visit']
export type VisitRow = Schemas['VisitSummary']

/** Whatever is read of visits; the feed tells when one has changed. */
const AGAIN_MS = 30_000

/** Everything that is open and of one way. */
export const useVisits = (way: VisitRow['way']) =>
  useQuery({
    queryKey: [...VISITS_KEY, 'open', way],
    queryFn: async ({ signal }) => {
      const visits: VisitRow[] = []
      let cursor: string | undefined
      do {
        const page = await call('GET /api/visits', { query: { way, limit: 500, ...(cursor && { cursor }) }, signal })
        visits.push(...page.visits)
        cursor = page.cursor
      } while (cursor !== undefined)
      return visits
    },
    refetchInterval: AGAIN_MS,
  })

export const useVisit = (id: string) => {
  const language = useLanguage()
  return useQuery({
    queryKey: [...VISITS_KEY, id, language],
    queryFn: ({ signal }) => call('GET /api/visits/{id}', { path: { id }, signal }),
  })
}

/** A form as it was filled in at the desk. */
export function useFill(visit: Visit) {
  const language = useLanguage()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (filled: { form: string; about?: string; version: number; answers: Answers }) =>
      call('POST /api/visits/{id}/actions', { path: { id: visit.id }, body: { type: 'fill', ...filled } }),
    onSuccess: (after) => queries.setQueryData([...VISITS_KEY, visit.id, language], after),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIVE] }),
  })
}

type Values = Readonly<Record<string, string>>

/** What somebody filled in, sent as a form sends it. By the name, what is sent twice acts once. */
export function useActOnVisit(visit: Visit, who: string) {
  const language = useLanguage()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ type, values }: { type: string; values: Values }) =>
      call('POST /api/visits/{id}/actions', {
        path: { id: visit.id },
        form: new URLSearchParams({ ...values, action: type, id: `${who}/${visit.version}/${type}` }),
      }),
    onSuccess: (after) => queries.setQueryData([...VISITS_KEY, visit.id, language], after),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIVE] }),
  })
}
