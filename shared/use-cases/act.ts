import type { Actor } from '../kernel/actor.ts'
import { BadRequestError, type Fault, fault, nobody } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { idOf } from '../kernel/subject.ts'
import type { Text } from '../kernel/text.ts'
import { STAGE_NAMES } from '../message/texts.ts'
import { requireSeverity } from '../plan/severity.ts'
import type { Taken } from '../ports/store.ts'
import { act as decide } from '../repair/act.ts'
import { actionRule } from '../repair/action-rules.ts'
import type { Action, ActionType } from '../repair/actions.ts'
import { allowedActions, obstacle } from '../repair/allowed.ts'
import type { Need } from '../repair/features/feature.ts'
import { brandNewClause, isFitLoaner } from '../repair/features/loaner/offers.ts'
import { waysIn } from '../repair/features/on-call/offers.ts'
import { isRepeat, isUsedOtherwise } from '../repair/handled.ts'
import { repairSubject } from '../repair/holds.ts'
import { ACTION_NAMES } from '../repair/offers.ts'
import type { LookedUp } from '../repair/state/looked-up.ts'
import type { Repair } from '../repair/state/repair.ts'
import { repairStory } from '../repair/story.ts'
import { change, wake } from '../shell/commit.ts'
import { auditTakeOver } from './audit.ts'
import type { Deps } from './deps.ts'
import { identified } from './identified.ts'
import { articleOf } from './knowledge.ts'
import { putOnTheirList } from './on-their-list.ts'
import { startAgain } from './open-repair.ts'
import { replacementUnitFor } from './place-replacement.ts'
import { lookUpReplacement } from './replacement-lookup.ts'
import { splitOff } from './split.ts'
import { managerOf, personRef, teamOf } from './team.ts'
import { warrantyOfRepair } from './unit-file.ts'

export type ActResult =
  | { readonly outcome: 'done'; readonly repair: Repair }
  | {
      readonly outcome: 'notAllowed'
      readonly repair: Repair
      readonly allowed: readonly ActionType[]
      readonly why: Text
    }
  | { readonly outcome: 'notFound' }

/** What the manager hears of also once it is closed. */
const TOLD_OF: ReadonlySet<ActionType> = new Set<ActionType>(['disagree', 'complain'])

const ID_USED: Text = {
  zh: '这个 id 已用于您的另一个操作，请换一个',
  en: 'you have used this id for another action; take a new one',
}

/**
 * A person does something to a repair. Events are saved first; then the waiting execution is told to look again, which
 * pages, warns and reserves as needed. `outside`: an engineer to whom nothing has led it, see `rights.ts`; `file`: what came with
 * the action, and is kept. Throws BadRequestError when the action names something that does not exist.
 */
export async function act(
  deps: Deps,
  repairId: string,
  action: Action,
  who: Actor,
  { outside, file }: Pick<LookedUp, 'outside' | 'file'> = {},
): Promise<ActResult> {
  let [wasClosed, wasTheirs] = [false, false]
  const result = await change(deps, repairStory, repairId, async (repair) => {
    wasClosed = repair.closed !== undefined
    // Whoever was paged has it on their list.
    wasTheirs = [repair.assignee?.id, repair.paging?.person?.id].includes(who.id)
    const actor = await withRank(deps, repair, who)
    if (isRepeat(repair, action, actor)) return decide(repair, action, {}, actor, deps.clock.now())
    const allowed = outside ? waysIn(repair, actor) : allowedActions(repair, actor, deps.clock.now())
    if (isUsedOtherwise(repair, action, actor)) return { refused: { allowed, why: ID_USED } }
    if (!allowed.includes(action.type)) return { refused: { allowed, why: whyNot(action, repair) } }
    const lookedUp = { ...(await lookUp(deps, repair, action, actor)), ...defined({ outside, file }) }
    const decision = decide(repair, inPlanTerms(repair, action), lookedUp, actor, deps.clock.now())
    if (outside && action.type === 'takeOver' && action.reason !== undefined)
      await auditTakeOver(deps, { role: 'engineer', actor }, repair, action.reason)
    return decision
  })
  if (!result) return { outcome: 'notFound' }
  if ('refused' in result) return { outcome: 'notAllowed', repair: result.state, ...result.refused }
  if ('outcome' in result) throw unitTaken(result, action)
  // Nobody waits for a closed repair: someone must look again, to page or to tell the manager.
  const looksAgain = wasClosed && (!result.state.closed || TOLD_OF.has(action.type))
  const isTheirs = who.id !== undefined && result.state.assignee?.id === who.id
  if (result.saved && isTheirs && !wasTheirs) await putOnTheirList(deps, who.id, repairSubject(repairId))
  if (result.saved) await (looksAgain ? startAgain(deps, repairId) : wake(deps, repairSubject(repairId)))
  return { outcome: 'done', repair: result.state }
}

/** Whether the action can be one of theirs now, or is one sent twice: known before what it says is read. */
export async function mayTry(
  deps: Deps,
  repair: Repair,
  action: Pick<Action, 'id' | 'type'>,
  who: Actor,
): Promise<boolean> {
  const now = deps.clock.now()
  const allows = (actor: Actor) => allowedActions(repair, actor, now).includes(action.type)
  // Whoever may without it need not be looked up: a rank only adds to what somebody may do.
  return isRepeat(repair, action, who) || allows(who) || allows(await withRank(deps, repair, who))
}

/** The manager of the roster is one by whatever link they come. */
async function withRank(deps: Deps, repair: Repair, who: Actor): Promise<Actor> {
  if (who.kind !== 'engineer' || who.id === undefined) return who
  const manager = await managerOf(deps, repair)
  return manager?.id === who.id ? { ...who, manager: true } : who
}

