import { doneAtOf, type Fact, type FactEvent, paperKey, standingFacts } from '../contract/facts.ts'
import { keptOnDuty } from '../contract/of-duty.ts'
import { ruleOfWork } from '../contract/works.ts'
import { contractFor } from '../directory/binding.ts'
import type { Contract } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { aboutOf, isAbout, isWork, needOf, type Which } from '../evidence/papers.ts'
import type { Actor } from '../kernel/actor.ts'
import { type Day, DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { clausesWith } from '../plan/document.ts'
import type { EvidenceRule } from '../plan/rules.ts'
import { worksIn } from '../plan/works-in.ts'
import type { Obligation } from '../promise/obligation.ts'
import { boundTo } from './bound.ts'
import { followDays, refuseDay } from './contract-days.ts'
import { appendFact, linesOfContract, refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { contractFile, documentOf } from './facts.ts'

/**
 * Records a document on a contract's file, or that a manager does without it. Saying the same again changes nothing. The
 * ledger follows from the file: what a process that died in between left undone is done when it is said again, or by the sweeper.
 * `onDuty`: it was done on the page of a duty, not said by somebody.
 * Undefined: no such contract. Throws BadRequestError for what no clause of fact of its plan asks for.
 */
export async function recordOnContract(
  deps: Deps,
  id: string,
  given: Which,
  fact: Fact,
  by: Actor,
  { onDuty }: { readonly onDuty?: true } = {},
): Promise<ContractFile | undefined> {
  const contract = await deps.directory.contract(id)
  if (!contract) return undefined
  const which = await asked(deps, contract, given)
  if (fact.type === 'recorded' && !onDuty) await refuseByHand(deps, contract, which)
  if (fact.type === 'recorded' && fact.doneAt === undefined && !by.manager)
    await refuseWithoutForm(deps, contract, which)
  if (fact.type === 'recorded') await refuseDay(deps, await saidOf(deps, contract, which, fact.doneOn, by))
  await appendFact(deps, id, by, (facts) => {
    const last = standingFacts(facts).findLast((event) => isAbout(event, which) && event.fact.type !== 'agreed')
    const isSaid = last !== undefined && isSame(last.fact, fact) && doneAtOf(last) >= (which.since ?? '')
    const { since: _, ...about } = which
    return isSaid ? undefined : { ...about, fact }
  })
  await daysFollow(deps, id)
  await refreshContract(deps, id)
  return contractFile(deps, id)
}

async function saidOf(deps: Deps, contract: Contract, which: Which, doneOn: Day | undefined, by: Actor) {
  const bound = await boundTo(deps, contract.id)
  const timezone = bound?.sites[0]?.timezone ?? DEFAULT_TIMEZONE
  return { contract, document: await documentOf(deps, contract), which, doneOn, timezone, by }
}

/** What was recorded says on which day the contract was delivered, or accepted. */
export async function daysFollow(deps: Deps, id: string): Promise<void> {
  const [state, contract] = await Promise.all([deps.contracts.load(id), deps.directory.contract(id)])
  if (state && contract) await followDays(deps, state, contract, await documentOf(deps, contract))
}

const isSame = (one: FactEvent['fact'], other: Fact): boolean =>
  one.type === 'recorded'
    ? other.type === 'recorded' &&
      one.document === other.document &&
      one.reference === other.reference &&
      one.doneOn === other.doneOn &&
      one.file?.sha256 === other.file?.sha256
    : one.type === 'waived' && other.type === 'waived' && one.reason === other.reason

interface Asked {
  readonly clause: string
  readonly of: EvidenceRule['of']
  readonly needs: readonly { readonly id: string }[]
}

interface WorkAsked extends Asked {
  readonly work: Work
}

/** A line of planned work, and where its days are counted: the sites of a contract may lie in several zones. */
export interface Work {
  readonly line: Obligation
  readonly timezone: string
}

/** What is kept on the page of its duty nobody keeps by a word. */
async function refuseByHand(deps: Deps, contract: Contract, which: Which): Promise<void> {
  const part = keptOnDuty(await documentOf(deps, contract), which)
  if (part) throw new BadRequestError([ON_DUTY[part]])
}

const ON_DUTY = {
  plan: fault(
    'need',
    '保障方案要排好值守才算：请到“计划”里的“保障”页面安排值守',
    'a plan of duty is kept by planning it, with who is there: do so in Planned service, Duty',
  ),
  watch: fault(
    'need',
    '值守以值守记录为准：请在值守页面逐条记录',
    'a watch is kept by its log: make entries on its page',
  ),
} as const

/**
 * Where the plan wants a form filled in, its visit says what was done. What was filled in on paper a manager records, who says so in
 * their own words.
 */
async function refuseWithoutForm(deps: Deps, contract: Contract, which: Which): Promise<void> {
  const key = paperKey(which)
  const rule = ruleOfWork(await documentOf(deps, contract), key)
  if (rule?.form === undefined) return
  const visit = (await deps.contracts.load(contract.id))?.papers.find((paper) => paper.key === key)?.visit?.id
  const [zh, en] = visit
    ? [`${visit} 的页面`, `the page of ${visit}`]
    : ['它的上门或回访页面', 'the page of its visit or call']
  throw new BadRequestError([
    fault(
      'need',
      `承诺要求填表（${rule.form}）：请在 ${zh}填写并办结；只填了纸质表的，请经理登记`,
      `the plan wants the form ${rule.form} filled in: do so on ${en}; what was filled in on paper a manager records`,
    ),
  ])
}

/** What the plan of the contract asks for under this name; otherwise what it does ask for, in the caller's terms. */
async function asked(
  deps: Deps,
  contract: Contract,
  { clause, need, about }: Which,
): Promise<Which & { readonly since?: Instant }> {
  const document = await documentOf(deps, contract)
  const isPlanned = worksIn(document).some((rule) => rule.clause === clause)
  const works = isPlanned ? await worksAsked(deps, contract, { clause, about }) : []
  const rules: readonly Asked[] = [
    ...clausesWith(document, 'evidence'),
    ...clausesWith(document, 'payment').map(({ clause, stages }) => ({
      clause,
      of: 'contract' as const,
      needs: stages,
    })),
    ...works,
  ]
  const ofClause = rules.filter((rule) => rule.clause === clause)
  if (ofClause.length === 0)
    throw new BadRequestError([
      fault(
        'clause',
        `承诺 ${document.id} 要文件的条款是 ${listOf(rules, (r) => r.clause)}`,
        `plan ${document.id} needs documents for ${listOf(rules, (r) => r.clause)}`,
      ),
    ])
  const rule = ofClause.find(({ needs }) => needs.some(({ id }) => id === need))
  if (!rule) {
    const needs = ofClause.flatMap((each) => each.needs)
    throw new BadRequestError([
      fault(
        'need',
        `${clause} 要的是 ${listOf(needs, ({ id }) => id)}`,
        `${clause} needs ${listOf(needs, ({ id }) => id)}`,
      ),
    ])
  }
  const one = works.find(({ work }) => needOf(work.line) === need)
  if (one) refuseEarly(deps, one.work)
  const since = one && { since: one.work.line.startedAt }
  return { clause, need, about: await subject(deps, contract, rule, about), ...since }
}

/** Planned work of a clause at a place. */
async function worksAsked(deps: Deps, { id }: Contract, which: Pick<Which, 'clause' | 'about'>): Promise<WorkAsked[]> {
  const works = (await worksOf(deps, id)).filter(
    ({ line }) => line.clause === which.clause && aboutOf(line) === which.about,
  )
  return works.map((work) => ({
    clause: which.clause,
    of: work.line.site === undefined ? 'contract' : 'site',
    needs: [{ id: needOf(work.line) }],
    work,
  }))
}

/** Done before its time it is the one before that was done, or nobody's. */
function refuseEarly({ clock }: Deps, { line, timezone }: Work): void {
  if (line.startedAt <= clock.now()) return
  const from = dayOf(line.startedAt, timezone)
  throw new BadRequestError([
    fault('need', `${from} 起才能办，现在办的不算这一次`, `can be done from ${from} on: done now, it is not this one`),
  ])
}

/** A contract's planned work, a year ahead. */
export async function worksOf(deps: Deps, contract: string): Promise<readonly Work[]> {
  const bound = await boundTo(deps, contract)
  if (!bound) return []
  const zones = new Map(bound.sites.map(({ id, timezone }) => [id, timezone]))
  const ofContract = bound.sites[0]?.timezone ?? bound.timezone
  const lines = (await linesOfContract(deps, bound)).filter(isWork)
  return lines.map((line) => ({ line, timezone: zones.get(line.site ?? '') ?? ofContract }))
}

const listOf = <T>(all: readonly T[], name: (one: T) => string): string =>
  [...new Set(all.map(name))].join(', ') || 'no clause'

async function subject(deps: Deps, contract: Contract, rule: Pick<EvidenceRule, 'of'>, about: string): Promise<string> {
  if (rule.of === 'contract') {
    if (about !== 'contract')
      throw new BadRequestError([fault('about', '只能写 "contract"，或不写', 'must be "contract", or left out')])
    return about
  }
  const unit = rule.of === 'unit' ? await deps.directory.unit(about) : undefined
  const site = await deps.directory.site(rule.of === 'unit' ? (unit?.site ?? '') : about)
  const rivals = await deps.directory.contractsOf(contract.customer)
  const isOurs = site?.customer === contract.customer && contractFor(rivals, unit?.serial, site.id)?.id === contract.id
  if (!isOurs)
    throw new BadRequestError([
      fault(
        'about',
        `要写合同 ${contract.id} 下的${rule.of === 'unit' ? '设备序列号' : '现场编号'}`,
        `must be ${rule.of === 'unit' ? 'the serial number of a unit' : 'the id of a site'} under contract ${contract.id}`,
      ),
    ])
  return unit ? normaliseSerial(unit.serial) : about
}
