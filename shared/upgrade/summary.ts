import type { PersonRef } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Stage, stageOf, type Upgrade, windowOf } from './state/upgrade.ts'

/** What lists show of an upgrade. */
export interface UpgradeSummary {
  readonly id: string
  readonly title: string
  readonly stage: Stage
  readonly contract: string
  readonly customer: string
  readonly customerName: string
  readonly site: string
  readonly siteName: string
  readonly engineer?: PersonRef
  /** Absent in what earlier versions saved. */
  readonly timezone?: string
  readonly from?: Instant
  readonly until?: Instant
  readonly steps: number
  readonly stepsDone: number
  /** Promises of it that are broken. */
  readonly broken: number
  readonly plannedAt: Instant
  readonly endedAt?: Instant
}

export const summaryOf = (upgrade: Upgrade): UpgradeSummary => {
  const { id, title, contract, customer, site, hours, engineer, steps, promises, plannedAt, ended } = upgrade
  return {
    id,
    title,
    stage: stageOf(upgrade),
    contract,
    customer: customer.id,
    customerName: customer.name,
    site: site.id,
    siteName: site.name,
    timezone: hours.timezone,
    ...defined({ engineer }),
    ...pickWindow(upgrade),
    steps: steps.length,
    stepsDone: steps.filter(({ done }) => done).length,
    broken: promises.filter(({ state }) => state === 'broken').length,
    plannedAt,
    ...(ended && { endedAt: ended.at }),
  }
}

const pickWindow = (upgrade: Upgrade) => {
  const window = windowOf(upgrade)
  return window ? { from: window.from, until: window.until } : {}
}
