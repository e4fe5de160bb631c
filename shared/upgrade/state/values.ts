import { type Cost, costText } from './cost.ts'
import type { Proposal, Upgrade } from './upgrade.ts'

/** What a letter says of a proposal; what is left out leaves its line out. */
export const proposalValues = (
  { risks, rollback, downtime, steps, inPeak }: Proposal,
  { cost }: Upgrade,
): Readonly<Record<string, string | undefined>> => ({
  steps: steps.map((step, index) => `${index + 1}. ${step}`).join(' '),
  risks,
  rollback,
  ...(downtime > 0 && { downtimeZh: `约 ${downtime} 分钟`, downtimeEn: `about ${downtime} min` }),
  inPeak: inPeak?.because,
  ...(cost && costValues(cost)),
})

const costValues = (cost: Cost) => ({ costZh: costText(cost).zh, costEn: costText(cost).en })
