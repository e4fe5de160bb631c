import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Directory } from '../../shared/directory/directory.ts'
import { faultText } from '../../shared/kernel/errors.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { dutyProblems } from '../../shared/oncall/on-call.ts'
import { keepingDuty } from '../../shared/oncall/roster-changes.ts'
import type { DirectoryRecord } from '../../shared/ports/directory-record.ts'
import { addedContracts, fileContracts } from '../../shared/use-cases/contract-ledger.ts'
import type { Deps, WatchDeps } from '../../shared/use-cases/deps.ts'
import { keepingRecord } from '../../shared/use-cases/keep-edits.ts'
import { parseDirectory } from '../../shared/wire/directory.ts'
import { inWords, readDirectoryFile } from '../directory-file.ts'
import type { SqliteDirectory } from './store/directory.ts'

// The directory that is loaded at the start: the supplier's own file, or the demo's.

const DEMO = join(import.meta.dirname, 'demo/directory.yaml')

/** Absent: the demo's, which fits the demo's plans. */
export function seedDirectory(file: string | undefined): Seed {
  if (file !== undefined) return readDirectoryFile(file)
  return { directory: parseDirectory(parse(readFileSync(DEMO, 'utf8'))), against: () => [] }
}
type Seed = ReturnType<typeof readDirectoryFile>

/**
 * A supplier's own file is loaded at every start, the demo's where nothing is on file. Says whether contracts may have changed.
 * Throws BadRequestError for one that contradicts itself or the plans.
 */
export async function loadSeed(
  deps: WatchDeps,
  { directory, directoryRecord }: { readonly directory: SqliteDirectory; readonly directoryRecord: DirectoryRecord },
  { directory: seed, against }: Seed,
  isOwn: boolean,
  language: Language,
): Promise<boolean> {
  for (const warning of against(await deps.plans()))
    deps.log.warn('Directory', { warning: faultText(warning, language) })
  const isNew = (await directory.rosters()).length === 0
  if (!isOwn && !isNew) return false
  const before = isNew ? undefined : await directory.all()
  const kept = before ? await keptOver(deps, directoryRecord, seed, before, language) : seed
  // The demo's contracts have been kept here all along.
  if (isOwn) await fileContracts(deps, addedContracts(kept, before))
  await directory.put(keepingDuty(kept, before, deps.clock.now()))
  return true
}

/** With a warning of each place where the file is behind. */
async function keptOver(
  { clock, log }: Deps,
  record: DirectoryRecord,
  file: Directory,
  onFile: Directory,
  language: Language,
): Promise<Directory> {
  const { directory, moved, rosters, warning } = await keepingRecord(record, file, onFile, clock.now())
  for (const move of moved)
    log.warn('Contract was moved to a newer version; set its planVersion in the directory file', { ...move })
  for (const roster of rosters)
    log.warn('Roster was changed on record and the directory file says otherwise; the record is kept', { roster })
  if (warning) log.warn('Directory', { warning: inLanguage(warning, language) })
  return directory
}

/** Of the rosters and their people alone: the rest of the master data may be large, and pages wait until we have started. */
export async function warnOfGaps({ directory, clock, log }: Deps, language: Language): Promise<void> {
  for (const { id } of await directory.rosters()) {
    const found = await directory.roster(id)
    const problems = found ? dutyProblems({ rosters: [found.roster], people: found.people }, clock.now()) : []
    for (const problem of problems) log.warn('Duty roster', { warning: inWords(problem, language) })
  }
}
