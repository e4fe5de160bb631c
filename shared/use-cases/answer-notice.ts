import type { Notice } from '../advisory/notice.ts'
import { acknowledge, open, tell } from '../advisory/notice-decide.ts'
import { noticeStory } from '../advisory/notice-story.ts'
import { noticeSubject } from '../advisory/subject.ts'
import type { Actor, PersonRef } from '../kernel/actor.ts'
import type { How } from '../promise/agreement.ts'
import { change, wake } from '../shell/commit.ts'
import type { Deps } from './deps.ts'

/** A contact's link was opened: a receipt, no more. */
export async function noteOpening(deps: Deps, id: string, { id: contact, name }: PersonRef): Promise<void> {
  await change(deps, noticeStory, id, (state) => open(state, { id: contact, name }, deps.clock.now()))
}

/** A contact says that they have it. */
export async function acknowledgeNotice(deps: Deps, id: string, contact: PersonRef, question?: string): Promise<void> {
  const ref = { id: contact.id, name: contact.name }
  await change(deps, noticeStory, id, (state) => acknowledge(state, ref, question, deps.clock.now()))
  await wake(deps, noticeSubject(id))
}

/** One of ours has spoken with them. Undefined: there is no such notice. */
export async function toldByPhone(
  deps: Deps,
  id: string,
  spoken: { readonly whom: string; readonly how: How },
  by: Actor,
): Promise<Notice | undefined> {
  const result = await change(deps, noticeStory, id, (state) => tell(state, spoken, by, deps.clock.now()))
  if (!result || !('state' in result)) return undefined
  await wake(deps, noticeSubject(id))
  return result.state
}
