import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../outside/api.ts'

const MOST = 200

/** Every contract, as far as one page goes, with the version that it keeps. */
export const useContracts = (enabled: boolean) =>
  useQuery({
    queryKey: ['plans', 'contracts'],
    queryFn: ({ signal }) =>
      call('GET /api/directory/{list}', { path: { list: 'contracts' }, query: { limit: MOST }, signal }),
    enabled,
  })

/** Contracts on an older version, and what the latest changes for their customers. */
export const useOutdated = (enabled: boolean) =>
  useQuery({
    queryKey: ['plans', 'outdated'],
    queryFn: async ({ signal }) => (await call('GET /api/contracts/outdated', { signal })).versions,
    enabled,
  })

export interface Move {
  readonly planVersion: number
  readonly reason: string
  readonly agreedBy?: string
  readonly how?: 'phone' | 'message' | 'email' | 'inPerson' | 'paper'
}

/** Moves a contract to a newer version of its plan. */
export function useMove(contract: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (move: Move) => call('POST /api/contracts/{id}/version', { path: { id: contract }, body: move }),
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'plans' && queryKey.length > 1 }),
  })
}
