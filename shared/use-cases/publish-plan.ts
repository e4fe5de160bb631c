import type { Directory } from '../directory/directory.ts'
import { problemsWithPlans } from '../directory/plan-problems.ts'
import { DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { canonical } from '../kernel/canonical.ts'
import { BadRequestError, type Fault, fault, StoreBusyError } from '../kernel/errors.ts'
import type { Change } from '../plan/change.ts'
import { comparePlans } from '../plan/diff.ts'
import type { PlanDocument, PlanFile } from '../plan/document.ts'
import { isSameVersion } from '../plan/version.ts'
import { checkPlanText } from '../wire/plan-file/check.ts'
import { problemInChinese } from '../wire/plan-file/words.ts'
import type { Requester } from './audit.ts'
import type { Deps } from './deps.ts'
import { type PublishedPlan, publishedAfter, publishing } from './plans-on-file.ts'

export interface Publication {
  readonly text: string
  readonly reason: string
  readonly dryRun: boolean
}

/** `taken`: there is such a version, and it says otherwise; `by` published it, unless it came in a file. */
export type Publishing =
  | {
      readonly outcome: 'published' | 'already' | 'dryRun'
      readonly document: PlanDocument
      /** Beside the version before it. */
      readonly changes: readonly Change[]
    }
  | { readonly outcome: 'taken'; readonly document: PlanDocument; readonly next: number; readonly by?: PublishedPlan }

/** How often others may be first with another plan. */
const ATTEMPTS = 8

/**
 * Publishes the next version of a plan, or the first of a new one. It is there for everybody at once and for good: what is wrong
 * with it is mended by the next. The same text again, from somebody who was cut off, is not published twice.
 * Throws BadRequestError with all that is wrong.
 */
export async function publishPlan(
  deps: Deps,
  who: Requester,
  { text, reason, dryRun }: Publication,
): Promise<Publishing> {
  const forms = await deps.forms()
  const document = documentIn(
    text,
    forms.map(({ id }) => id),
  )
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const log = await publishedAfter(deps, 0)
    const plans = await deps.plans()
    const versions = plans.filter(({ id }) => id === document.id)
    const latest = versions.findLast(({ version }) => version < document.version)
    const changes = latest ? comparePlans(latest, document) : []
    const by = log.find(({ file }) => isSameVersion(file, document))
    if (by?.text === text) return { outcome: 'already', document, changes }
    const last = versions.at(-1)
    if (last && versions.some((one) => isSameVersion(one, document)))
      return { outcome: 'taken', document, next: last.version + 1, ...(by && { by }) }
    const faults = [
      ...faultsBeside(document, last, dayOf(deps.clock.now(), DEFAULT_TIMEZONE)),
      ...sharedClauses(document, plans),
      ...faultsOnFile(await deps.directory.all(), plans, document),
    ]
    if (faults.length > 0) throw new BadRequestError(faults)
    if (dryRun) return { outcome: 'dryRun', document, changes }
    if (await append(deps, log.length, { who, reason, text, document }))
      return { outcome: 'published', document, changes }
  }
  throw new StoreBusyError('Plans are being published by too many others at once; try again')
}

/** Every line that is wrong, as whoever writes the file is told. */
function documentIn(text: string, forms: readonly string[]): PlanDocument {
  const checked = checkPlanText(text, { forms })
  if ('document' in checked) return checked.document
  throw new BadRequestError(
    checked.problems.map(({ line, said }) =>
      fault('text', `第 ${line} 行：${problemInChinese(said)}`, `line ${line}: ${said}`),
    ),
  )
}

/** What is promised holds from a day to come on, and no number is left out: what was owed before is not written anew. */
function faultsBeside(next: PlanDocument, last: PlanDocument | undefined, today: string): readonly Fault[] {
  const { version, effectiveFrom } = next
  const wanted = (last?.version ?? 0) + 1
  return [
    ...(version === wanted
      ? []
      : [fault('version', `要写 ${wanted}：${next.id} 的下一版`, `must be ${wanted}, the next of plan ${next.id}`)]),
    ...(effectiveFrom >= today
      ? []
      : [
          fault(
            'effectiveFrom',
            `不能早于今天（${today}）：已经过去的日子不能改写`,
            `must not be before today (${today}): what held until now stays`,
          ),
        ]),
    ...(last && effectiveFrom <= last.effectiveFrom
      ? [
          fault(
            'effectiveFrom',
            `要晚于第 ${last.version} 版的 ${last.effectiveFrom}`,
            `must be after ${last.effectiveFrom}, from when version ${last.version} holds`,
          ),
        ]
      : []),
    ...(last && contentOf(last) === contentOf(next)
      ? [
          fault(
            'text',
            `和第 ${last.version} 版说的一样，没有可发布的改动`,
            `says the same as version ${last.version}: there is nothing to publish`,
          ),
        ]
      : []),
  ]
}

const contentOf = ({ version: _version, effectiveFrom: _from, ...content }: PlanDocument): string => canonical(content)

/** Kept and broken are counted by clause, so a clause id belongs to one plan. */
const sharedClauses = ({ id: plan, clauses }: PlanDocument, plans: readonly PlanDocument[]): readonly Fault[] =>
  clauses.flatMap(({ id }) => {
    const owner = plans.find((one) => one.id !== plan && one.clauses.some((clause) => clause.id === id))
    return owner
      ? [
          fault(
            'clauses',
            `条款 ${id} 已经是承诺 ${owner.id} 的：编号以承诺自己的代号开头`,
            `${id} is a clause of plan ${owner.id}: begin the ids with the plan's own`,
          ),
        ]
      : []
  })

/** What is on file would contradict it: a site's distance, for one. Only what it causes counts. */
function faultsOnFile(directory: Directory, plans: readonly PlanDocument[], next: PlanDocument): readonly Fault[] {
  const known = new Set(problemsWithPlans(directory, plans).map((problem) => JSON.stringify(problem)))
  return problemsWithPlans(directory, [...plans, next])
    .filter((problem) => !problem.warning && !known.has(JSON.stringify(problem)))
    .map(({ path, text }) => fault(path.join('.'), text.zh, text.en))
}

async function append(
  { store, clock, log }: Deps,
  count: number,
  { who, reason, text, document }: Pick<Publication, 'reason' | 'text'> & { who: Requester; document: PlanDocument },
): Promise<boolean> {
  const at = clock.now()
  const { clocks: _1, rules: _2, loanerWhenNotSolvedOnSite: _3, ...file } = document
  const event: PublishedPlan = { type: 'published', at, by: who.actor, reason, text, file: file satisfies PlanFile }
  const { outcome } = await store.save(publishing(event, count))
  if (outcome === 'saved') log.info('Plan published', { plan: file.id, version: file.version, by: who.actor.id })
  return outcome === 'saved'
}
