import { standingFacts } from '../contract/facts.ts'
import { packFileOf } from '../evidence/files.ts'
import type { FiledPaper, PackFile } from '../evidence/pack.ts'
import { nameOf } from '../kernel/actor.ts'
import type { Obligation } from '../promise/obligation.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { VisitState } from '../visit/state/visit.ts'
import type { Deps } from './deps.ts'
import { loadVisit } from './visits.ts'

/** So many are read at once. */
const AT_ONCE = 25

/** What was kept beside the repairs, contracts and visits that a pack is about, in their order. */
export async function packFiles(
  deps: Deps,
  customer: string,
  obligations: readonly Obligation[],
  papers: readonly FiledPaper[],
): Promise<readonly PackFile[]> {
  const repairs = await each(
    obligations.map(({ repair }) => repair),
    async (id) => ofRepair(await deps.repairs.load(id)),
  )
  const contracts = await each(
    papers.map(({ contract }) => contract),
    (id) => ofContract(deps, id),
  )
  // What a visit settled names it as its proof.
  const visits = await each(
    papers.map(({ reference }) => reference),
    async (id) => ofVisit(await visitOf(deps, id, customer)),
  )
  return [...repairs, ...contracts, ...visits]
}

async function each(
  ids: readonly (string | undefined)[],
  read: (id: string) => Promise<readonly PackFile[]>,
): Promise<readonly PackFile[]> {
  const all = [...new Set(ids.filter((id) => id !== undefined))].toSorted()
  const found: PackFile[] = []
  for (let first = 0; first < all.length; first += AT_ONCE)
    found.push(...(await Promise.all(all.slice(first, first + AT_ONCE).map(read))).flat())
  return found
}

const ofRepair = (repair: Repair | undefined): readonly PackFile[] =>
  (repair?.attachments ?? []).map((file) =>
    packFileOf(repair?.id ?? '', file, { at: file.at, by: nameOf(file.by), note: file.note }),
  )

async function ofContract({ contracts }: Deps, id: string): Promise<readonly PackFile[]> {
  return standingFacts(await contracts.facts(id)).flatMap(({ at, by, fact }) =>
    fact.type === 'recorded' && fact.file
      ? [packFileOf(id, fact.file, { at: fact.doneAt ?? at, by: nameOf(by), note: fact.document })]
      : [],
  )
}

const VISIT = /^V\d{6}-\d{4,}$/
/** A reference is whatever somebody wrote: another customer's visit proves nothing here, and is none of their business. */
async function visitOf(deps: Deps, id: string, customer: string): Promise<VisitState | undefined> {
  const visit = VISIT.test(id) ? await loadVisit(deps, id) : undefined
  return visit?.terms.customer === customer ? visit : undefined
}

function ofVisit(visit: VisitState | undefined): readonly PackFile[] {
  if (!visit) return []
  const { id, photos = [], filled = [], report } = visit
  return [
    ...photos.map((photo) => packFileOf(id, photo, { note: photo.note })),
    ...filled.flatMap(({ signed }) =>
      signed?.file ? [packFileOf(id, signed.file, { at: signed.at, by: signed.signer })] : [],
    ),
    ...(report ? [report.page, report.docx].map((file) => packFileOf(id, file)) : []),
  ]
}
