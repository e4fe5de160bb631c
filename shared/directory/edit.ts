import type { Instant } from '../kernel/instant.ts'
import { maskPhone } from '../kernel/mask.ts'
import type { PlanDocument } from '../plan/document.ts'
import { type Edit, type EditedList, entryIn, isSameEntry, SUPPLIER } from './change.ts'
import type { Contract, Directory, Person } from './directory.ts'
import { type EntryOf, idOf, type ListName, lacking, merged } from './lists.ts'
import { problemsWithPlans } from './plan-problems.ts'
import { type At, error, type Problem, warning } from './problem.ts'
import { problemsIn } from './problems.ts'
import { numberOf } from './reached.ts'
import { countedOn } from './roster-people.ts'

/** The directory once these edits are made. */
export const edited = (directory: Directory, edits: readonly Edit[]): Directory => edits.reduce(withEdit, directory)

function withEdit(directory: Directory, { list, id, entry }: Edit): Directory {
  if (list === SUPPLIER) return entry ? merged(directory, { supplier: entry as Directory['supplier'] }) : directory
  return entry ? merged(directory, { [list]: [entry] }) : lacking(directory, list, id)
}

/** What is wrong with a directory, or worth a look, once it is changed, but for what was so before. */
export function causedProblems(
  before: Directory,
  after: Directory,
  plans: readonly PlanDocument[],
): readonly Problem[] {
  const all = (directory: Directory) => [...problemsIn(directory), ...problemsWithPlans(directory, plans)]
  const known = new Set(all(before).map((problem) => sameIn(before, problem)))
  return all(after).filter((problem) => !known.has(sameIn(after, problem)))
}

/** The same for what people write by themselves: what takes more than a reason is not theirs to write over. */
export const editProblems: typeof causedProblems = (before, after, plans) => [
  ...causedProblems(before, after, plans),
  ...after.contracts.flatMap((contract, index) => boundOtherwise(before, contract, ['contracts', index])),
  ...after.people.flatMap((person, index) => unproved(before, person, ['people', index, 'phone'])),
]

/** By the entry, wherever it stands in its list. */
const sameIn = (directory: Directory, { path, text }: Problem): string =>
  `${path[0]} ${entryAt(directory, path)?.id ?? ''} ${path.slice(2).join('.')} ${text.en}`

/** Whoever writes a number is told what it takes until it counts. */
function unproved(before: Directory, person: Person, at: At): readonly Problem[] {
  const old = entryIn(before, 'people', person.id) as Person | undefined
  if (old?.phone === person.phone || numberOf(person) === 'verified') return []
  if (person.verified === undefined)
    return [
      warning(
        at,
        '还没验证：在“设置”里发测试短信，把对方报的数字填上',
        'is not verified: send a test message from Settings, and enter the digits that its reader tells you',
      ),
    ]
  const used = maskPhone(person.verified)
  return [
    warning(
      at,
      `新号码还没验证，验证前仍呼 ${used}：在“设置”里发测试短信，把对方报的数字填上`,
      `is not verified: until it is, ${used} is called. Send a test message from Settings, and enter the digits that its reader tells you`,
    ),
  ]
}

/** A contract goes to another version where what that changes for the customer is shown, and their yes is asked for. */
function boundOtherwise(before: Directory, { id, plan, planVersion }: Contract, at: At): readonly Problem[] {
  const old = entryIn(before, 'contracts', id) as Contract | undefined
  if (!old || (old.plan === plan && old.planVersion === planVersion)) return []
  return [
    error(
      [...at, old.plan === plan ? 'planVersion' : 'plan'],
      `合同签订时是 ${old.plan} 第 ${old.planVersion} 版；改用新版请用“改版”，会列出对客户的变化`,
      `was signed under ${old.plan} version ${old.planVersion}: move it to a newer one by POST /api/contracts/${id}/version, which shows what that changes`,
    ),
  ]
}

/** An entry by its list and id. */
export interface Pointer {
  readonly list: EditedList
  readonly id: string
}

/** The entry that a problem is about. */
export function entryAt(directory: Directory, [list, index]: At): Pointer | undefined {
  if (list === SUPPLIER) return { list, id: SUPPLIER }
  const entry = (directory[list as ListName] as readonly EntryOf[])[Number(index)]
  return entry && { list: list as ListName, id: idOf(entry) }
}

/** The entries that name this one: without it, what they say would be of something that is not there. */
export function pointersTo(directory: Directory, list: ListName, id: string, now: Instant): readonly Pointer[] {
  const after = lacking(directory, list, id)
  const known = new Set(problemsIn(directory).map((problem) => sameIn(directory, problem)))
  const pointers = problemsIn(after)
    .filter((problem) => problem.missing !== undefined && !known.has(sameIn(after, problem)))
    .flatMap(({ path }) => entryAt(after, path) ?? [])
  // What was put on record of a roster names people too, until it is over.
  const rosters = list === 'people' ? directory.rosters.filter((roster) => countedOn(roster, now).includes(id)) : []
  const counting = rosters.map((roster): Pointer => ({ list: 'rosters', id: roster.id }))
  return [...new Map([...pointers, ...counting].map((one) => [`${one.list} ${one.id}`, one])).values()]
}

/** What edits really change, with what was there. */
export const changesOf = (directory: Directory, edits: readonly Edit[]) =>
  edits
    .map((edit) => ({ ...edit, before: entryIn(directory, edit.list, edit.id) }))
    .filter(({ before, entry }) => !isSameEntry(before, entry))
