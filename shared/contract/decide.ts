import { normaliseSerial } from '../directory/serial.ts'
import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { defined, without } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { attentionOf } from '../plan/defaults.ts'
import { wayOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { isOpen, isOverdue, isVoid, outcomeAt } from '../promise/promised.ts'
import { Recording } from '../subject/recording.ts'
import { type Ladders, questions } from './asking.ts'
import type { ContractState, Paper, PaperVisit, Terms } from './contract.ts'
import { clauseOf, needOf } from './due.ts'
import type { Asked, CalendarSaid, ContractEvent } from './events.ts'
import { evolve, sitesSince } from './evolve.ts'
import { type FactEvent, paperKey } from './facts.ts'
import { type BoundContract, contractObligations, isInService } from './lines.ts'
import { paymentChanges, stageName, stagesOf } from './payments.ts'
import { isNews, type Problem } from './repaired.ts'
import { contractSubject } from './subject.ts'
import { tellings } from './telling.ts'
import { entryOf, isEntryId, paperName, workIn, workObligations } from './works.ts'

/** What a save has room for beside the rest (see the limit of a transaction in the table's adapter). */
const MOST_CHANGES = 80

export type ContractDecision = Recording<ContractState, ContractEvent>

const begin = (id: string, state: ContractState | undefined, by: Actor, now: Instant): ContractDecision =>
  new Recording<ContractState, ContractEvent>(state, now, by, (before, event) => evolve(id, before, event))

/** Records a fact, and who is told of it at once; nothing of planned work that is not to be done yet: it would stand in the way of the one that counts. */
export function recordFact(
  id: string,
  state: ContractState | undefined,
  fact: Omit<FactEvent, 'seq' | 'at' | 'by'>,
  by: Actor,
  now: Instant,
  news: readonly ContractEvent[] = [],
): ContractDecision {
  const decision = begin(id, state, by, now)
  return fact.fact.type === 'recorded' && isEarly(state, fact, now)
    ? decision
    : decision.record({ type: 'fact', ...fact }, ...news)
}

/** Whether it is planned work that nobody can have done yet. */
export const isEarly = (
  state: Pick<ContractState, 'papers'> | undefined,
  which: Pick<FactEvent, 'clause' | 'need' | 'about'>,
  now: Instant,
): boolean =>
  state?.papers.some(({ key, work, startedAt }) => key === paperKey(which) && work !== undefined && now < startedAt) ??
  false

/** Notes that an engineer brought a repair under it to an end; once noted, it decides nothing. */
export function noteRepaired(
  id: string,
  state: ContractState | undefined,
  { repair, month, workers }: Problem & { readonly month: string },
  now: Instant,
): ContractDecision {
  const decision = begin(id, state, SYSTEM, now)
  return isNews(state ?? {}, repair, month, now)
    ? decision.record({ type: 'repaired', repair, month, workers })
    : decision
}

/** What it is bound to is about to change: whatever becomes of whoever does that, it is looked at again. */
export const unsettle = (id: string, state: ContractState | undefined, now: Instant): ContractDecision =>
  begin(id, state, SYSTEM, now).record({ type: 'unfinished' })

/** Whoever coordinates it hears what a contact wrote on the customer's calendar. */
export const tellOfCalendar = (
  state: ContractState,
  { id, name }: Asked,
  said: CalendarSaid,
  by: Actor,
  now: Instant,
): ContractDecision => begin(state.id, state, by, now).record({ type: 'calendarSaid', person: { id, name }, said })

/** Which visit is to settle which work. Nothing where that is known. */
export const notePlanned = (
  state: ContractState,
  works: readonly { readonly key: string; readonly visit?: PaperVisit }[],
  now: Instant,
): ContractDecision => {
  const news = works.filter(({ key, visit }) => {
    const paper = state.papers.find((one) => one.key === key)
    return paper !== undefined && JSON.stringify(paper.visit) !== JSON.stringify(visit)
  })
  const decision = begin(state.id, state, SYSTEM, now)
  return news.length > 0 ? decision.record({ type: 'planned', works: news }) : decision
}

/** What the file of a contract is looked up for: all but the facts, which are the state's own. */
export type Bound = Omit<BoundContract, 'facts' | 'since' | 'past' | 'repaired'> & { readonly customerName: string }

/**
 * What is due now: papers begin to be due, move with the days they count from, are late, end with the facts about them; then whoever
 * is to be asked is. Asked too early or twice, it decides nothing. The state is never ahead of what it is bound to: whatever
 * has changed there is recorded here first.
 */
export function advance(state: ContractState, bound: Bound, ladders: Ladders, now: Instant): ContractDecision {
  const decision = bringUp(state, bound, now)
  if (decision.state.unfinished) return decision
  const asked = questions(decision.state, { ladders, called: (paper) => nameIn(bound, paper) }, now)
  const told = tellings(decision.state, bound.document, bound.contract.priceFen, ladders, now)
  return decision.record(...asked, ...told)
}

/** How its papers and payments stand now, before anybody is asked. */
export function bringUp(state: ContractState, bound: Bound, now: Instant): ContractDecision {
  const decision = begin(state.id, state, SYSTEM, now)
  const terms = termsOf(bound)
  const file = {
    ...bound,
    facts: state.facts,
    since: sitesSince(terms, state.sites, now),
    past: new Set(state.past),
    repaired: Object.keys(state.repaired ?? {}),
  }
  const changes = [...changesOf(state, file, now), ...paymentChanges(state.payments ?? [], stagesOf(file, now), now)]
  const isChanged = JSON.stringify(terms) !== JSON.stringify(state.terms)
  // What was left to record may have gone meanwhile.
  if (isChanged || (state.unfinished && changes.length === 0)) decision.record({ type: 'termsSeen', terms })
  decision.record(...changes.slice(0, MOST_CHANGES))
  return changes.length > MOST_CHANGES ? decision.record({ type: 'unfinished' }) : decision
}

function termsOf({ contract, document, timezone, sites, customerName }: Bound): Terms {
  const { holidays } = document
  return {
    customer: contract.customer,
    customerName,
    plan: document.id,
    planVersion: document.version,
    timezone: sites[0]?.timezone ?? timezone,
    askAt: attentionOf(document).at,
    sites: sites.map(({ id }) => id),
    ...defined({ holidays }),
  }
}

/** How what is recorded of each paper differs from how it should stand. */
function changesOf({ id, papers }: ContractState, file: BoundContract, now: Instant): readonly ContractEvent[] {
  const known = new Map(papers.map((paper) => [paper.key, paper]))
  const wanted = [...contractObligations(file, now), ...workObligations(file, now)].map((line) =>
    paperOf(id, line, now),
  )
  const keys = new Set(wanted.map(({ key }) => key))
  const unasked = papers.filter((paper) => !keys.has(paper.key))
  const gone = unasked.filter((paper) => isOpen(paper) || isOverdue(paper))
  const unproved = unasked.filter((paper) => isUnproved(paper, file))
  return [
    ...wanted.flatMap((paper) => changeTo(paper, known.get(paper.key))),
    ...gone.map((paper) => endedBy(fallenAway(paper, whyGone(paper, file), now))),
    ...unproved.map((paper) => endedBy(withoutProof(paper, now))),
  ]
}

const endedBy = (paper: Paper): ContractEvent => ({ type: 'paperEnded', paper })

/** What kept it, or waived it, was taken back, and with it the day that it counted from. */
const isUnproved = ({ evidence, state }: Paper, { facts }: BoundContract): boolean =>
  (state === 'kept' || state === 'waived') && !facts.some(({ seq }) => seq === evidence)

/** Nothing keeps it, and nothing says any more when it would be due: its day may come yet. */
const withoutProof = (paper: Paper, now: Instant): Paper => ({
  ...without(paper, 'evidence', 'waivedBecause', 'waivedBy'),
  state: 'fallenAway',
  endedAt: now,
  endedBecause: 'takenBack',
})

function changeTo(given: Paper, known: Paper | undefined): readonly ContractEvent[] {
  if (!known) return [{ type: 'paperDue', paper: given }]
  const wanted = known.brokenAt !== undefined && known.dueAt !== given.dueAt ? byItsDay(given, known) : given
  const { told, visit, firstDueAt = known.dueAt } = known
  const isMoved = known.dueAt !== wanted.dueAt
  const isBack = known.endedAt !== undefined && wanted.endedAt === undefined
  const paper = {
    ...wanted,
    ...(!isMoved && !isBack && { since: known.since }),
    ...(told && !isMoved && !isBack && { told }),
    // What is owed once more is planned once more.
    ...(visit && !isBack && { visit }),
    ...((isMoved || known.firstDueAt) && firstDueAt !== wanted.dueAt && { firstDueAt }),
  }
  if (isSame(known, paper)) return []
  if (isMoved) return [{ type: 'paperMoved', paper }]
  if (isOpen(known) && isOverdue(paper)) return [{ type: 'paperLate', paper: paper.key, clause: clauseOf(paper) }]
  return [{ type: paper.endedAt ? 'paperEnded' : 'paperMoved', paper }]
}

/**
 * What was broken is judged by the day it was broken on, whatever day the contract is given afterwards: no other date makes a breach undone.
 * Only what turns out to have been done by then was none.
 */
function byItsDay(given: Paper, { startedAt, dueAt, month, brokenAt = dueAt }: Paper): Paper {
  const outcome = given.endedAt === undefined ? undefined : outcomeAt(given.endedAt, dueAt)
  if (outcome?.state === 'kept' && !isVoid(given.state)) return given
  const paper = without(given, 'lateBy', 'waivedBecause', 'waivedBy')
  return { ...paper, startedAt, dueAt, month, ...outcome, state: 'broken', brokenAt }
}

const isSame = (one: Paper, other: Paper): boolean => {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Paper>
  return [...names].every((name) => one[name] === other[name])
}

/** What was late by then is a breach, whether anybody had looked or not; it stays one, and is asked about no more. */
const fallenAway = (paper: Paper, endedBecause: string, now: Instant): Paper => ({
  ...paper,
  ...(isOpen(paper) && (paper.dueAt < now ? { state: 'broken', brokenAt: paper.dueAt } : { state: 'fallenAway' })),
  endedAt: now,
  endedBecause,
})

/**
 * Another unit came in its place; the customer withdrew what it followed from; or the unit has left, the site is another contract's, the
 * version asks for it no more, the day it counted from was none.
 */
const whyGone = (paper: Paper, { units, calendar = [] }: BoundContract): string => {
  const { number } = workIn(needOf(paper))
  if (paper.work !== undefined && isEntryId(number) && !calendar.some(({ id }) => id === entryOf(number)))
    return 'withdrawn'
  return units.some((one) => normaliseSerial(one.unit.serial) === paper.unit && !isInService(one))
    ? 'replaced'
    : 'unbound'
}

function paperOf(contract: string, line: Obligation, since: Instant): Paper {
  const { id, clause: _c, plan: _p, planVersion: _v, what, customer: _u, contract: _o, repair: _r, ...paper } = line
  return {
    ...paper,
    ...defined({ work: wayOf({ what }) }),
    key: id.slice(`${contractSubject(contract)}/`.length),
    since,
  }
}

/** What a paper or a payment is called in the plan. */
const nameIn = ({ document, calendar }: Bound, { key }: Pick<Paper, 'key'>): Text =>
  paperName(document, key, calendar) ?? stageName(document, { key })