/** One open repair per unit: what else there is to say of it belongs there. */
const unitTaken = ({ by }: Taken, { type }: Action): Error =>
  new BadRequestError([
    fault(
      type === 'notFixed' ? 'what' : 'serial',
      `这台设备已有未关闭的报修单 ${idOf(by)}，请记在那一单`,
      `this unit already has the open repair ${idOf(by)}; record it there`,
    ),
  ])

const whyNot = ({ type }: Action, repair: Repair): Text => {
  const { zh, en } = obstacle(repair, type) ?? whereItIs(repair)
  return { zh: `现在不能“${ACTION_NAMES[type].zh}”：${zh}`, en: `"${type}" does not fit: ${en}` }
}

const whereItIs = ({ stage, assignee }: Repair): Text => ({
  zh: `报修单处于“${STAGE_NAMES[stage].zh}”${assignee ? `，由 ${assignee.name} 负责` : ''}`,
  en: `the repair is at stage "${stage}"${assignee ? `, with ${assignee.name}` : ''}`,
})

/** Looks up what the action needs and names; what is not there is the caller's mistake, named by field. */
async function lookUp(deps: Deps, repair: Repair, action: Action, actor: Actor): Promise<LookedUp> {
  const person = actor.kind === 'engineer' && actor.id ? await personRef(deps, actor.id) : undefined
  let lookedUp: LookedUp = { ...defined({ person }), ...(await lookUpNamed(deps, repair, action)) }
  for (const need of actionRule(action.type).needs ?? [])
    lookedUp = { ...lookedUp, ...(await NEEDED[need](deps, repair)) }
  return lookedUp
}

const NEEDED: Readonly<Record<Need, (deps: Deps, repair: Repair) => Promise<LookedUp>>> = {
  manager: async (deps, repair) => {
    const manager = await managerOf(deps, repair)
    return manager ? { manager } : {}
  },
  history: lookUpReplacement,
}

/** Prices are read by whoever quotes or completes, not by every caller. */
const quotes = () => import('./quote.ts')

/** What only this action names. */
async function lookUpNamed(deps: Deps, repair: Repair, action: Action): Promise<LookedUp> {
  switch (action.type) {
    case 'assign':
    case 'handOver': {
      if (!action.person) return {}
      const target = await personRef(deps, action.person)
      if (!target) throw new BadRequestError([nobody('person', action.person)])
      return { target }
    }
    case 'reserveLoaner':
      return { loaner: await freeLoaner(deps, repair, action.serial) }
    case 'identify':
      return { identified: await identified(deps, repair, action) }
    case 'split':
      return { splitTo: await splitOff(deps, repair, action) }
    case 'escalate':
      return { people: await teamOf(deps, action.to, repair) }
    case 'quote':
      return { quote: await (await quotes()).quoteFor(deps, repair, action) }
    case 'complete':
      await (await quotes()).requireQuote(deps, repair, action)
      return {}
    case 'claim': {
      const { inWarranty } = await warrantyOfRepair(deps, repair)
      return inWarranty === undefined ? {} : { inWarranty }
    }
    case 'replaceUnit':
      return { replacementUnit: await replacementUnitFor(deps, repair, action) }
    case 'goOnSite':
      return lookUpKnowledge(deps, action.knowledge)
    default:
      return {}
  }
}

/** Another repair that was solved, as a plan for this one. */
async function lookUpKnowledge(deps: Deps, id: string | undefined): Promise<Pick<LookedUp, 'knowledge'>> {
  if (id === undefined) return {}
  const found = await deps.records.ofRepair(id)
  const record = found && (await articleOf(deps, found))
  if (!record?.done)
    throw new BadRequestError([
      fault('knowledge', `没有报修单 "${id}" 的处理记录`, `of no repair "${id}" it is on record what was done`),
    ])
  return { knowledge: { from: id, text: [record.problem, record.cause, record.done].filter(Boolean).join(' → ') } }
}

async function freeLoaner(deps: Deps, repair: Repair, serial: string | undefined) {
  const free = await deps.repairs.freeLoaners()
  const loaner = free.find((unit) => (serial ? unit.serial === serial : isFitLoaner(repair, unit)))
  if (!loaner) throw new BadRequestError([noLoaner(serial)])
  const model = repair.unit?.model
  if (model !== undefined && loaner.model !== model)
    throw new BadRequestError([
      fault(
        'serial',
        `型号不符：备机是 ${loaner.model}，设备是 ${model}`,
        `"${loaner.serial}" is a "${loaner.model}", and the unit to stand in for is a "${model}"`,
      ),
    ])
  const brandNew = loaner.used && brandNewClause(repair.plan)
  if (brandNew)
    throw new BadRequestError([
      fault(
        'serial',
        `备机 "${loaner.serial}" 用过，而 ${brandNew} 承诺全新备机`,
        `"${loaner.serial}" is used, and ${brandNew} promises a brand-new loaner`,
      ),
    ])
  return { serial: loaner.serial, name: loaner.name }
}

const noLoaner = (serial: string | undefined): Fault =>
  serial
    ? fault('serial', '这台备机不可用；留空会自动挑选', `loaner "${serial}" is not free`)
    : fault('serial', '现在没有可用的备机，请联系服务经理', 'no loaner is free')

/** The severity in the plan's own term, whatever word was used for it. */
const inPlanTerms = ({ plan }: Repair, action: Action): Action =>
  action.type === 'changeSeverity' ? { ...action, severity: requireSeverity(plan, action.severity) } : action
