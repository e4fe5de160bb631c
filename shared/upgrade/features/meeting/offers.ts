import { durationMs, type Instant, later } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import type { How } from '../../../promise/agreement.ts'
import { DISPUTED_WITHIN, type Upgrade } from '../../state/upgrade.ts'
import type { Offers } from '../feature.ts'

// The plan of an upgrade – when, which steps, which risks – is put to the customer, who agrees or does not. What they agreed to stands
// until they agree to something else.

export type MeetingAction =
  | {
      type: 'propose'
      from: Instant
      until: Instant
      steps: readonly string[]
      risks: string
      met?: string
      metAt?: Instant
      rollback?: string
      downtime?: number
      inPeakBecause?: string
    }
  | { type: 'agree'; agreedBy?: string; how?: How }
  | { type: 'decline'; reason: string; onBehalf?: string }
  | { type: 'disagree'; what: string; onBehalf?: string }

const isUnbegun = ({ begunAt, ended }: Upgrade): boolean => begunAt === undefined && ended === undefined

export const offers: Offers<MeetingAction> = {
  propose: { name: text('提交方案', 'Put a plan to the customer'), role: 'engineer', isAllowed: isUnbegun },
  agree: {
    name: text('同意方案', 'Agree'),
    role: 'engineer',
    toCustomer: true,
    isAllowed: (upgrade) => isUnbegun(upgrade) && upgrade.proposal !== undefined,
  },
  decline: {
    name: text('不同意方案', 'Decline'),
    role: 'engineer',
    toCustomer: true,
    isAllowed: (upgrade) => isUnbegun(upgrade) && upgrade.proposal !== undefined,
  },
  disagree: {
    name: text('没有同意过', 'We did not agree'),
    role: 'dispatcher',
    toCustomer: true,
    isAllowed: ({ agreed, ended }, now) =>
      agreed !== undefined &&
      agreed.how !== 'link' &&
      !agreed.contested &&
      ended?.how !== 'calledOff' &&
      (ended === undefined || now <= later(ended.at, durationMs(DISPUTED_WITHIN))),
  },
}
