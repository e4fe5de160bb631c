import { useMutation, useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { isUnreached } from '../outside/queries.ts'

export type Lookup = Schemas['Lookup']
export type Contact = Lookup['contacts'][number]
export type Site = Lookup['sites'][number]
export type Unit = Lookup['units'][number]

export const useLookup = (q: string) =>
  useQuery({
    queryKey: ['lookup', q],
    queryFn: ({ signal }) => call('GET /api/lookup', { query: { q }, signal }),
    enabled: q.trim().length > 1,
    placeholderData: (before) => before,
    networkMode: 'always',
  })

export const usePlaceOf = (site: string | undefined) =>
  useQuery({
    queryKey: ['lookup', 'site', site],
    queryFn: ({ signal }) => call('GET /api/lookup', { query: { site: site ?? '' }, signal }),
    enabled: site !== undefined,
    networkMode: 'always',
  })

/** Saved, as often as it takes until it arrives: by its id, what is sent twice is one. What is refused comes back at once. */
export const useTake = (onSuccess: () => void) =>
  useMutation({
    mutationFn: (body: Schemas['Request']) => call('POST /api/repairs', { body }),
    onSuccess,
    networkMode: 'always',
    retry: (_, error) => isUnreached(error),
    retryDelay: 2000,
  })
