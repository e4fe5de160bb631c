import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import type { Repair } from '../data.ts'
import { call } from '../outside/api.ts'
import { LIVE } from '../outside/live.ts'
import { useLanguage } from '../words.ts'

export type ActionForm = Schemas['Forms']['forms'][number]
export type Field = ActionForm['fields'][number]
export type Entry = Schemas['TimelineEntry']

export const formsQuery = (id: string, language: string) =>
  queryOptions({
    queryKey: [LIVE, 'forms', id, language],
    queryFn: async ({ signal }) => (await call('GET /api/repairs/{id}/forms', { path: { id }, signal })).forms,
  })
export const useForms = (id: string) => useQuery({ ...formsQuery(id, useLanguage()), enabled: id !== '' })

type Values = Readonly<Record<string, string>>

/** What somebody filled in, sent as a form sends it. By the name, what is sent twice acts once. */
export const sendAction = (id: string, type: string, values: Values, name: string) =>
  call('POST /api/repairs/{id}/actions', {
    path: { id },
    form: new URLSearchParams({ ...values, action: type, id: name }),
  })
export const actionName = (who: string, version: number, type: string): string => `${who}/${version}/${type}`

export function useAct(repair: Repair, who: string) {
  const language = useLanguage()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ type, values }: { type: string; values: Values }) =>
      sendAction(repair.id, type, values, actionName(who, repair.version, type)),
    onSuccess: (after) => queries.setQueryData([LIVE, 'repair', repair.id, language], after),
    onSettled: () => queries.invalidateQueries({ queryKey: [LIVE, 'forms', repair.id] }),
    onError: () => queries.invalidateQueries({ queryKey: [LIVE, 'repair', repair.id] }),
  })
}

/** A file beside the repair; the same one sent twice is one. */
export function useAttach(repair: Repair) {
  const language = useLanguage()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.set('action', 'attach')
      form.set('file', file)
      return call('POST /api/repairs/{id}/attachments', { path: { id: repair.id }, form })
    },
    onSuccess: (after) => queries.setQueryData([LIVE, 'repair', repair.id, language], after),
  })
}

export const useUnit = (serial: string | undefined) =>
  useQuery({
    queryKey: ['unit', serial],
    queryFn: ({ signal }) => call('GET /api/units/{serial}', { path: { serial: serial ?? '' }, signal }),
    enabled: serial !== undefined,
  })

/** So much of the words is asked for: it stands in the address, which has room for no more. */
const ASKED_MOST = 400

/** What helped with that model; what helped with others is no advice, also while the answer about this one is awaited. */
export const useKnowledge = (words: string, model: string | undefined, limit: number) => {
  const q = words.trim().slice(0, ASKED_MOST).toWellFormed()
  return useQuery({
    queryKey: ['knowledge', q, model, limit],
    queryFn: async ({ signal }) =>
      (await call('GET /api/knowledge', { query: { q, limit, model: model ?? '' }, signal })).articles,
    enabled: q.length > 1 && model !== undefined,
    staleTime: 60_000,
    placeholderData: (before, asked) => (asked?.queryKey[2] === model ? before : undefined),
  })
}
