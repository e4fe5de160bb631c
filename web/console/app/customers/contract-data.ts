import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { PLANNED_KEY } from '../outside/live.ts'
import { DIRECTORY } from './data.ts'

export type ContractFile = Schemas['ContractFile']
export type Fact = ContractFile['facts'][number]
export type Payment = NonNullable<ContractFile['payments']>[number]
export type FactEntry = ContractFile['record'][number]

const keyOf = (id: string) => ['contract-file', id] as const

export const useContractFile = (id: string) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => call('GET /api/contracts/{id}', { path: { id }, signal }),
  })

/** What was handed over or done, with its photo or paper. */
export function useRecord(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (form: FormData) => call('POST /api/contracts/{id}/facts', { path: { id }, form }),
    onSuccess: (after) => {
      queries.setQueryData(keyOf(id), after)
      // A delivery or an acceptance sets the day of the contract.
      return queries.invalidateQueries({ queryKey: DIRECTORY })
    },
  })
}

/** The customer may pay later, or we come later: that was agreed. */
export function useAgree(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Schemas['WorkAgreement']) => call('POST /api/contracts/{id}/agreements', { path: { id }, body }),
    onSuccess: (after) => {
      queries.setQueryData(keyOf(id), after)
      return queries.invalidateQueries({ queryKey: PLANNED_KEY })
    },
  })
}

export function useTakeBack(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { fact: number; reason: string }) =>
      call('POST /api/contracts/{id}/taken-back', { path: { id }, body }),
    onSuccess: (after) => {
      queries.setQueryData(keyOf(id), after)
      return queries.invalidateQueries({ queryKey: DIRECTORY })
    },
  })
}
