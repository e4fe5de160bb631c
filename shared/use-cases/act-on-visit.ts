import { whichOf } from '../evidence/papers.ts'
import { formOf } from '../form/form.ts'
import type { Actor } from '../kernel/actor.ts'
import { dayOf } from '../kernel/calendar.ts'
import { BadRequestError, fault, nobody } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import type { KeptFile } from '../kernel/file-kind.ts'
import { later } from '../kernel/instant.ts'
import { idOf } from '../kernel/subject.ts'
import type { Text } from '../kernel/text.ts'
import type { Taken } from '../ports/store.ts'
import { change, wake } from '../shell/commit.ts'
import type { VisitAction, VisitActionType } from '../visit/actions.ts'
import { asItIs } from '../visit/advance.ts'
import { allowedActions, obstacle, withRank } from '../visit/allowed.ts'
import { isIdle } from '../visit/awaited.ts'
import { act as decide, isRepeat } from '../visit/decide.ts'
import type { LookedUp } from '../visit/features/feature.ts'
import { movesAfter } from '../visit/features/objecting/offers.ts'
import { GONE } from '../visit/features/planning/rules.ts'
import { VISIT_OFFERS } from '../visit/offers.ts'
import { isStillFree, suggestEngineer, suggestSlots } from '../visit/slots/suggest.ts'
import { isOfTime, visitSubject } from '../visit/state/subject.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { visitStory } from '../visit/story.ts'
import { agreeOnWork, NOT_IN_WRITING } from './agree-on-work.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'
import { putOnTheirList } from './on-their-list.ts'
import { settleVisit } from './settle-visit.ts'
import { startOrWake } from './start-subject.ts'
import { personRef } from './team.ts'
import { surroundingsOf } from './visit-surroundings.ts'
import { aroundOf, contactFor, owedWorks } from './visit-terms.ts'
import { loadVisit } from './visits.ts'

export type VisitActResult =
  | { readonly outcome: 'done'; readonly visit: VisitState }
  | {
      readonly outcome: 'notAllowed'
      readonly visit: VisitState
      readonly allowed: readonly VisitActionType[]
      readonly why: Text
    }
  | { readonly outcome: 'notFound' }

/**
 * A person does something to a visit. What its contract says now is recorded first; what follows for the contract is done at once, or by
 * its execution. Throws BadRequestError when the action names something that does not exist, or cannot be meant.
 */
export async function actOnVisit(
  deps: Deps,
  id: string,
  action: VisitAction,
  who: Actor,
  sent: { readonly file?: KeptFile } = {},
): Promise<VisitActResult> {
  let wasTheirs = false
  await moveWithAgreement(deps, id, action, who)
  const result = await change(deps, visitStory, id, async (visit) => {
    const actor = withRank(visit, who)
    wasTheirs = visit.engineer?.id === who.id
    const now = deps.clock.now()
    if (isRepeat(visit, action, actor)) return decide(visit, action, {}, actor, now)
    if (!isAllowed(deps, visit, action, actor)) return { refused: actor }
    // What is over keeps the works that it settled.
    const around = visit.ended ? undefined : await surroundingsOf(deps, visit)
    const first = around ? asItIs(visit, around) : []
    const lookedUp = { ...(await lookUp(deps, visit, action, actor)), ...sent }
    const decision = decide(visit, action, lookedUp, actor, now, first)
    const { works, ended } = decision.state
    // What the customer denies is decided first, though nothing of it is owed any more.
    const isOver = works.length === 0 && !ended && !isIdle(decision.state)
    return isOver ? decision.record({ type: 'fellAway' }) : decision
  })
  if (!result) return { outcome: 'notFound' }
  if ('refused' in result) {
    const { state: visit, refused: actor } = result
    const now = deps.clock.now()
    const allowed = allowedActions(visit, actor, now)
    return { outcome: 'notAllowed', visit, allowed, why: whyNot(visit, action.type, now) }
  }
  if ('outcome' in result) throw new BadRequestError([action.type === 'choose' ? GONE : takenBy(result)])
  const isTheirs = who.id !== undefined && result.state.engineer?.id === who.id
  if (result.saved && isTheirs && !wasTheirs) await putOnTheirList(deps, who.id, visitSubject(id))
  if (result.saved) await follow(deps, result.state)
  return { outcome: 'done', visit: result.state }
}

/** Another visit was first: with this work, or with whoever goes at that time. */
const takenBy = ({ hold, by }: Taken) =>
  isOfTime(hold)
    ? fault(
        'person',
        `那段时间已经要去 ${idOf(by)}：换人，或换时间`,
        `goes to ${idOf(by)} at that time: somebody else, or another time`,
      )
    : fault('work', `已在 ${by} 里`, `is in ${by} already`)

/** Whether the action can be one of theirs now, or is one sent twice: known before what it says is read. */
export function mayTryVisit(
  deps: Pick<Deps, 'clock'>,
  visit: VisitState,
  action: Pick<VisitAction, 'id' | 'type'>,
  who: Actor,
): boolean {
  const actor = withRank(visit, who)
  return isRepeat(visit, action, actor) || isAllowed(deps, visit, action, actor)
}

const isAllowed = (
  { clock }: Pick<Deps, 'clock'>,
  visit: VisitState,
  { type }: Pick<VisitAction, 'type'>,
  actor: Actor,
) => allowedActions(visit, actor, clock.now()).includes(type)

