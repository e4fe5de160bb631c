import { SYSTEM } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { Decision } from './decision.ts'
import type { RepairEvent } from './events.ts'
import type { Repair } from './state/repair.ts'
import { brief } from './state/room.ts'

type Failed = Pick<RepairEvent & { type: 'messageFailed' }, 'channel' | 'template' | 'cause' | 'message'>

/** What a contact was to be told never reached them. `holder`: whose link it had, if any. */
export const messageFailed = (
  state: Repair,
  { holder, cause, ...failed }: Failed & { readonly holder?: string },
  now: Instant,
): Decision => {
  const contact = state.contacts.find(({ id }) => id === holder)?.name
  const event = { type: 'messageFailed', ...failed, cause: brief(cause, 300), ...(contact && { contact }) } as const
  return new Decision(state, now, SYSTEM).record(event)
}
