import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { freshId } from '../outside/id.ts'
import { UPGRADES_KEY } from '../outside/live.ts'
import { useLanguage } from '../words.ts'

export type Upgrade = Schemas['Upgrade']
export type UpgradeRow = Schemas['UpgradeSummary']

const AGAIN_MS = 30_000
const PAGE = 50

export const useUpgrades = (open: boolean) =>
  useInfiniteQuery({
    queryKey: [...UPGRADES_KEY, open],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/upgrades', {
        query: { open: open ? 'true' : 'false', limit: PAGE, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: AGAIN_MS,
  })

export const useUpgrade = (id: string) => {
  const language = useLanguage()
  return useQuery({
    queryKey: [...UPGRADES_KEY, id, language],
    queryFn: ({ signal }) => call('GET /api/upgrades/{id}', { path: { id }, signal }),
  })
}

/** What may be done to it now; of the version at hand, so that a change asks anew, and what could be done stays until that is known. */
export const useUpgradeForms = ({ id, version }: Upgrade) => {
  const language = useLanguage()
  return useQuery({
    queryKey: [...UPGRADES_KEY, 'forms', id, version, language],
    queryFn: async ({ signal }) => (await call('GET /api/upgrades/{id}/forms', { path: { id }, signal })).forms,
    placeholderData: keepPreviousData,
  })
}

type Values = Readonly<Record<string, string>>

/** What somebody filled in, sent as a form sends it. By the name, what is sent twice acts once. */
export function useActOnUpgrade({ id, version }: Upgrade, who: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ type, values }: { type: string; values: Values }) =>
      call('POST /api/upgrades/{id}/actions', {
        path: { id },
        form: new URLSearchParams({ ...values, action: type, id: `${who}/${version}/${type}` }),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: UPGRADES_KEY }),
  })
}

type Planned = Omit<Schemas['UpgradeRequest'], 'id'>

export function usePlanUpgrade() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Planned) => call('POST /api/upgrades', { body: { ...body, id: freshId() } }),
    onSettled: () => queries.invalidateQueries({ queryKey: UPGRADES_KEY }),
  })
}
