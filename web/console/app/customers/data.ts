import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import { ApiError, call } from '../outside/api.ts'
import { useLanguage } from '../words.ts'

export type Entry = Schemas['DirectoryEntry']
export type Row = Schemas['DirectoryEntries']['entries'][number]
export type ListForm = Schemas['DirectoryLists']['lists'][number]
export type Column = ListForm['columns'][number]
export type List = Row['list']
export type Change = Schemas['DirectoryChange']
export type Difference = Change['differences'][number]
export type Cells = Readonly<Record<string, string>>
export type Edited = Schemas['DirectoryEdited']

/** Whatever is read of the directory; read again when some of it was written. */
export const DIRECTORY = ['directory'] as const

/** Where an entry is shown. */
export const addressOf = (list: string, id: string): string => `/customers?list=${list}&id=${encodeURIComponent(id)}`

/** The lists with their columns, and what the words mean in each. */
export const useLists = (q: string) => {
  const language = useLanguage()
  return useQuery({
    queryKey: [...DIRECTORY, 'lists', q, language],
    queryFn: ({ signal }) => call('GET /api/directory', { query: { q }, signal }),
    placeholderData: (before) => before,
  })
}

interface Narrowed {
  readonly q?: string | undefined
  readonly customer?: string | undefined
  readonly site?: string | undefined
  readonly limit?: number
}

export const useEntries = (list: List, { q = '', customer, site, limit = 200 }: Narrowed, enabled = true) => {
  const language = useLanguage()
  return useQuery({
    queryKey: [...DIRECTORY, 'entries', list, q, customer, site, limit, language],
    queryFn: ({ signal }) =>
      call('GET /api/directory/{list}', {
        path: { list },
        query: { q, limit, ...(customer && { customer }), ...(site && { site }) },
        signal,
      }),
    enabled,
  })
}

export const useEntry = (list: List, id: string | undefined) => {
  const language = useLanguage()
  return useQuery({
    queryKey: [...DIRECTORY, 'entry', list, id, language],
    queryFn: ({ signal }) => call('GET /api/directory/{list}/{id}', { path: { list, id: id ?? '' }, signal }),
    enabled: id !== undefined,
  })
}

export interface Save {
  readonly list: List
  readonly id: string
  readonly cells: Cells
  readonly version?: string | undefined
  readonly reason: string
}

/** Nothing is written: what would change, and what is wrong with it. The reason comes with the diff. */
export function useTry() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ list, id, version, ...body }: Omit<Save, 'reason'>) =>
      call('POST /api/directory/{list}/{id}', {
        path: { list, id },
        body: { ...body, ...(version && { version }), reason: '–', dryRun: true },
      }),
    onError: (error) => (isOvertaken(error) ? renew(queries) : undefined),
  })
}

/** It was changed since it was read. */
export const isOvertaken = (error: Error): boolean => error instanceof ApiError && error.status === 409

/** What was written, and what is worked out from it: the warranty of a unit turns on its contract, site and dates. */
const renew = (queries: QueryClient) =>
  Promise.all([DIRECTORY, ['unit']].map((queryKey) => queries.invalidateQueries({ queryKey })))

export function useSave() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ list, id, version, ...body }: Save) =>
      call('POST /api/directory/{list}/{id}', {
        path: { list, id },
        body: { ...body, ...(version && { version }), dryRun: false },
      }),
    onSettled: () => renew(queries),
  })
}

export function useDelete() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ list, id, version, reason }: Omit<Save, 'cells'>) =>
      call('POST /api/directory/{list}/{id}/delete', {
        path: { list, id },
        body: { version: version ?? '', reason, dryRun: false },
      }),
    onSettled: () => renew(queries),
  })
}

export type Sheet = Schemas['Import']['sheets'][number]
export type Imported = Schemas['Imported']

export function useImport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly sheets: Sheet[]; readonly reason: string; readonly dryRun: boolean }) =>
      call('POST /api/import', { body }),
    onSuccess: ({ outcome }) =>
      outcome === 'written' ? queries.invalidateQueries({ queryKey: DIRECTORY }) : undefined,
  })
}
