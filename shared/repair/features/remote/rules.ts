import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { pick } from '../../../kernel/fields.ts'
import { rulesOf } from '../../../plan/rules.ts'
import { stopPaging } from '../../state/paging.ts'
import { reach } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import { hasNoRoomForClocks } from '../../state/room.ts'
import type { Work } from '../../state/work.ts'
import type { Actions, Events } from '../feature.ts'
import { type LoanerEvent, releaseLoaner } from '../loaner/rules.ts'
import { requireSuggestions } from '../maintenance-record.ts'
import { fallsDue, type ReplacementDueEvent } from '../replacement/due.ts'
import { workOf } from '../work.ts'
import type { RemoteAction } from './offers.ts'

export type RemoteEvent =
  | { type: 'remoteAccess'; consentBy: string; phoneTried: string }
  | { type: 'solvedRemotely'; work: Work; consent?: string; how?: 'phone' | 'remote' }

export const actions: Actions<RemoteAction, RemoteEvent | ReplacementDueEvent | LoanerEvent> = {
  accessRemotely: {
    decide: (_, { consentBy, phoneTried }) => [{ type: 'remoteAccess', consentBy, phoneTried }],
    acknowledges: 'own',
  },
  solveRemotely: {
    decide: (state, action, { by }) => {
      requireConsent(state, action)
      requireSuggestions(state, action)
      return [{ type: 'solvedRemotely', work: workOf(action, state, by), ...pick(action, 'consent', 'how') }]
    },
    follows: [fallsDue, releaseLoaner],
    needs: ['history'],
    acknowledges: 'own',
    endsPause: true,
    isFull: hasNoRoomForClocks,
  },
}

export const events: Events<RemoteEvent> = {
  remoteAccess: {
    fold: (state, event) => ({ ...state, remoteAccess: { consentBy: event.consentBy, at: event.at } }),
  },
  solvedRemotely: {
    fold: (state, event) =>
      stopPaging(reach(reach({ ...state, work: event.work, solvedBy: 'phone' }, 'triaged', event), 'repaired', event)),
    settles: { isSolution: true, isCall: true },
    tap: 'undoable',
  },
}

/** Throws BadRequestError for work over a remote connection without the end user's recorded consent. */
function requireConsent({ plan, remoteAccess }: Repair, { how }: { readonly how?: 'phone' | 'remote' }): void {
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
