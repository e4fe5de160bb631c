import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { DIRECTORY } from '../customers/data.ts'
import { call } from '../outside/api.ts'
import { OUTDATED_KEY, PLANS_KEY, PUBLISHED_KEY } from '../outside/live.ts'

/** Contracts on an older version, and what the latest changes for their customers. */
export const useOutdated = () =>
  useQuery({
    queryKey: OUTDATED_KEY,
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
    onSuccess: () => Promise.all([OUTDATED_KEY, DIRECTORY].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}

/** Who published what, when and why. */
export const usePublished = () =>
  useQuery({
    queryKey: PUBLISHED_KEY,
    queryFn: async ({ signal }) => (await call('GET /api/plans/published', { signal })).published,
  })

/** `dryRun`: what it would change, or what is wrong. */
export function usePublish(dryRun: boolean) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly text: string; readonly reason: string }) =>
      call('POST /api/plans', { body: { ...body, dryRun } }),
    onSuccess: ({ outcome }) =>
      outcome === 'dryRun'
        ? undefined
        : Promise.all(
            [PLANS_KEY, OUTDATED_KEY, PUBLISHED_KEY].map((queryKey) => queries.invalidateQueries({ queryKey })),
          ),
  })
}
