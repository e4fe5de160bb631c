import type { Effect } from '../../subject/effect.ts'
import type { Recorded } from '../state/recorded.ts'
import type { Repair } from '../state/repair.ts'

/** What each event of a feature says, and to whom. */
export type Messages<E extends { readonly type: string }> = {
  readonly [T in E['type']]: Telling<Extract<E, { readonly type: T }>>
}
/** Written as a method, so that what one event says may stand where any event is told. */
export type Telling<E> = {
  of(event: Recorded<E>, after: Repair, before: Repair | undefined): readonly Effect[]
}['of']

/** Nobody is written to. */
export const silent: Telling<unknown> = () => []
