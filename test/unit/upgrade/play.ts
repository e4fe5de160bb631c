import type { Actor, PersonRef } from '../../../shared/kernel/actor.ts'
import { BadRequestError } from '../../../shared/kernel/errors.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Effect } from '../../../shared/subject/effect.ts'
import type { UpgradeAction } from '../../../shared/upgrade/actions.ts'
import { act, advance, nextAt, plan } from '../../../shared/upgrade/decide.ts'
import type { RecordedUpgradeEvent } from '../../../shared/upgrade/events.ts'
import { fold } from '../../../shared/upgrade/evolve.ts'
import { linesOf } from '../../../shared/upgrade/state/promises.ts'
import { matterOf, type Planned, stageOf, type Upgrade } from '../../../shared/upgrade/state/upgrade.ts'
import type { Busy } from '../../../shared/upgrade/state/window.ts'
import { upgradeStory } from '../../../shared/upgrade/story.ts'
import { at } from '../../support/play.ts'

const ref = (id: string): PersonRef => ({ id, name: id })
export const ENGINEER: Actor = { kind: 'engineer', ...ref('ma-jun') }
export const CUSTOMER: Actor = { kind: 'customer', ...ref('nurlan') }
export const MANAGER: Actor = { kind: 'staff', ...ref('liu-fang'), manager: true }
export const LADDER = { engineer: ref('ma-jun'), office: [ref('zhao-min'), ref('liu-fang')] }

export const PLANNED: Planned = {
  title: '防火墙固件 7.4',
  units: ['FW-1'],
  contract: 'K-1',
  customer: ref('tianshan'),
  site: { id: 'room', name: '机房', shortName: '机房' },
  plan: 'N',
  planVersion: 4,
  hours: { timezone: 'Asia/Shanghai', askAt: '09:00' },
  contacts: [ref('nurlan')],
  coordinator: ref('zhao-min'),
  bound: {
    clause: 'N24',
    agreedBefore: 'P3D',
    outsidePeak: true,
    backup: true,
    rollback: true,
    undisturbed: true,
  },
}

/** Planned on Monday the 14th of December, for the night to Sunday the 20th. */
export const BEGUN = at('12-14 10:00')
export const FROM = at('12-20 01:00')
export const UNTIL = at('12-20 05:00')
export const PROPOSAL = {
  type: 'propose',
  from: FROM,
  until: UNTIL,
  steps: ['备机', '切换', '主机'],
  risks: '切换时中断',
  rollback: '切回',
  downtime: 5,
} as const
export const BACKUP = { type: 'backUp', what: '全部配置', where: '堡垒机' } as const

/** One upgrade, played step by step on the pure core; each event said what it said, and the fold of the log is the state. */
export class Play {
  state: Upgrade
  now: Instant
  readonly log: RecordedUpgradeEvent[] = []
  readonly said: Effect[] = []
  busy: readonly Busy[] = []

  constructor(planned: Partial<Planned> = {}, now = BEGUN) {
    this.now = now
    const decision = plan('U-1', { ...PLANNED, ...planned }, LADDER.engineer, MANAGER, now)
    this.state = this.#save(undefined, decision)
  }

  #save(before: Upgrade | undefined, { state, events }: { state: Upgrade; events: readonly RecordedUpgradeEvent[] }) {
    this.log.push(...events)
    this.said.push(...upgradeStory.messages(events, before, state))
    return { ...state, version: (before?.version ?? 0) + 1 }
  }

  /** Somebody does it; what is refused is said. */
  does(action: UpgradeAction, by: Actor = ENGINEER): string | undefined {
    try {
      const decided = act(this.state, action, { by, now: this.now, busy: this.busy, office: LADDER.office })
      if ('refused' in decided) return decided.refused.en
      if (decided.events.length > 0) this.state = this.#save(this.state, decided)
      return undefined
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error
      return error.message
    }
  }

  /** All of these; each must be taken. */
  must(...actions: readonly UpgradeAction[]): this {
    for (const action of actions) {
      const refused = this.does(action, action.type === 'agree' && !('agreedBy' in action) ? CUSTOMER : ENGINEER)
      if (refused) throw new Error(`${action.type}: ${refused}`)
    }
    return this
  }

  /** Time passes; whatever falls due on the way is decided at its instant, as the workflow does. */
  until(now: Instant): this {
    for (;;) {
      const next = nextAt(this.state, this.now)
      if (next === undefined || next > now) break
      this.now = next > this.now ? next : this.now
      const decided = advance(this.state, LADDER, this.now)
      if (decided.events.length === 0) throw new Error(`${next}: nothing was due`)
      this.state = this.#save(this.state, decided)
    }
    this.now = now
    return this
  }

  agreed(): this {
    return this.must(PROPOSAL, { type: 'agree' })
  }
  /** Agreed, in its window, and backed up. */
  ready(): this {
    return this.agreed().until(FROM).must(BACKUP)
  }

  get stage() {
    return stageOf(this.state)
  }
  /** `{ agreed: 'kept', … }`, the last of each. */
  get promises(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.state.promises.map((one) => [matterOf(one), one.state]))
  }
  get lines() {
    return linesOf(this.state)
  }
  get folded(): Upgrade | undefined {
    const state = fold('U-1', this.log)
    return state && { ...state, version: this.state.version }
  }
  /** Who was asked what, when: `12-17 01:00 agreement zhao-min`. */
  get asked(): readonly string[] {
    return this.log.flatMap((event) =>
      event.type === 'asked' ? [`${local(event.at)} ${event.about} ${event.person?.id ?? '–'}`] : [],
    )
  }
}

const local = (instant: Instant): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
