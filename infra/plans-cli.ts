import { statSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { InvalidPlanError, planJsonSchema } from '../shared/contracts/plan.ts'
import { describePlan } from '../shared/plan/describe.ts'
import { describeChanges } from '../shared/plan/diff.ts'
import { countStanding, type PlanDocument } from '../shared/plan/document.ts'
import { describeOutdated, outdatedContracts } from '../shared/plan/outdated.ts'
import type { Language } from '../shared/plan/plan.ts'
import { loadPlans, notesOn, readPlans } from './plans.ts'

const USAGE = `npm run plans -- check FILE …      whether plan files are right, and what to write where they are not
npm run plans -- explain FILE      a plan in plain words
npm run plans -- diff OLD NEW      what changes for customers
npm run plans -- contracts          contracts on an older version, and what a newer one changes for them
npm run plans -- schema [FILE]     the JSON Schema by which editors complete a plan
  --lang zh-CN | en                explain, diff and contracts in one language; both without it`

/** What was asked for cannot be done; the message says why. */
class UsageError extends Error {}

const LANGUAGES: readonly Language[] = ['zh-CN', 'en']

/** What the command has to say. */
const run = async (args: string[]): Promise<string> => {
  const { command, files, languages } = readArguments(args)
  const inEach = (lines: (language: Language) => readonly string[]): string =>
    languages.map((language) => lines(language).join('\n')).join('\n\n')
  const [first = '', second = ''] = files
  if (command === 'check' && files.length > 0)
    return [...read(files).map(verdict), ...files.flatMap(notesOn)].join('\n')
  if (command === 'explain' && files.length === 1) return inEach((language) => describePlan(one(first), language))
  if (command === 'diff' && files.length === 2)
    return inEach((language) => describeChanges(one(first), one(second), language))
  if (command === 'contracts' && files.length === 0) {
    const outdated = outdatedContracts(await contractsOnFile(), loadPlans())
    return inEach((language) => describeOutdated(outdated, language))
  }
  if (command === 'schema' && files.length <= 1) return schema(first)
  throw new UsageError(USAGE)
}

const readArguments = (
  args: string[],
): { command: string | undefined; files: string[]; languages: readonly Language[] } => {
  const { positionals, values } = parsed(args)
  const [command, ...files] = positionals
  const languages = LANGUAGES.filter((language) => values.lang === undefined || values.lang === language)
  if (languages.length === 0) throw new UsageError(`--lang is zh-CN or en\n${USAGE}`)
  return { command, files, languages }
}

const parsed = (args: string[]) => {
  try {
    return parseArgs({ args, allowPositionals: true, options: { lang: { type: 'string' } } })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

const verdict = (document: PlanDocument): string => {
  const { id, version, effectiveFrom, clauses } = document
  const [active, recorded] = [countStanding(document, 'active'), countStanding(document, 'recorded')]
  return `${id} version ${version}, in force from ${effectiveFrom}: ${clauses.length} clauses, ${active} active, ${recorded} recorded; no problems`
}

const read = (files: readonly string[]): PlanDocument[] => {
  const missing = files.filter((file) => !statSync(file, { throwIfNoEntry: false })?.isFile())
  if (missing.length > 0) throw new UsageError(`there is no file ${missing.join(', ')}`)
  return readPlans(files)
}

/** Of the stores that imports go to. */
const contractsOnFile = async () => {
  const { NoTargetError, openTarget } = await import('./import/target.ts') // the other commands need no store
  try {
    const target = openTarget(process.env.TABLE_NAME)
    try {
      return (await target.directory.all()).contracts ?? []
    } finally {
      target.close()
    }
  } catch (error) {
    throw error instanceof NoTargetError ? new UsageError(error.message) : error
  }
}

const one = (file: string): PlanDocument => {
  const [document] = read([file])
  if (!document) throw new UsageError(USAGE)
  return document
}

const schema = (file: string): string => {
  const text = JSON.stringify(planJsonSchema(), null, 2)
  if (file === '') return text
  writeFileSync(file, `${text}\n`)
  return `${file} is written`
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof InvalidPlanError || error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
