import type { DirectoryChange } from '../directory/change.ts'
import type { Directory } from '../directory/directory.ts'
import { differing, isProof, keepingEdits, keepingNumbers } from '../directory/kept-edits.ts'
import { keepingMoves, type MovedContract } from '../directory/moved.ts'
import { keepingReplacements } from '../directory/replaced.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { behindRecord } from '../oncall/roster-changes.ts'
import type { DirectoryRecord } from '../ports/directory-record.ts'

/** So many entries are asked for at once. */
const AT_ONCE = 20
/** So many changes of each: numbers that were proved between two edits are fewer. */
const LOOKED_AT = 20
/** So many are named in one warning. */
const NAMED = 20

/** A directory file as it may be loaded, and where what was done here since stands instead of what it says. */
export interface KeptRecord {
  readonly directory: Directory
  readonly moved: readonly MovedContract[]
  /** Who has duty there was changed on record. */
  readonly rosters: readonly string[]
  /** What else was edited. */
  readonly warning?: Text
}

/** What was done here since the file was written stands: units replaced, contracts moved, rosters changed, entries edited. */
export async function keepingRecord(
  record: Pick<DirectoryRecord, 'last' | 'list'>,
  file: Directory,
  onFile: Directory,
  now: Instant,
): Promise<KeptRecord> {
  const { directory, moved } = keepingMoves(keepingReplacements(keepingNumbers(file, onFile), onFile), onFile)
  const edits = await withEditsKept(record, directory, onFile)
  return { moved, rosters: behindRecord(file, onFile, now), ...edits }
}

/** What people edited since keeps the record, and one warning says what. */
async function withEditsKept(
  record: Pick<DirectoryRecord, 'last' | 'list'>,
  file: Directory,
  onFile: Directory,
): Promise<{ readonly directory: Directory; readonly warning?: Text }> {
  const isEdited = (await record.last()) > 0
  const changes = isEdited ? await lastChanges(record, file, onFile) : []
  if (changes.length === 0) return { directory: file }
  return { directory: keepingEdits(file, onFile, changes), warning: warningOf(changes) }
}

async function lastChanges(
  record: Pick<DirectoryRecord, 'list'>,
  file: Directory,
  onFile: Directory,
): Promise<readonly DirectoryChange[]> {
  const suspects = differing(file, onFile)
  const found: DirectoryChange[] = []
  for (let at = 0; at < suspects.length; at += AT_ONCE) {
    const some = suspects.slice(at, at + AT_ONCE)
    const last = some.map(({ list, id: entry }) => record.list({ of: { list, entry }, limit: LOOKED_AT }))
    found.push(...(await Promise.all(last)).flatMap(({ items }) => items.find((change) => !isProof(change)) ?? []))
  }
  return found
}

function warningOf(changes: readonly DirectoryChange[]): Text {
  const names = changes.slice(0, NAMED).map(({ list, entry }) => `${list}/${entry}`)
  const more = changes.length - names.length
  const all = names.join(', ')
  return {
    zh: `目录文件里有 ${changes.length} 条在系统里改过，以系统里的为准：${all}${more > 0 ? ` 等，另有 ${more} 条` : ''}。请把文件改成一样，或在控制台再改`,
    en: `${changes.length} entries of the directory file were edited in the system since, and stay as edited: ${all}${more > 0 ? `, and ${more} more` : ''}. Change the file to match, or edit them in the console`,
  }
}
