import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { pick } from '../../../../shared/kernel/fields.ts'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'

export type Settings = Schemas['Settings']
export type Mute = Schemas['Mute']
export type Link = Schemas['Link']

/** How the machine stands is asked again while somebody looks. */
const LOOK_EVERY_MS = 15_000

const SETTINGS = ['settings']
export const useSettings = () =>
  useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => call('GET /api/settings', { signal }),
    refetchInterval: LOOK_EVERY_MS,
  })

const MUTES = ['mutes']
export const useMutes = () =>
  useQuery({ queryKey: MUTES, queryFn: async ({ signal }) => (await call('GET /api/mutes', { signal })).mutes })

export const MUTED = ['customer', 'site', 'unit'] as const
export type Muted = (typeof MUTED)[number]

export const useMute = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['MuteRequest']) => call('POST /api/mutes', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: MUTES }),
  })
}

export const useEndMute = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('POST /api/mutes/{id}/end', { path: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: MUTES }),
  })
}

/** One message to one of ours; what came back. */
export const useTestMessage = (id: string) =>
  useMutation({ mutationFn: () => call('POST /api/people/{id}/test-message', { path: { id } }) })

/** The digits in it, as its reader told them. */
export const useVerifyNumber = (id: string) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (code: string) => call('POST /api/people/{id}/number', { path: { id }, body: { code } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: SETTINGS }),
  })
}

export const WHOSE = ['person', 'contact', 'repair', 'contract'] as const
export interface Asked {
  readonly of: (typeof WHOSE)[number]
  readonly id: string
}

const LINKS = 'links'
export const useLinks = ({ of, id }: Asked) =>
  useQuery({
    queryKey: [LINKS, of, id],
    queryFn: async ({ signal }) => (await call('GET /api/links', { query: { [of]: id }, signal })).links,
    enabled: id !== '',
  })

export const useRevoke = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ link, reason }: { readonly link: Link; readonly reason: string }) =>
      call('POST /api/links/revoke', { body: { ...onlyThis(link), reason } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [LINKS] }),
  })
}

const onlyThis = (link: Link) => ({
  ...pick(link, 'person', 'contact', 'repair', 'contract'),
  ...(link.kind === 'inbox' && { inbox: true as const }),
})
