import {
  type DirectoryChange,
  type Edit,
  type Edited,
  type EditedList,
  entryIn,
  isSameEntry,
  ownerOf,
  SUPPLIER,
  versionOf,
} from '../directory/change.ts'
import type { Contact, Directory, Unit } from '../directory/directory.ts'
import { changesOf, edited, editProblems, entryAt } from '../directory/edit.ts'
import type { Problem } from '../directory/problem.ts'
import { BadRequestError, type Fault, fault, StoreBusyError } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { readerOf } from '../ports/in-memory-directory.ts'
import type { Requester } from './audit.ts'
import { announceChanges, type ContractDeps, refreshContracts } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { openOfUnit } from './open-of-unit.ts'
import { isFree, type PointedTo, whatPointsTo } from './pointers.ts'

/** What somebody wants of one entry, and which one they have read; without a version it is new. */
export interface Wanted extends Pick<Edit, 'list' | 'id'> {
  /** Or how it comes of what is on file. */
  readonly entry?: Edited | ((onFile: Edited | undefined) => Edited)
  readonly version?: string
  readonly reason: string
}

export type EditResult =
  /** `change`: absent where nothing was to be changed, or is not yet (a dry run). `warnings`: worth a look, and taken. */
  | {
      readonly outcome: 'saved' | 'unchanged' | 'dryRun'
      readonly entry?: Edited
      readonly version?: string
      readonly change?: DirectoryChange
      readonly before?: Edited
      readonly warnings: readonly Problem[]
    }
  /** Somebody changed it since: how it is now. */
  | { readonly outcome: 'stale'; readonly entry?: Edited; readonly version?: string }
  /** It was to be deleted. */
  | { readonly outcome: 'pointedTo'; readonly by: PointedTo }

/** How often others may be first before we give up. */
const ATTEMPTS = 8

/** Far above what any entry holds; so much has room in a line of the record beside what was there before. */
const MOST_LETTERS = 100_000
/** A copy of a contact stands at each of their sites, and is written with it. */
const MOST_SITES = 40

/**
 * Changes, creates or deletes one entry of the master data, on the version that was read, and appends the change to the directory
 * record in the same step. Only problems that it causes refuse it. Contracts follow what it changes for them.
 * Throws BadRequestError with what to mend.
 */
export async function editDirectory(
  deps: Deps,
  who: Requester,
  { version, reason, list, id, entry: wanted }: Wanted,
  dryRun = false,
): Promise<EditResult> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const last = await deps.directoryRecord.last()
    const directory = await deps.directory.all()
    const before = entryIn(directory, list, id)
    const entry = typeof wanted === 'function' ? wanted(before) : wanted
    const read = before && versionOf(deps, before)
    const isThere = defined({ entry: before, version: read })
    if (isSameEntry(before, entry)) return { outcome: 'unchanged', ...isThere, warnings: [] }
    if (read !== version) return { outcome: 'stale', ...isThere }
    if (!entry && list !== SUPPLIER) {
      const by = await whatPointsTo(deps, directory, list, id, true)
      if (!isFree(by)) return { outcome: 'pointedTo', by }
    }
    const edit: Edit = { list, id, ...defined({ entry }) }
    const { after, warnings } = await checked(deps, directory, [edit])
    const next = defined({ entry, version: entry && versionOf(deps, entry) })
    const shown = { ...next, ...defined({ before }), warnings }
    if (dryRun) return { outcome: 'dryRun', ...shown }
    const [change] = await saveEdits(deps, who, { directory, after, edits: [edit], last, reason })
    if (change) return { outcome: 'saved', ...shown, change }
  }
  throw new StoreBusyError('The master data are being changed by too many others at once; try again')
}

/** How it would be after these edits. Throws BadRequestError where they cause a problem. */
async function checked(deps: Deps, directory: Directory, edits: readonly Edit[]) {
  const after = edited(directory, edits)
  const problems = editProblems(directory, after, await deps.plans())
  const faults = [
    ...problems.filter(({ warning }) => !warning).map((problem) => faultOf(after, problem, edits)),
    ...edits.flatMap(sizeFaults),
    ...(await Promise.all(edits.map((edit) => movedFaults(deps, directory, after, edit)))).flat(),
  ]
  if (faults.length > 0) throw new BadRequestError(faults)
  return { after, warnings: problems }
}

