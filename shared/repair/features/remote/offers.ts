import { text } from '../../../kernel/text.ts'
import { rulesOf } from '../../../plan/rules.ts'
import { isOnItsWay } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'
import type { Told } from '../work.ts'

// Solved by telephone, or remotely; remotely only by consent (C10).

export type RemoteAction =
  | { type: 'accessRemotely'; consentBy: string; phoneTried: string }
  | ({ type: 'solveRemotely'; consent?: string; how?: 'phone' | 'remote' } & Omit<Told, 'parts'>)

export const offers: Offers<RemoteAction> = {
  accessRemotely: {
    name: text('登记远程授权', 'Record remote consent'),
    role: 'engineer',
    part: 'work',
    isAllowed: (repair) =>
      isOnItsWay(repair) && !repair.remoteAccess && rulesOf(repair.plan, 'remoteConsent').length > 0,
  },
  solveRemotely: {
    name: text('远程解决', 'Solved remotely'),
    role: 'engineer',
    part: 'work',
    isAllowed: isOnItsWay,
  },
}
