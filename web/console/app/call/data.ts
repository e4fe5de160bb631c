import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import type { Matter } from '../../../../shared/plan/rules.ts'
import type { Schemas } from '../../generated/api.ts'
import { type Plan, usePlans } from '../data.ts'
import { call } from '../outside/api.ts'
import { useLanguage } from '../words.ts'

export type Lookup = Schemas['Lookup']
export type Contact = Lookup['contacts'][number]
export type Site = Lookup['sites'][number]
export type Unit = Lookup['units'][number]
export type Preview = Schemas['Deadlines']['clocks'][number]

export const useLookup = (q: string) =>
  useQuery({
    queryKey: ['lookup', q],
    queryFn: ({ signal }) => call('GET /api/lookup', { query: { q }, signal }),
    enabled: q.trim().length > 1,
    placeholderData: (before) => before,
  })

export const usePlaceOf = (site: string | undefined) =>
  useQuery({
    queryKey: ['lookup', 'site', site],
    queryFn: ({ signal }) => call('GET /api/lookup', { query: { site: site ?? '' }, signal }),
    enabled: site !== undefined,
  })

/** Which version of which plan holds: the contract's, otherwise the customer's in force. */
export type Holding = NonNullable<Lookup['commitment']>
export function usePlan(holding: Holding | undefined): Plan | undefined {
  const { data = [] } = usePlans()
  if (!holding) return undefined
  return data.find(({ id, version }) => id === holding.plan && version === holding.version)
}

/** What each severity would promise, counted from now. */
export function usePreviews(
  plan: Plan | undefined,
  about: { readonly matter: Matter; readonly site: Site | undefined },
  reportedAt: string,
) {
  const { matter, site } = about
  const distance = site?.distance
  const language = useLanguage()
  return useQueries({
    queries: (plan?.severities ?? []).map(({ id: severity }) => ({
      queryKey: ['preview', plan?.id, plan?.version, severity, matter, distance, reportedAt, language],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const known = plan?.distances?.some(({ id }) => id === distance)
        const { clocks } = await call('POST /api/deadlines', {
          body: {
            plan: plan?.id ?? '',
            severity,
            matter,
            reportedAt,
            ...(plan && { version: plan.version }),
            ...(known && distance && { distance }),
          },
          signal,
        })
        return { severity, clocks }
      },
      placeholderData: (before: { severity: string; clocks: readonly Preview[] } | undefined) => before,
    })),
    combine: (all) => new Map(all.flatMap(({ data }) => (data ? [[data.severity, data.clocks] as const] : []))),
  })
}

export const useTake = () =>
  useMutation({ mutationFn: (body: Schemas['Request']) => call('POST /api/repairs', { body }) })
