import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { useMemo, useSyncExternalStore } from 'react'

const BASE = '/console'

/** Where we are: the room, what of it is open, and the query. */
export interface Place {
  readonly room: string
  readonly id: string | undefined
  readonly query: URLSearchParams
}

/** The address of this page, to come back to. */
export const here = (): string => location.pathname + location.search
const subscribe = (look: () => void) => {
  addEventListener('popstate', look)
  return () => removeEventListener('popstate', look)
}

/** One and the same, its query too, until the address is another: what is worked out of it is not worked out again. */
export function usePlace(): Place {
  const address = useSyncExternalStore(subscribe, here)
  return useMemo(() => placeIn(address), [address])
}

function placeIn(address: string): Place {
  const { pathname, searchParams } = new URL(address, location.origin)
  const [room, id] = pathname.slice(BASE.length).split('/').filter(Boolean)
  return { room: room ?? 'board', id: id && readable(id), query: searchParams }
}

/** An address that somebody mistyped is one that leads nowhere. */
function readable(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** `replace`: what is merely narrowed or picked is no step to go back to. */
export function go(path: string, { replace = false } = {}): void {
  const address = BASE + path
  if (address === here()) return
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  dispatchEvent(new PopStateEvent('popstate'))
}

type Changes = Readonly<Record<string, string | undefined>>

/** A room with some of its query changed. */
export const narrow = (room: string, query: URLSearchParams, changes: Changes): void =>
  go(`/${room}${withQuery(query, changes)}`, { replace: true })

/** The query with some of it changed; what is undefined or empty leaves it. */
export function withQuery(query: URLSearchParams, changes: Changes): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  return next.size > 0 ? `?${next}` : ''
}

export function Link({ to, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(to)
  }
  return <a href={BASE + to} onClick={follow} {...rest} />
}
