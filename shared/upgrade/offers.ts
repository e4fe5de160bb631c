import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Text, text } from '../kernel/text.ts'
import { together } from '../repair/features/feature.ts'
import type { UpgradeActionType } from './actions.ts'
import { offers as backup } from './features/backup/offers.ts'
import { offers as ending } from './features/ending/offers.ts'
import type { Offer } from './features/feature.ts'
import { offers as meeting } from './features/meeting/offers.ts'
import { offers as plan } from './features/plan/offers.ts'
import { offers as work } from './features/work/offers.ts'
import { UPGRADE_STAGES } from './state/names.ts'
import { stageOf, type Upgrade } from './state/upgrade.ts'

/** To whom each action is offered, and when, in the order in which a page offers them. */
export const UPGRADE_OFFERS: Readonly<Record<UpgradeActionType, Offer>> = together([
  meeting,
  backup,
  work,
  ending,
  plan,
])

export const UPGRADE_ACTIONS = Object.keys(UPGRADE_OFFERS) as readonly UpgradeActionType[]

/** What may be done now, by whom it may be at all: whose it is, and their role, is asked elsewhere. */
export const allowedActions = (upgrade: Upgrade, by: Pick<Actor, 'kind'>, now: Instant): readonly UpgradeActionType[] =>
  UPGRADE_ACTIONS.filter((type) => {
    const { toCustomer, isAllowed } = UPGRADE_OFFERS[type]
    return (by.kind !== 'customer' || toCustomer) && isAllowed(upgrade, now)
  })

export const whyNot = (upgrade: Upgrade, type: UpgradeActionType, now: Instant): Text => {
  const { name, obstacle } = UPGRADE_OFFERS[type]
  const stage = UPGRADE_STAGES[stageOf(upgrade)]
  const why = obstacle?.(upgrade, now) ?? text(`升级处于“${stage.zh}”`, `the upgrade is at stage "${stageOf(upgrade)}"`)
  return text(`现在不能“${name.zh}”：${why.zh}`, `"${type}" does not fit: ${why.en}`)
}
