import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { DIRECTORY } from '../customers/data.ts'
import { call } from '../outside/api.ts'

const OUTDATED = ['outdated'] as const

/** Contracts on an older version, and what the latest changes for their customers. */
export const useOutdated = () =>
  useQuery({
    queryKey: OUTDATED,
    queryFn: async ({ signal }) => (await call('GET /api/contracts/outdated', { signal })).versions,
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
    onSuccess: () => Promise.all([OUTDATED, DIRECTORY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}
