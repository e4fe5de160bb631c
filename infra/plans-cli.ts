import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../functions/adapters/system-clock.ts'
import { foretold, type Looked } from '../shared/contract/foretold.ts'
import { describeOutdated, outdatedContracts } from '../shared/contract/outdated.ts'
import { DEFAULT_TIMEZONE, dayOf, isDay, yearsAfter } from '../shared/kernel/calendar.ts'
import { defined } from '../shared/kernel/fields.ts'
import { inLanguage, type Language, type Text } from '../shared/kernel/text.ts'
import { describePlan } from '../shared/plan/describe.ts'
import { describeChanges } from '../shared/plan/describe-changes.ts'
import type { PlanDocument } from '../shared/plan/document.ts'
import { countStanding } from '../shared/plan/standing.ts'
import { publishedAfter } from '../shared/use-cases/plans-on-file.ts'
import { planJsonSchema } from '../shared/wire/plan.ts'
import { planProblem } from '../shared/wire/plan-file/words.ts'
import { failureLines, printFailure } from './failure.ts'
import type { Target } from './import/target.ts'
import { commandLanguage, machineLanguage } from './language.ts'
import { notesOn, readPlans } from './plans.ts'
import { cannot, commandIn, USAGE, UsageError } from './plans-usage.ts'

/** Of what is said once; known when the arguments are read. */
let language = machineLanguage(process.env)

const LANGUAGES: readonly Language[] = ['zh-CN', 'en']

/** What the command has to say. */
const run = async (args: string[]): Promise<string> => {
  const { command, files, languages, dates } = readArguments(args)
  const notes = (file: string) => notesOn(file).map((note) => (language === 'en' ? note : planProblem(note)))
  const inEach = (lines: (language: Language) => readonly string[]): string =>
    languages.map((language) => lines(language).join('\n')).join('\n\n')
  const [first = '', second = ''] = files
  switch (commandIn(command, files)) {
    case 'check':
      return [...read(files).map((document) => inLanguage(verdict(document), language)), ...files.flatMap(notes)].join(
        '\n',
      )
    case 'explain':
      return inEach((language) => (dates ? foretold(one(first), dates, language) : describePlan(one(first), language)))
    case 'diff':
      return inEach((language) => describeChanges(one(first), one(second), language))
    case 'contracts': {
      const outdated = await onFile(async ({ directory, plans }) =>
        outdatedContracts((await directory.all()).contracts, await plans(), dayOf(systemClock.now(), DEFAULT_TIMEZONE)),
      )
      return inEach((language) => describeOutdated(outdated, language))
    }
    case 'published':
      return writePublished(first)
    case 'schema':
      return schema(first)
  }
}

const readArguments = (
  args: string[],
): { command: string | undefined; files: string[]; languages: readonly Language[]; dates: Looked | undefined } => {
  const { positionals, values } = parsed(args)
  const [command, ...files] = positionals
  const dates = datesIn(values)
  if (dates && command !== 'explain')
    throw cannot({ zh: '--signed 等日期只用于 explain', en: 'days such as --signed are for explain alone' }, 'explain')
  return { command, files, languages: values.lang === undefined ? LANGUAGES : [language], dates }
}

const DAYS = ['signed', 'delivered', 'accepted', 'until'] as const
type Given = Readonly<Partial<Record<(typeof DAYS)[number], string>>>
const OPTIONS = {
  lang: { type: 'string' },
  signed: { type: 'string' },
  delivered: { type: 'string' },
  accepted: { type: 'string' },
  until: { type: 'string' },
} as const

/** So far one looks where nobody says how far. */
const LOOKED_YEARS = 3

