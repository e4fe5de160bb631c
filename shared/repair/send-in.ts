import { BadRequestError, fault } from '../kernel/errors.ts'
import type { Text } from '../kernel/text.ts'
import { rulesOf } from '../plan/rules.ts'
import type { Action } from './actions.ts'
import type { RepairEvent } from './events.ts'
import type { Repair } from './state/repair.ts'

// N16: first the phone, then remotely, then sent in by agreement, otherwise an approved visit (see `visit.ts`). C10: remotely only by consent.

/** Throws BadRequestError naming each field that the plan's clause asks for. */
export function sentInEvents({ plan }: Repair, action: Extract<Action, { type: 'sendIn' }>): RepairEvent[] {
  const { type: _type, id: _id, ...fields } = action
  const [rule] = rulesOf(plan, 'sendIn')
  if (rule)
    require(rule.clause, [
      ['verdict', fields.verdict, { zh: '硬件有什么问题', en: 'what is wrong with the hardware' }],
      ['handling', fields.handling, { zh: '约定怎么处理', en: 'what was agreed to do with it' }],
    ])
  return [{ type: 'sentIn', ...fields }]
}

/** Throws BadRequestError for work over a remote connection without the end user's recorded consent. */
export function requireConsent(
  { plan, remoteAccess }: Repair,
  { how }: Extract<Action, { type: 'solveRemotely' }>,
): void {
  const [rule] = rulesOf(plan, 'remoteConsent')
  if (rule && how === undefined)
    throw new BadRequestError([
      fault(
        'how',
        `按 ${rule.clause} 要写明怎样解决的：电话（phone），或经用户授权远程（remote）`,
        `${rule.clause} asks how it was solved: phone, or remote with the end user's consent`,
      ),
    ])
  if (rule && how === 'remote' && !remoteAccess)
    throw new BadRequestError([
      fault(
        'how',
        `请先登记远程授权（${rule.clause}）：谁授权、电话里试过什么`,
        `${rule.clause} asks for the end user's consent first; record it with accessRemotely (consentBy, phoneTried)`,
      ),
    ])
}

type Needed = readonly [field: string, value: string | undefined, what: Text]

const require = (clause: string, needed: readonly Needed[]): void => {
  const missing = needed.filter(([, value]) => value === undefined)
  if (missing.length > 0)
    throw new BadRequestError(
      missing.map(([field, , what]) => fault(field, `按 ${clause} 要写明${what.zh}`, `${clause} asks ${what.en}`)),
    )
}
