import { inBoth } from '../../subject/effect-base.ts'
import { costText } from './cost.ts'
import { mayDisturb, type Proposal, type Upgrade } from './upgrade.ts'

/** What a letter says of a proposal; what is left out leaves its line out. */
export const proposalValues = (
  { risks, rollback, downtime, steps, inPeak }: Proposal,
  { cost }: Upgrade,
): Readonly<Record<string, string | undefined>> => ({
  steps: steps.map((step, index) => `${index + 1}. ${step}`).join(' '),
  risks,
  rollback,
  ...(downtime > 0 && inBoth('downtime', { zh: `约 ${downtime} 分钟`, en: `about ${downtime} min` })),
  inPeak: inPeak?.because,
  ...(cost && inBoth('cost', costText(cost))),
})

/** How long the service was disturbed in all, and what was; that it is longer than was agreed is said. */
export const disturbedValues = (upgrade: Upgrade, what = ''): Readonly<Record<string, string>> => {
  const { disturbed } = upgrade
  const most = mayDisturb(upgrade)
  if (disturbed === 0) return {}
  const more = disturbed > most ? { zh: `，约定最多 ${most} 分钟`, en: `, at most ${most} min were agreed` } : undefined
  return {
    disturbedZh: `${disturbed} 分钟${more?.zh ?? ''}${what && `：${what}`}`,
    disturbedEn: `${disturbed} min${more?.en ?? ''}${what && `: ${what}`}`,
  }
}