/** The days of a contract; undefined: none was given. Throws UsageError with the day that cannot be. */
const datesIn = (given: Given): Looked | undefined => {
  for (const name of DAYS) {
    const day = given[name]
    if (day !== undefined && !isDay(day))
      throw cannot(
        {
          zh: `--${name} "${day}" 不是日期：写成 2027-02-22 这样，而且要有这一天`,
          en: `--${name} "${day}" is no day: write one that there is, such as 2027-02-22`,
        },
        'explain',
      )
  }
  const { signed, delivered, accepted } = given
  const early = DAYS.find((name) => (given[name] ?? '~') < (signed ?? ''))
  const others = DAYS.filter((name) => name !== 'signed' && given[name] !== undefined)
  if (!signed && others.length > 0)
    throw cannot(
      {
        zh: `有 --${others[0]} 没有 --signed：先写签约的日子`,
        en: `there is --${others[0]} and no --signed: say when it was signed`,
      },
      'explain',
    )
  if (early)
    throw cannot(
      {
        zh: `--${early} ${given[early]} 早于签约 --signed ${signed}`,
        en: `--${early} ${given[early]} is before it was signed, --signed ${signed}`,
      },
      'explain',
    )
  if (!signed) return undefined
  const until = given.until ?? yearsAfter(signed, LOOKED_YEARS)
  const dates = defined({ deliveredOn: delivered, acceptedOn: accepted })
  return { signedOn: signed, ...dates, until, timezone: DEFAULT_TIMEZONE }
}

const parsed = (args: string[]) => {
  try {
    const found = parseArgs({ args, allowPositionals: true, options: OPTIONS })
    language = commandLanguage(found.values.lang)
    return found
  } catch (error) {
    const why = failureLines(error, language).join('\n')
    throw new UsageError({ zh: `${why}\n${USAGE.zh}`, en: `${why}\n${USAGE.en}` })
  }
}

const verdict = (document: PlanDocument): Text => {
  const { id, version, effectiveFrom, clauses } = document
  const [active, recorded] = [countStanding(document, 'active'), countStanding(document, 'recorded')]
  return {
    zh: `${id} 第 ${version} 版，${effectiveFrom} 起生效：${clauses.length} 条，${active} 条由系统守住，${recorded} 条只记录；没有问题`,
    en: `${id} version ${version}, in force from ${effectiveFrom}: ${clauses.length} clauses, ${active} active, ${recorded} recorded; no problems`,
  }
}

const read = (files: readonly string[]): PlanDocument[] => {
  const missing = files.filter((file) => !statSync(file, { throwIfNoEntry: false })?.isFile())
  if (missing.length > 0)
    throw new UsageError({ zh: `没有文件 ${missing.join('、')}`, en: `there is no file ${missing.join(', ')}` })
  return readPlans(files)
}

/** Of the stores that imports go to. */
const onFile = async <T>(work: (target: Target) => Promise<T>): Promise<T> => {
  const { openTarget } = await import('./import/target.ts') // the other commands need no store
  const target = openTarget(process.env.TABLE_NAME)
  try {
    return await work(target)
  } finally {
    target.close()
  }
}

/** Each as it was written; one that is there and says otherwise stays. */
const writePublished = async (folder: string): Promise<string> => {
  const published = await onFile((target) => publishedAfter(target, 0))
  mkdirSync(folder, { recursive: true })
  const lines = published.map(({ file: { id, version }, text }) => {
    const path = join(folder, `${id}.v${version}.yaml`)
    const isOther = existsSync(path) && readFileSync(path, 'utf8') !== text
    if (!isOther) writeFileSync(path, text)
    return inLanguage(
      isOther
        ? { zh: `${path} 已有，内容不同：没有改`, en: `${path} says otherwise, and was left as it is` }
        : written(path),
      language,
    )
  })
  return lines.length > 0
    ? lines.join('\n')
    : inLanguage({ zh: '还没有发布过', en: 'none was published yet' }, language)
}

const written = (path: string): Text => ({ zh: `已写入 ${path}`, en: `${path} is written` })

const one = (file: string): PlanDocument => {
  const [document] = read([file])
  if (!document) throw cannot({ zh: `${file} 里没有承诺`, en: `there is no plan in ${file}` }, 'explain')
  return document
}

const schema = (file: string): string => {
  const text = JSON.stringify(planJsonSchema(), null, 2)
  if (file === '') return text
  writeFileSync(file, `${text}\n`)
  return inLanguage(written(file), language)
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}
