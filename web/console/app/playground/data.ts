import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Text } from '../../../../shared/kernel/text.ts'
import { LIVE } from '../outside/live.ts'
import { local } from '../outside/local.ts'
import { hostSays } from '../outside/time.ts'
import { useLanguage } from '../words.ts'
import { startAfter } from './unread.ts'

/** What stands on somebody's phone or in a mailbox. */
export interface Message {
  readonly id: number
  readonly kind: 'sms' | 'email' | 'call'
  readonly to: string
  readonly text: string
  readonly subject?: string
  readonly at: string
  readonly reason: string
}
export interface Owner {
  readonly to: string
  readonly name: string
  readonly of: string
}
export interface Phones {
  readonly owners: readonly Owner[]
  /** Newest first. */
  readonly messages: readonly Message[]
}
interface Ahead {
  readonly now: string
  /** How far it was moved past real time. */
  readonly aheadMs: number
  readonly next?: { readonly at: string; readonly to: string; readonly what: string; readonly about?: string }
}
type Playable = 'yes' | 'playing' | 'played' | 'elsewhere' | 'busy'
export interface Heard {
  readonly call: string
  readonly says: readonly Text[]
  readonly expects: 'key' | 'speech' | 'recording' | 'answer' | 'talk' | 'over'
  readonly repair?: string
  /** Whose phone rings for them. */
  readonly rings?: string
}

const PHONES_KEY = ['local', 'phones']
const AHEAD_KEY = [LIVE, 'ahead']
const MORNING_KEY = ['local', 'morning']
/** A phone rings as soon as this. */
const RINGS_WITHIN_MS = 1000
const KEPT = 300
/** A repair that opens takes the offer away, one that closes brings it back. */
const PLAYABLE_WITHIN_MS = 5000

/** Asked each second for what is new. */
export const usePhones = () => {
  const queries = useQueryClient()
  return useQuery({
    queryKey: PHONES_KEY,
    queryFn: async () => {
      const known = queries.getQueryData<Phones>(PHONES_KEY)
      const found = await local<Phones>(`phones?after=${known?.messages[0]?.id ?? 0}`)
      // Whoever was told something has something to do by some time.
      if (found.messages.length > 0) void queries.invalidateQueries({ queryKey: AHEAD_KEY })
      if (known) return together(known, found)
      startAfter(found.messages[0]?.id ?? 0)
      return found
    },
    refetchInterval: RINGS_WITHIN_MS,
    staleTime: 0,
  })
}

const together = (known: Phones, found: Phones): Phones => {
  if (found.messages.length === 0) return known
  const isNew = ({ to }: Owner) => !known.owners.some((one) => one.to === to)
  return {
    owners: [...known.owners, ...found.owners.filter(isNew)],
    messages: [...found.messages, ...known.messages].slice(0, KEPT),
  }
}

/** What comes next, and how far the clock has been moved. */
export const useAhead = () => {
  const language = useLanguage()
  return useQuery({
    queryKey: [...AHEAD_KEY, language],
    queryFn: () => local<Ahead>('clock/next'),
    refetchInterval: 2000,
  })
}

/** Everything due until then happens first. */
export const useMoveClock = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (move: { readonly advance: string } | { readonly to: string }) => local<{ now: string }>('clock', move),
    onSuccess: ({ now }) => moved(queries, now),
  })
}

export const usePlayable = () =>
  useQuery({
    queryKey: MORNING_KEY,
    refetchInterval: PLAYABLE_WITHIN_MS,
    queryFn: () => local<{ playable: Playable }>('morning'),
  })

export const usePlayMorning = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => local<{ repairs: number; now: string }>('morning', {}),
    onSuccess: async ({ now }) => {
      await moved(queries, now)
      // What rang meanwhile is the past.
      await queries.refetchQueries({ queryKey: PHONES_KEY })
      startAfter(queries.getQueryData<Phones>(PHONES_KEY)?.messages[0]?.id ?? 0)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: MORNING_KEY }),
  })
}

export const useCallers = () =>
  useQuery({
    queryKey: ['local', 'callers'],
    queryFn: () => local<{ callers: readonly { phone: string; name: string; customer: string }[] }>('telephone'),
  })

/** Whatever is shown by the time, or of what happened in it, is asked for anew. */
function moved(queries: QueryClient, now: string): Promise<void> {
  hostSays(now)
  return queries.invalidateQueries({ queryKey: [LIVE] })
}
