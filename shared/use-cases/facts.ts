import { type Fact, type FactEvent, standingFacts } from '../contract/facts.ts'
import type { BoundContract as BoundFile } from '../contract/lines.ts'
import { stagesOf } from '../contract/payments.ts'
import { boundDocument, contractFor } from '../directory/binding.ts'
import type { Contract } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { type ContractFile, type FactLine, type PaymentLine, recordIn } from '../evidence/contract-file.ts'
import type { FiledPaper } from '../evidence/pack.ts'
import { isAbout, isOfBefore, nameOf, papersOf, type Which } from '../evidence/papers.ts'
import type { Actor } from '../kernel/actor.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import type { EvidenceRule } from '../plan/rules.ts'
import { boundTo } from './bound.ts'
import { appendFact, linesOfContract, refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'

/** Undefined when there is no such contract. */
export async function contractFile(deps: Deps, id: string): Promise<ContractFile | undefined> {
  const contract = await deps.directory.contract(id)
  if (!contract) return undefined
  const document = await documentOf(deps, contract)
  const [bound, said] = await Promise.all([boundTo(deps, id), deps.contracts.facts(id)])
  if (!bound) return undefined
  const facts = standingFacts(said)
  const papers = papersOf(await linesOfContract(deps, bound), facts, document)
  const payments = paymentsOf({ ...bound, facts }, deps.clock.now())
  return {
    contract,
    facts: clausesWith(document, 'evidence').flatMap((rule) =>
      rule.needs.flatMap(({ id: need }) => linesFor(rule, need, papers, facts, document)),
    ),
    ...(payments.length > 0 && { payments }),
    record: recordIn(said),
  }
}

/**
 * Records a document on a contract's file, or that a manager does without it. Saying the same again changes nothing. The
 * ledger follows from the file: what a process that died in between left undone is done when it is said again, or by the sweeper.
 * Undefined: no such contract. Throws BadRequestError for what no clause of fact of its plan asks for.
 */
export async function recordOnContract(
  deps: Deps,
  id: string,
  given: Which,
  fact: Fact,
  by: Actor,
): Promise<ContractFile | undefined> {
  const contract = await deps.directory.contract(id)
  if (!contract) return undefined
  const which = await asked(deps, contract, given)
  await appendFact(deps, id, by, (facts) => {
    const last = standingFacts(facts).findLast((event) => isAbout(event, which))
    return last !== undefined && isSame(last.fact, fact) ? undefined : { ...which, fact }
  })
  await refreshContract(deps, id)
  return contractFile(deps, id)
}

/** What the customer owes, stage by stage; the latest receipt is the one to look at. */
const paymentsOf = (file: BoundFile, now: Instant): readonly PaymentLine[] =>
  stagesOf(file, now).map(({ clause, stage, payment }): PaymentLine => {
    const about = file.facts.filter((event) => event.clause === clause && event.need === stage.id)
    const last = about.findLast(({ fact }) => fact.type === 'recorded')?.fact
    const [first] = about
    return {
      clause,
      need: stage.id,
      name: stage.name,
      upToPercent: stage.upToPercent,
      ...(payment && { dueAt: payment.dueAt }),
      state: payment?.state ?? (last ? 'paid' : 'notDue'),
      ...(first && { endedAt: first.at }),
      ...(last?.type === 'recorded' && {
        document: last.document,
        ...(last.reference && { reference: last.reference }),
      }),
    }
  })

const isSame = (one: FactEvent['fact'], other: Fact): boolean =>
  one.type === 'recorded'
    ? other.type === 'recorded' && one.document === other.document && one.reference === other.reference
    : one.type === 'waived' && other.type === 'waived' && one.reason === other.reason

/** What the plan of the contract asks for under this name; otherwise what it does ask for, in the caller's terms. */
async function asked(deps: Deps, contract: Contract, { clause, need, about }: Which): Promise<Which> {
  const document = await documentOf(deps, contract)
  const rules = [
    ...clausesWith(document, 'evidence'),
    ...clausesWith(document, 'payment').map(({ clause, stages }) => ({
      clause,
      of: 'contract' as const,
      needs: stages,
    })),
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
  return { clause, need, about: await subject(deps, contract, rule, about) }
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

const documentOf = async (deps: Deps, contract: Contract): Promise<PlanDocument> => {
  const { id, plan, planVersion } = contract
  const document = boundDocument(await deps.plans(), contract)
  if (!document)
    throw new BadRequestError([
      fault(
        `contract ${id}`,
        `写的是承诺 ${plan} 第 ${planVersion} 版，我们没有`,
        `names plan ${plan} version ${planVersion}, which we do not have`,
      ),
    ])
  return document
}

/** Every document of one need; one line without a day while nothing tells when it is due. */
const linesFor = (
  { clause, of }: EvidenceRule & { readonly clause: string },
  need: string,
  papers: readonly FiledPaper[],
  facts: readonly FactEvent[],
  document: PlanDocument,
): readonly FactLine[] => {
  const promise = document.clauses.find(({ id }) => id === clause)?.promise ?? { zh: clause, en: clause }
  const due = papers.filter((paper) => paper.clause === clause && paper.need === need)
  const dated = due.map(({ contract: _contract, plan: _plan, planVersion: _version, endedBecause, ...paper }) => ({
    ...paper,
    promise,
    state: stateOf({ ...paper, ...(endedBecause && { endedBecause }) }),
  }))
  if (dated.length > 0) return dated
  const undated = { clause, need, promise, name: nameOf(document, { clause, need }) }
  const early = facts.filter((event) => event.clause === clause && event.need === need)
  if (early.length === 0) return [{ ...undated, about: of, state: 'notDue' }]
  return [...new Map(early.map((event) => [event.about, event])).values()].map((event) => ({
    ...undated,
    ...factLine(event),
  }))
}

/** What was recorded before its day is known. */
const factLine = ({ about, at, fact }: FactEvent): Omit<FactLine, 'clause' | 'need' | 'promise' | 'name'> => {
  if (fact.type === 'waived') return { about, endedAt: at, state: 'waived', waivedBecause: fact.reason }
  if (fact.type !== 'recorded') return { about, state: 'notDue' }
  const { type: _type, ...recorded } = fact
  return { about, endedAt: at, state: 'recorded', ...recorded }
}

const stateOf = (paper: Pick<FiledPaper, 'state' | 'document' | 'endedAt' | 'endedBecause'>): FactLine['state'] => {
  const { state, document, endedAt, endedBecause } = paper
  if (document !== undefined) return 'recorded'
  if (state === 'open') return 'missing'
  if (endedBecause !== undefined) return isOfBefore(paper) ? 'notRecorded' : 'fallenAway'
  return endedAt === undefined ? 'overdue' : 'waived'
}
