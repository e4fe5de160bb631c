import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { MINUTE } from '../../../rail/wall.ts'
import type { Schemas } from '../../generated/api.ts'
import { type Plan, usePlans } from '../data.ts'
import { call } from '../outside/api.ts'
import { liveStore } from '../outside/live.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { useLanguage } from '../words.ts'
import { aboutOf, type Draft, isAbout } from './draft.ts'

type Promised = Schemas['PromisesPreview']
export type Preview = Promised['severities'][number]['clocks'][number]

/** What this call would promise. `now`: it is so; `before`: the last that is known of it; `other`: of what was said before; `none`: it cannot be had. */
export interface Foreseen {
  readonly is: 'now' | 'before' | 'other' | 'none' | 'asking'
  readonly promised: Promised | undefined
  readonly plan: Plan | undefined
}

const TYPED_MS = 250

/** Decided by the host as it will be once it is saved, and anew each minute; undefined while nothing is known of the call. */
export function useForeseen(draft: Draft): Foreseen | undefined {
  const language = useLanguage()
  const { data: plans } = usePlans()
  const known = JSON.stringify(aboutOf(draft))
  const about = useSettled(known, TYPED_MS)
  const isKnown = isAbout(draft)
  const enabled = isKnown && about === known
  const { data, isError, isPlaceholderData, refetch } = useQuery({
    queryKey: ['preview', about, language],
    queryFn: ({ signal }) => call('POST /api/repairs/preview', { body: JSON.parse(about), signal }),
    enabled,
    placeholderData: (before) => before,
    networkMode: 'always',
  })
  const minute = useNow(MINUTE)
  const live = useStore(liveStore)
  // Asked anew when the minute is another, or the line is back.
  useEffect(() => {
    if (enabled) void refetch({ cancelRefetch: false })
  }, [minute, live, enabled, refetch])
  if (!isKnown) return undefined
  const plan = plans?.find(({ id, version }) => id === data?.plan && version === data.planVersion)
  if (data === undefined) return { is: isError ? 'none' : 'asking', promised: undefined, plan }
  const isOther = isPlaceholderData || about !== known
  return { is: isOther ? 'other' : isError ? 'before' : 'now', promised: data, plan }
}

/** What is being typed, once somebody pauses. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}
