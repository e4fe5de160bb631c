import { standingFacts } from '../contract/facts.ts'
import { contractSubject } from '../contract/subject.ts'
import { boundDocument } from '../directory/binding.ts'
import type { Contract, Customer } from '../directory/directory.ts'
import { chainOf, firstDifference } from '../evidence/chain.ts'
import { documentsInForce, unique } from '../evidence/in-force.ts'
import { type EvidencePack, type FiledPaper, MOST_RECORDS, type PackScope, packOf } from '../evidence/pack.ts'
import { isPaper, isWork, papersOf } from '../evidence/papers.ts'
import { addDays, type Day, DEFAULT_TIMEZONE, dayOf, startOfDay } from '../kernel/calendar.ts'
import { canonical } from '../kernel/canonical.ts'
import { BadRequestError, fault, nobody } from '../kernel/errors.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { planInForce } from '../plan/document.ts'
import { mayExport } from '../plan/may-export.ts'
import type { PackEntry } from '../ports/audit.ts'
import { wholeDays } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { auditRefusal, type Requester } from './audit.ts'
import { refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { packFiles } from './pack-files.ts'

/** Evidence of everything due to a customer from the first to the last day, where the customer is. */
export interface EvidenceRequest {
  readonly customer: string
  readonly from: Day
  readonly to: Day
  readonly format: 'html' | 'xlsx'
  readonly reason: string
}

const PAGE = 500
/** Of a customer with thousands of papers a pack still holds so much that was due. */
const LEAST_ROOM = MOST_RECORDS / 2

/**
 * The evidence pack of a customer and period (C27). It leaves only with permission, and the audit record names it before it
 * leaves: whoever dies in between has left a line too many, never one too few. A refusal is on the record as well.
 * Throws BadRequestError for a customer nobody knows, a period that ends before it begins, or one with too much in it.
 */
export async function exportEvidence(
  deps: Deps,
  request: EvidenceRequest,
  who: Requester,
): Promise<EvidencePack | 'refused'> {
  const subject = await subjectOf(deps, request)
  const madeAt = deps.clock.now()
  const entry = auditEntry(deps, request, subject.scope, who, madeAt)
  // Whoever sees names masked takes none out, whatever a plan says of them.
  if (who.role === 'viewer' || !mayExport(subject.documents, who.role)) {
    const { customer, reason } = request
    await auditRefusal(deps, who, 'evidencePack', { customer, reason })
    deps.log.warn('Evidence refused', { audit: entry.id, role: who.role })
    return 'refused'
  }
  const { obligations, papers } = await recordsOf(deps, subject.scope, subject.contracts)
  const files = await packFiles(deps, request.customer, obligations, papers)
  const plans = await deps.plans()
  const cited = obligations.map(({ plan, planVersion }) => planInForce(plans, plan, request.from, planVersion))
  const pack = packOf(
    {
      id: entry.id,
      scope: subject.scope,
      customer: subject.customer.name,
      firstDay: request.from,
      lastDay: request.to,
      timezone: subject.timezone,
      madeAt,
      madeBy: who.actor.name ?? who.actor.id ?? who.role,
      reason: request.reason,
      documents: unique([...subject.documents, ...cited]),
      obligations,
      papers,
      files,
    },
    deps.digest,
  )
  const lines = obligations.length + papers.length + files.length
  await deps.audit.append({
    ...entry,
    outcome: 'exported',
    format: request.format,
    chain: pack.head,
    lines,
    files: files.length,
  })
  return pack
}

/** Whether the ledger still says what a pack said. */
export interface Verified {
  readonly exported: PackEntry
  /** Whether the ledger, read now, gives the chain that was exported. */
  readonly same: boolean
  readonly head: string
  readonly lines: number
  /** Number of the first record that differs, when the pack's own hashes were given and one does. */
  readonly firstDifference?: number
}

/**
 * Compares a pack that was exported with the ledger of today. `hashes`: those printed beside its records, in order, whole or
 * their first digits; with them the first record that differs is named. Undefined: no such pack is on the audit record.
 */
export async function verifyEvidence(
  deps: Deps,
  { pack, hashes }: { readonly pack: string; readonly hashes?: readonly string[] },
): Promise<Verified | undefined> {
  const exported = await exportedPack(deps, pack)
  if (!exported) return undefined
  const { customer, from, to } = exported
  const scope = { customer, from, to }
  const contracts = await signedBefore(deps, customer, dayOf(later(to, -1), await zoneOf(deps, customer)))
  const { obligations, papers } = await recordsOf(deps, scope, contracts)
  // Packs of earlier versions named no files.
  const files = exported.files === undefined ? [] : await packFiles(deps, customer, obligations, papers)
  const [, ...links] = chainOf(scope, [...obligations, ...papers, ...files], deps.digest)
  const head = links.at(-1) ?? deps.digest(canonical(scope))
  const at =
    hashes &&
    firstDifference(
      hashes,
      links.map((link, index) => link.slice(0, hashes[index]?.length)),
    )
  return {
    exported,
    same: head === exported.chain,
    head,
    lines: links.length,
    ...(at !== undefined && { firstDifference: at + 1 }),
  }
}

async function subjectOf(deps: Deps, { customer: id, from, to }: EvidenceRequest) {
  if (to < from) throw new BadRequestError([fault('to', '不能早于开始日期', 'must not be before from')])
  const customer: Customer | undefined = await deps.directory.customer(id)
  if (!customer) throw new BadRequestError([nobody('customer', id)])
  const timezone = await zoneOf(deps, id)
  const contracts = await signedBefore(deps, id, to)
  const scope: PackScope = {
    customer: id,
    from: startOfDay(from, timezone),
    to: startOfDay(addDays(to, 1), timezone),
  }
  const documents = documentsInForce(await deps.plans(), customer, contracts, from, to)
  return { customer, timezone, contracts, scope, documents }
}

/** A customer keeps the time of most of their sites. */
async function zoneOf(deps: Deps, customer: string): Promise<string> {
  const { sites } = await deps.directory.all()
  const zones = Map.groupBy(
    sites.filter((site) => site.customer === customer),
    ({ timezone }) => timezone,
  )
  return [...zones].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? DEFAULT_TIMEZONE
}

const signedBefore = async (deps: Deps, customer: string, lastDay: Day): Promise<readonly Contract[]> =>
  (await deps.directory.contractsOf(customer))
    .filter(({ signedOn }) => signedOn <= lastDay)
    .toSorted((a, b) => a.id.localeCompare(b.id))

/** Everything that the pack links: what was due in the period, and every document that the contracts need. */
async function recordsOf(deps: Deps, scope: PackScope, contracts: readonly Contract[]) {
  const papers: FiledPaper[] = []
  for (const contract of contracts) papers.push(...(await papersOfContract(deps, scope, contract)))
  // A shorter period has no fewer of them, so they take no room from what is due in it.
  const obligations = await obligationsDue(deps, scope, Math.max(MOST_RECORDS - papers.length, LEAST_ROOM))
  return { obligations, papers }
}

/** Of planned work what was due in the period: a contract of many years has more than anybody reads. */
async function papersOfContract(deps: Deps, scope: PackScope, contract: Contract): Promise<readonly FiledPaper[]> {
  const document = boundDocument(await deps.plans(), contract)
  if (!document) return []
  await refreshContract(deps, contract.id)
  const [obligations, facts] = await Promise.all([
    deps.ledger.ofSubject(contractSubject(contract.id)),
    deps.contracts.facts(contract.id),
  ])
  const { from, to } = wholeDays(scope)
  const listed = obligations.filter((line) => !isWork(line) || (line.dueAt >= from && line.dueAt < to))
  return papersOf(listed, standingFacts(facts), document)
}

/** Page by page, so that no more than a pack's worth is ever held. Documents are listed with their contracts. */
async function obligationsDue(deps: Deps, scope: PackScope, most: number): Promise<readonly Obligation[]> {
  const found: Obligation[] = []
  let cursor: string | undefined
  do {
    const page = await deps.ledger.ofCustomer({ ...scope, ...wholeDays(scope), limit: PAGE, ...(cursor && { cursor }) })
    found.push(...page.items.filter((obligation) => !isPaper(obligation)))
    if (found.length > most)
      throw new BadRequestError([
        fault(
          'to',
          `这段时间到期的记录超过 ${most} 条，请缩短`,
          `more than ${most} records are due in this period; take a shorter one`,
        ),
      ])
    cursor = page.cursor
  } while (cursor)
  return found
}

/** `EP-20261120T021300000-3fa9c1`: the instant leads to its month on the audit record. */
const auditEntry = (
  deps: Deps,
  { reason }: EvidenceRequest,
  { customer, from, to }: PackScope,
  { role, actor }: Requester,
  at: Instant,
): Omit<PackEntry, 'outcome'> => ({
  id: `EP-${at.replace(/[-:.Z]/g, '')}-${deps.digest(canonical({ customer, from, to, role, actor, at })).slice(0, 6)}`,
  at,
  by: actor,
  role,
  what: 'evidencePack',
  customer,
  from,
  to,
  reason,
})

async function exportedPack(deps: Deps, id: string): Promise<PackEntry | undefined> {
  const [, year, month] = /^EP-(\d{4})(\d{2})/.exec(id) ?? []
  if (!year || !month) return undefined
  let cursor: string | undefined
  do {
    const page = await deps.audit.list({ month: `${year}-${month}`, limit: PAGE, ...(cursor && { cursor }) })
    const found = page.items.find((entry) => entry.id === id)
    if (found?.what === 'evidencePack' && found.outcome === 'exported') return found
    cursor = page.cursor
  } while (cursor)
  return undefined
}
