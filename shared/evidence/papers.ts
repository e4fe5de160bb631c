import { doneAtOf, type FactEvent } from '../contract/facts.ts'
import { paperName } from '../contract/works.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { defined } from '../kernel/fields.ts'
import type { Text } from '../kernel/text.ts'
import type { PlanDocument } from '../plan/document.ts'
import { wayOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import type { FiledPaper } from './pack.ts'

/** What a contract's clauses of fact need, and what was handed over. `facts`: the contract's file, in order. */
export const papersOf = (
  obligations: readonly Obligation[],
  facts: readonly FactEvent[],
  document: Pick<PlanDocument, 'clauses'>,
): readonly FiledPaper[] => obligations.map((obligation) => paperOf(obligation, facts, document))

/** The first fact ends the obligation; of documents recorded again, the latest is the one to look at. */
const paperOf = (
  obligation: Obligation,
  facts: readonly FactEvent[],
  document: Pick<PlanDocument, 'clauses'>,
): FiledPaper => {
  const {
    contract = '',
    plan,
    planVersion,
    clause,
    dueAt,
    state,
    endedAt,
    lateBy,
    waivedBecause,
    waivedBy,
    endedBecause,
  } = obligation
  const which = { clause, need: needOf(obligation), about: aboutOf(obligation) }
  const recorded = facts.findLast((event) => isAbout(event, which) && isOfThisTime(event, obligation))?.fact
  return {
    contract,
    plan,
    planVersion,
    ...which,
    name: nameOf(document, which),
    dueAt,
    state,
    ...(recorded?.type === 'recorded' && {
      document: recorded.document,
      ...defined({ reference: recorded.reference }),
    }),
    ...(endedAt && { endedAt }),
    ...(lateBy && { lateBy }),
    ...(waivedBecause && { waivedBecause }),
    ...(waivedBy && { waivedBy }),
    ...(endedBecause && { endedBecause }),
  }
}

/** Work that is due once more, as its days have moved, was not done yet. */
const isOfThisTime = (event: FactEvent, line: Obligation): boolean =>
  event.fact.type === 'recorded' && (!isWork(line) || doneAtOf(event) >= line.startedAt)

/** One document of one clause of fact, and what it is about: `contract`, a serial number or a site. */
export interface Which {
  readonly clause: string
  readonly need: string
  readonly about: string
}

/** Serial numbers compare without case and spaces; sites are too few of a kind to be confused by it. */
export const isAbout = (event: FactEvent, { clause, need, about }: Which): boolean =>
  event.clause === clause &&
  event.need === need &&
  (event.about === about || normaliseSerial(event.about) === normaliseSerial(about))

/** Of what fell away: nobody here can say whether it was there in time. */
export const isOfBefore = ({ endedBecause }: Pick<FiledPaper, 'endedBecause'>): boolean =>
  endedBecause === 'filed' || endedBecause === 'moved'

/** Whether an obligation is of a contract's file, a document or planned work, and not of a repair, an upgrade or a warning. */
export const isPaper = ({ what }: Pick<Obligation, 'what'>): boolean =>
  what.includes(':') && !/^(upgrade|advice):/.test(what)
/** Whether it is planned work, which is done rather than handed over. */
export const isWork = (line: Pick<Obligation, 'what'>): boolean => wayOf(line) !== undefined

export const needOf = ({ what }: Pick<Obligation, 'what'>): string => what.slice(what.indexOf(':') + 1)

export const aboutOf = ({ unit, site }: Pick<Obligation, 'unit' | 'site'>): string => unit ?? site ?? 'contract'

/** What the document, or the work, is called in the plan. */
export const nameOf = (
  document: Pick<PlanDocument, 'clauses'>,
  { clause, need }: Pick<Which, 'clause' | 'need'>,
): Text => paperName(document, `${clause}/${need}`) ?? { zh: need, en: need }

/** A key of a contract's papers, taken apart; what it is about may have slashes of its own. */
export const whichOf = (key: string): Which => {
  const [, clause = '', need = '', about = ''] = /^([^/]*)\/([^/]*)\/(.*)$/s.exec(key) ?? []
  return { clause, need, about }
}
