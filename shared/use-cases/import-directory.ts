import type { Edit } from '../directory/change.ts'
import { editProblems } from '../directory/edit.ts'
import { idOf } from '../directory/lists.ts'
import { StoreBusyError } from '../kernel/errors.ts'
import { type Import, importOf } from '../wire/tables/changes.ts'
import { LISTS } from '../wire/tables/columns.ts'
import type { RowProblem, Sheet } from '../wire/tables/sheet.ts'
import type { Requester } from './audit.ts'
import { type EditDeps, movedFaults, saveEdits } from './edit-directory.ts'

export interface Imported extends Pick<Import, 'problems' | 'warnings' | 'changes' | 'directory'> {
  readonly outcome: 'refused' | 'dryRun' | 'unchanged' | 'written'
}

const ATTEMPTS = 5
/** So many rows are written while somebody waits for an answer. */
export const MOST_CHANGES = 1000

/** `most`: how many entries may change; a command has time for any number. */
interface Wanted {
  readonly sheets: readonly Sheet[]
  readonly reason: string
  readonly most?: number
}

/**
 * Takes rows of tables into the master data, all or nothing, each as a change on the directory record: from the console as by
 * `npm run import`. Checked like whatever people write by themselves.
 */
export async function importDirectory(
  deps: EditDeps,
  who: Requester,
  { sheets, reason, most = MOST_CHANGES }: Wanted,
  dryRun: boolean,
): Promise<Imported> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const last = await deps.directoryRecord.last()
    const directory = await deps.directory.all()
    const found = importOf(sheets, directory, await deps.plans(), editProblems)
    const edits = LISTS.flatMap((list) =>
      (found.part[list] ?? []).map((entry): Edit => ({ list, id: idOf(entry), entry })),
    )
    const problems = [
      ...found.problems,
      ...tooMany(edits, most),
      ...(await unitsOnTheMove(deps, found, directory, edits)),
    ]
    const outcome = problems.length > 0 ? 'refused' : edits.length === 0 ? 'unchanged' : dryRun ? 'dryRun' : undefined
    const told = { problems, warnings: found.warnings, changes: found.changes, directory: found.directory }
    if (outcome) return { ...told, outcome }
    const changes = await saveEdits(deps, who, { directory, after: found.directory, edits, last, reason })
    if (changes.length > 0) return { ...told, outcome: 'written' }
  }
  throw new StoreBusyError('The master data are being changed by too many others at once; try again')
}

const tooMany = (edits: readonly Edit[], most: number): readonly RowProblem[] =>
  edits.length <= most
    ? []
    : [
        {
          text: {
            zh: `一次最多改 ${most} 条，这里有 ${edits.length} 条；请分成几个文件，或用 npm run import`,
            en: `at most ${most} entries at once, and there are ${edits.length}: make several files of it, or use npm run import`,
          },
        },
      ]

async function unitsOnTheMove(
  deps: EditDeps,
  { changes, directory: after }: Import,
  before: Import['directory'],
  edits: readonly Edit[],
): Promise<readonly RowProblem[]> {
  const faults = edits.map(async (edit) =>
    (await movedFaults(deps, before, after, edit)).map(({ zh, en }): RowProblem => {
      const row = changes.find(({ list, id }) => list === edit.list && id === edit.id)
      return { ...(row && { sheet: row.sheet, row: row.row }), value: edit.id, text: { zh, en } }
    }),
  )
  return (await Promise.all(faults)).flat()
}
