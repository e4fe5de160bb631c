import { type FactEvent, standingFacts } from '../contract/facts.ts'
import type { BoundContract as BoundFile } from '../contract/lines.ts'
import { stagesOf } from '../contract/payments.ts'
import { boundDocument } from '../directory/binding.ts'
import type { Contract } from '../directory/directory.ts'
import { type ContractFile, type FactLine, type PaymentLine, recordIn } from '../evidence/contract-file.ts'
import type { FiledPaper } from '../evidence/pack.ts'
import { isOfBefore, isWork, nameOf, papersOf } from '../evidence/papers.ts'
import { workLines } from '../evidence/works.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import type { EvidenceRule } from '../plan/rules.ts'
import { boundTo } from './bound.ts'
import { linesOfContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'

/** Undefined when there is no such contract. */
export async function contractFile(deps: Deps, id: string): Promise<ContractFile | undefined> {
  const contract = await deps.directory.contract(id)
  if (!contract) return undefined
  const document = await documentOf(deps, contract)
  const [bound, said] = await Promise.all([boundTo(deps, id), deps.contracts.facts(id)])
  if (!bound) return undefined
  const facts = standingFacts(said)
  const lines = await linesOfContract(deps, bound)
  const papers = papersOf(
    lines.filter((line) => !isWork(line)),
    facts,
    document,
  )
  const payments = paymentsOf({ ...bound, facts }, deps.clock.now())
  return {
    contract,
    facts: clausesWith(document, 'evidence').flatMap((rule) =>
      rule.needs.flatMap(({ id: need, sets }) =>
        linesFor(rule, need, papers, facts, document).map((line) => ({ ...line, ...defined({ sets }) })),
      ),
    ),
    works: workLines(lines.filter(isWork), facts, document, deps.clock.now()),
    ...(payments.length > 0 && { payments }),
    record: recordIn(said),
  }
}

/** What the customer owes, stage by stage; the latest receipt is the one to look at. */
const paymentsOf = (file: BoundFile, now: Instant): readonly PaymentLine[] =>
  stagesOf(file, now).map(({ clause, stage, payment }): PaymentLine => {
    const about = file.facts.filter((event) => event.clause === clause && event.need === stage.id)
    const last = about.findLast(({ fact }) => fact.type === 'recorded')?.fact
    const first = about.find(({ fact }) => fact.type !== 'agreed')
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

/** The version of its plan that a contract names. Throws BadRequestError where there is none. */
export const documentOf = async (deps: Deps, contract: Contract): Promise<PlanDocument> => {
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
  // What was taken back with its day is not due yet: its day may come once more.
  const due = papers.filter(
    (paper) => paper.clause === clause && paper.need === need && paper.endedBecause !== 'takenBack',
  )
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
  const { document, reference } = fact
  return { about, endedAt: at, state: 'recorded', document, ...defined({ reference }) }
}

const stateOf = (paper: Pick<FiledPaper, 'state' | 'document' | 'endedAt' | 'endedBecause'>): FactLine['state'] => {
  const { state, document, endedAt, endedBecause } = paper
  if (document !== undefined) return 'recorded'
  if (state === 'open') return 'missing'
  if (endedBecause !== undefined) return isOfBefore(paper) ? 'notRecorded' : 'fallenAway'
  return endedAt === undefined ? 'overdue' : 'waived'
}