/** By the field alone where it is about what was edited, else by where it is. */
function faultOf(after: Directory, { path, text }: Problem, edits: readonly Edit[]): Fault {
  const entry = entryAt(after, path)
  const field = path.slice(entry?.list === 'supplier' ? 1 : 2).join('.')
  const isEdited = edits.length === 1 && edits.some(({ list, id }) => list === entry?.list && id === entry.id)
  return fault(isEdited || !entry ? field : `${entry.list}/${entry.id}.${field}`, text.zh, text.en)
}

function sizeFaults({ list, entry }: Edit): readonly Fault[] {
  if (!entry) return []
  const sites = list === 'contacts' ? (entry as Contact).sites.length : 0
  return [
    ...(JSON.stringify(entry).length > MOST_LETTERS
      ? [
          fault(
            'body',
            '这一条太长，不能在这里改；请用 npm run import',
            'is too long to be changed here; use npm run import',
          ),
        ]
      : []),
    ...(sites > MOST_SITES
      ? [
          fault(
            'sites',
            `最多 ${MOST_SITES} 个现场；其余的请另设联系人`,
            `at most ${MOST_SITES}; let another contact report for the others`,
          ),
        ]
      : []),
  ]
}

/** A unit under repair stays its customer's: who pays for it, and under what, was promised to them. */
export async function movedFaults(
  deps: EditDeps,
  before: Directory,
  after: Directory,
  { list, id, entry }: Edit,
): Promise<readonly Fault[]> {
  const old = list === 'units' ? (entryIn(before, list, id) as Unit | undefined) : undefined
  if (!old || !entry) return []
  const [from, to] = [ownerOf(before, old), ownerOf(after, entry as Unit)]
  const [repair] = from === to ? [] : await openOfUnit(deps, id)
  if (repair === undefined) return []
  return [
    fault(
      'site',
      `这台设备正在报修（${repair}），结案后才能移到别的客户`,
      `is another customer's, and the unit is under repair (${repair}): move it once that is closed`,
    ),
  ]
}

interface Decided {
  readonly directory: Directory
  readonly after: Directory
  readonly edits: readonly Edit[]
  readonly last: number
  readonly reason: string
}

/** What edits are decided from and written with, by a running system or a command. */
export type EditDeps = Pick<Deps, 'directoryRecord' | 'repairs'> & ContractDeps & Parameters<typeof announceChanges>[0]

/** Announces, writes, and lets contracts follow. Nothing: somebody was first. */
export async function saveEdits(
  deps: EditDeps,
  { actor: by }: Requester,
  { directory, after, edits, last, reason }: Decided,
): Promise<readonly DirectoryChange[]> {
  const at = deps.clock.now()
  const changes = changesOf(directory, edits).map(
    ({ list, id, entry, before }, index): DirectoryChange => ({
      seq: last + 1 + index,
      at,
      by,
      reason,
      list,
      entry: id,
      ...defined({ before, after: entry }),
    }),
  )
  const isBinding = changes.some(({ list }) => BINDING.has(list))
  if (isBinding) await announceChanges(deps, after, directory)
  if ((await deps.directoryRecord.save(changes)) === 'conflict') return []
  // What was just written is taken from memory: an index of the table may not show it yet.
  if (isBinding) await refreshAll({ ...deps, directory: readerOf(after) })
  return changes
}

/** What is written stands, whatever becomes of what follows: the sweeper comes to contracts that were announced. */
const refreshAll = async (deps: Parameters<typeof refreshContracts>[0]): Promise<void> =>
  refreshContracts(deps).catch((error: unknown) =>
    deps.log.warn('Contracts not brought up to date; the sweeper will', { error }),
  )

/** What a contract's promises follow from. */
const BINDING: ReadonlySet<EditedList> = new Set(['customers', 'sites', 'units', 'contracts'])
