import { allBegun, begun, keepBegun } from '../outside/begun.ts'
import { freshId } from '../outside/id.ts'
import { callsStore } from '../outside/live.ts'
import { type Draft, emptyDraft } from './draft.ts'

// What is being written of each call stands under its id, in this tab and until it is saved or given up. An address that opens a
// call – `?line=` of one on the line, `?q=` as a telephone system opens it – is taken once; from then on `?call=` names it.

const KEY = 'call '
/** Where somebody was last: whoever comes back to the room goes on there. */
let latest: string | undefined

export const callAt = (id: string): string => `/call?call=${id}`
export const begunCalls = (): readonly Draft[] =>
  allBegun<Draft>(KEY).toSorted((one, other) => (one.begunAt < other.begunAt ? -1 : 1))

export function begunCall(id: string | null): Draft | undefined {
  const found = id === null ? undefined : begun<Draft>(KEY + id)
  return found && { ...emptyDraft({ callId: id ?? '', begunAt: '' }), ...found }
}

export function keepCall(draft: Draft): Draft {
  latest = draft.callId
  keepBegun(KEY + draft.callId, draft)
  return draft
}

/** It is saved, or given up. */
export const endCall = (id: string): void => keepBegun(KEY + id, undefined)

export const newCall = (begunAt: string, q = ''): Draft => keepCall(emptyDraft({ callId: freshId(), begunAt, q }))

/** The call that an address means. */
export function callMeant(query: URLSearchParams, now: string): Draft {
  const [line, q] = [query.get('line'), query.get('q') ?? '']
  if (line) return begunCall(line) ?? fromLine(line, q, now)
  if (q) return newCall(now, q)
  return begunCall(latest ?? null) ?? begunCalls().at(-1) ?? newCall(now)
}

/** A report with the call's id is the report of that call, whatever the voice menu makes of it. */
function fromLine(callId: string, q: string, begunAt: string): Draft {
  const known = callsStore.get().newest.find(({ id }) => id === callId)
  return keepCall(emptyDraft({ callId, begunAt, q, since: known?.since, dialled: known?.caller }))
}
