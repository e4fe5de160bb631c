import type { Instant } from '../../shared/kernel/instant.ts'
import type { Action, ActionType } from '../../shared/repair/actions.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'

/**
 * An action of this type with everything that any plan asks for; each takes its own. `date` serves every date it names,
 * `pick` varies what may vary, and `changes` says otherwise.
 */
export const anyAction = (
  { plan, calls, clocks, claims }: Repair,
  type: ActionType,
  date: Instant,
  pick: number,
  changes: Readonly<Record<string, unknown>> = {},
): Action => {
  const fields = {
    reason: 'r',
    solution: 's',
    cause: 'c',
    suggestions: 's',
    done: 'd',
    what: 'w',
    part: 'p',
    text: 't',
    signer: 's',
    call: calls.findLast(({ splitTo }) => splitTo === undefined)?.callId,
    note: 'n',
    question: 'q',
    answer: 'a',
    problem: pick % 2 ? 'dark' : 'mute',
    origin: 'wear',
    person: 'li-na',
    verdict: 'v',
    handling: 'h',
    agreedBy: 'x',
    how: 'phone',
    until: date,
    consentBy: 'z',
    phoneTried: 'o',
    damage: 'use',
    serial: `NEW-${pick}`,
    severity: plan.severities[pick % plan.severities.length]?.id,
    resolutionAt: date,
    answerBy: date,
    to: pick % 2 ? 'rd' : 'experts',
    items: [],
    basis: 'delay',
    outcome: 'paid',
    claim: claims?.find(({ settled }) => !settled)?.id,
    clock: clocks.find(({ state }) => state === 'open')?.id,
    ...((pick % 3 === 0 || type === 'chooseVisit') && { visitAt: date }),
    ...(pick % 2 === 0 && { later: true }),
  }
  return { type, ...fields, ...changes } as unknown as Action
}
