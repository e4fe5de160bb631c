import type { PlanProblem } from '../plan/rules/kit/kind.ts'

/** What a plan's header could say, where what it does say cannot be read: its clauses are checked all the same. */
const STAND_INS: Readonly<Record<string, unknown>> = {
  id: 'X',
  version: 1,
  title: { zh: '-', en: '-' },
  source: '-',
  language: 'zh-CN',
  effectiveFrom: '2000-01-01',
  currency: 'CNY',
  now: 'PT5M',
  workingHours: [{ from: '09:00', to: '18:00' }],
  warnAt: [],
  escalation: { acknowledgeWithin: ['PT5M'], slowdown: 1, slowest: 'PT30M' },
  remindToConfirm: ['PT24H'],
}

/**
 * A file as its author may have meant it: misspelt keys and words as the message suggests, unknown keys left out, and stand-ins
 * for what is wrong in the header. Paths stay what they are.
 */
export const mended = (value: unknown, problems: readonly PlanProblem[]): unknown => {
  const copy: unknown = structuredClone(value)
  if (!isGroup(copy)) return copy
  // Where a key is renamed, what it says may be misspelt too: keys come first.
  for (const problem of problems.filter(isUnknownKey)) mend(copy, problem)
  for (const problem of problems.filter((one) => !isUnknownKey(one))) mend(copy, problem)
  return copy
}

const isUnknownKey = ({ message }: PlanProblem): boolean => message.startsWith('is not a key we know')

function mend(root: Record<string | number, unknown>, problem: PlanProblem): void {
  const { path, message } = problem
  const [first] = path
  const last = path.at(-1)
  if (last === undefined) return
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => (isGroup(node) ? node[key] : undefined), root)
  const meant = /did you mean (\S+)\?$/.exec(message)?.[1]
  if (isUnknownKey(problem)) {
    if (!isGroup(parent)) return
    if (meant !== undefined && parent[meant] === undefined) parent[meant] = parent[last]
    delete parent[last]
  } else if (meant !== undefined && isGroup(parent)) parent[last] = meant
  else if (typeof first === 'string' && Object.hasOwn(STAND_INS, first)) root[first] = STAND_INS[first]
}

const isGroup = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null