/** The contract hears of it now; should this fail, its execution tells it. */
async function follow(deps: Deps, visit: VisitState): Promise<void> {
  try {
    await settleVisit(deps, visit)
  } catch (error) {
    deps.log.warn('The contract was not told; the execution will', { visit: visit.id, error })
  }
  // Of what is over nobody waits: an execution says what is still to be said of it.
  await (visit.ended ? startOrWake : wake)(deps, visitSubject(visit.id))
}

/** Why it cannot be done now. */
export const whyNot = (visit: VisitState, type: VisitActionType, now: string): Text => {
  const because = obstacle(visit, type, now) ?? {
    zh: visit.way === 'call' ? '这次回访不在这一步' : '这次上门不在这一步',
    en: visit.way === 'call' ? 'it does not fit where the call stands' : 'it does not fit where the visit stands',
  }
  return { zh: `现在不能“${VISIT_OFFERS[type].name.zh}”：${because.zh}`, en: `"${type}" does not fit: ${because.en}` }
}

/** A promise moves by an agreement on its contract's record alone, and before the visit is agreed for later. */
async function moveWithAgreement(deps: Deps, id: string, action: VisitAction, who: Actor): Promise<void> {
  if ((action.type !== 'agree' && action.type !== 'reschedule') || action.beyond !== 'agreed') return
  const visit = await loadVisit(deps, id)
  if (!visit) return
  const actor = withRank(visit, who)
  // What is not to be done now is refused where it is decided.
  if (isRepeat(visit, action, actor) || !isAllowed(deps, visit, action, actor)) return
  if (!actor.manager)
    throw new BadRequestError([
      fault('beyond', '承诺改期要由经理登记', 'that a promise moves is for a manager to record'),
    ])
  const { from, to = from, agreedBy: by, how } = action
  if (!movesAfter(visit, how)) throw new BadRequestError([NOT_IN_WRITING])
  const until = dayOf(later(to, -1), visit.terms.timezone)
  const now = deps.clock.now()
  for (const { key, dueAt } of visit.works)
    if (dueAt >= now && to > dueAt)
      await agreeOnWork(deps, visit.contract, whichOf(key), { until, by, how }, actor, { isTold: true })
}

async function lookUp(deps: Deps, visit: VisitState, action: VisitAction, actor: Actor): Promise<LookedUp> {
  switch (action.type) {
    case 'take':
      return defined({ person: await personRef(deps, actor.id ?? '') })
    case 'assign':
      return { person: await onFile(deps, action.person) }
    case 'propose': {
      const named = action.contact === undefined ? undefined : await contactNamed(deps, visit, action.contact)
      const slots = suggestSlots(visit.works, await aroundOf(deps, visit), deps.clock.now())
      return { slots, ...defined({ contact: named ?? visit.contact ?? (await reachable(deps, visit)) }) }
    }
    case 'choose':
    case 'agree':
    case 'reschedule': {
      const from = action.type === 'choose' ? action.slot : action.from
      const slot = visit.proposal?.slots.find((one) => one.from === from) ?? { from, to: later(from, HOURS_MS) }
      // Whoever is said to have agreed is told, and can say that they did not.
      const contact = visit.contact ?? (await reachable(deps, visit))
      if (action.type !== 'choose' && action.person !== undefined)
        return { person: await onFile(deps, action.person), ...defined({ contact }) }
      const around = await aroundOf(deps, visit)
      if (action.type === 'choose' && !isStillFree(slot, visit, around)) throw new BadRequestError([GONE])
      return defined({ contact, suggested: suggestEngineer(slot, around) })
    }
    case 'fill':
      return defined({ form: formOf(await deps.forms(), action.form, action.version) })
    case 'addWork':
      return defined({ work: await workNamed(deps, visit, action.work) })
    default:
      return {}
  }
}

const HOURS_MS = 2 * 3_600_000

async function onFile(deps: Deps, id: string) {
  const person = await personRef(deps, id)
  if (!person) throw new BadRequestError([nobody('person', id)])
  return person
}

async function contactNamed(deps: Deps, visit: VisitState, id: string) {
  const contact = await deps.directory.contact(id)
  if (!contact || contact.customer !== visit.terms.customer)
    throw new BadRequestError([fault('contact', `客户没有联系人 "${id}"`, `the customer has no contact "${id}"`)])
  return { id: contact.id, name: contact.name }
}

async function reachable(deps: Deps, visit: VisitState) {
  const bound = await boundTo(deps, visit.contract)
  return bound && contactFor(deps, visit, bound.sites)
}

async function workNamed(deps: Deps, visit: VisitState, key: string) {
  const bound = await boundTo(deps, visit.contract)
  const found = bound && (await owedWorks(deps, bound)).find(({ work }) => work.key === key)
  if (!found) throw new BadRequestError([fault('work', `合同没有待办的 "${key}"`, `the contract owes no "${key}" now`)])
  // What is inspected on site is not inspected by telephone, nor elsewhere.
  if (found.way !== visit.way) throw new BadRequestError([OTHER_WAY[found.way]])
  if (found.place !== visit.place) throw new BadRequestError([OTHER_PLACE])
  return found.work
}

const OTHER_WAY = {
  visit: fault('work', '这一项要上门办，电话里办不了', 'has to be done on site: no call settles it'),
  call: fault('work', '这一项要电话回访，上门不算', 'has to be done by telephone: no visit settles it'),
} as const
const OTHER_PLACE = fault(
  'work',
  '这一项在别的现场办，不能一并办理',
  'is due at another place: it is not done on the same visit',
)
