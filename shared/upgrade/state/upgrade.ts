import type { PersonRef } from '../../kernel/actor.ts'
import type { Duration, Instant } from '../../kernel/instant.ts'
import type { UpgradeRule } from '../../plan/rules.ts'
import type { Agreement } from '../../promise/agreement.ts'
import type { AskingHours } from '../../promise/asking-hours.ts'
import type { Obligation } from '../../promise/obligation.ts'
import type { Climbed } from '../../promise/reminding.ts'
import type { State } from '../../subject/story.ts'
import type { Cost } from './cost.ts'
import type { Busy, Window } from './window.ts'

/** What the plan binds an upgrade to, with the clause that says so; absent: the document says nothing of upgrades. */
export type Bound = Omit<UpgradeRule, 'rule'> & { readonly clause: string }

/** What is to be done, and for whom: it does not change. */
export interface Planned {
  /** What is upgraded to what, in a line. */
  readonly title: string
  /** Serial numbers. */
  readonly units: readonly string[]
  readonly contract: string
  readonly customer: { readonly id: string; readonly name: string }
  readonly site: { readonly id: string; readonly name: string; readonly shortName: string }
  readonly plan: string
  readonly planVersion: number
  readonly hours: AskingHours
  readonly bound?: Bound
  readonly cost?: Cost
  /** Who of the customer is told, and may agree by their own link. */
  readonly contacts: readonly PersonRef[]
  /** Who of ours hears at once that they refuse, or never agreed. */
  readonly coordinator?: PersonRef
}

export interface Step {
  readonly what: string
  readonly done?: { readonly at: Instant; readonly by: string; readonly seq: number }
}

/** What the customer is asked to agree to, as it was put to them. */
export interface Proposal extends Window {
  /** Counts the proposals. */
  readonly round: number
  readonly steps: readonly string[]
  readonly risks: string
  /** The meeting: who took part, and when. */
  readonly met?: { readonly who: string; readonly at?: Instant }
  /** How it is rolled back. */
  readonly rollback?: string
  /** How long the service may be disturbed, in minutes. */
  readonly downtime: number
  /** Peak hours that it touches, which the customer asks for, and why. */
  readonly inPeak?: { readonly because: string; readonly peaks: readonly Busy[] }
}

export type AgreedPlan = Proposal & Agreement & { readonly at: Instant; readonly contested?: true }

export interface Backup {
  readonly what: string
  readonly where: string
  /** Its check sum, or a number by which it is found. */
  readonly reference?: string
}

/** A promise of the upgrade at work; what is the same for all stands in `Planned`. */
export interface UpgradePromise
  extends Omit<
    Obligation,
    | 'id'
    | 'clause'
    | 'plan'
    | 'planVersion'
    | 'customer'
    | 'contract'
    | 'site'
    | 'repair'
    | 'upgrade'
    | 'notice'
    | 'what'
  > {
  /** What, and the how manieth of it: `agreed/1`, `backup/1`, `window/2`. */
  readonly key: string
}

export const MATTERS = ['agreed', 'backup', 'window', 'undisturbed'] as const
export type Matter = (typeof MATTERS)[number]
export const matterOf = ({ key }: Pick<UpgradePromise, 'key'>): Matter => key.split('/')[0] as Matter

/** How it ended. `calledOff`: before the first step. */
export const ENDS = ['done', 'rolledBack', 'calledOff'] as const
export type How = (typeof ENDS)[number]

export const STAGES = ['planning', 'proposed', 'agreed', 'running', 'rollingBack', ...ENDS] as const
export type Stage = (typeof STAGES)[number]

/** The state of an upgrade: a fold of its events (see `evolve.ts`). */
export interface Upgrade extends State, Planned {
  readonly plannedAt: Instant
  /** Since when there is nothing that the customer has agreed to, or might: since it was planned, or they refused, or its time came. */
  readonly idleSince: Instant
  readonly engineer?: PersonRef
  /** Proposals so far. */
  readonly rounds: number
  /** What the customer has not answered yet. */
  readonly proposal?: Proposal
  /** What they have agreed to: it stands until they agree to something else. */
  readonly agreed?: AgreedPlan
  /** What they had agreed to before, should they never have agreed to that: what came by their own link before what did not. */
  readonly earlier?: AgreedPlan
  readonly steps: readonly Step[]
  readonly backup?: Backup & { readonly at: Instant; readonly by: string }
  /** Why a manager does without one. */
  readonly noBackup?: string
  readonly begunAt?: Instant
  /** `at`: when it was said. `seq`: of the event; absent in what earlier versions saved. */
  readonly rolledBack?: { readonly at: Instant; readonly reason: string; readonly seq?: number }
  /** Minutes so far. */
  readonly disturbed: number
  readonly ended?: { readonly how: How; readonly at: Instant; readonly afterwards?: true }
  readonly promises: readonly UpgradePromise[]
  /** What somebody was asked about, how often and when. */
  readonly asked?: Climbed & { readonly about: Question }
  /** Taps that were handled, each once. */
  readonly handled: readonly string[]
}

/** What somebody of ours is asked: to plan it, to have it agreed to, how it went. */
export const QUESTIONS = ['plan', 'agreement', 'outcome'] as const
export type Question = (typeof QUESTIONS)[number]

export const stageOf = ({ ended, rolledBack, begunAt, agreed, proposal }: Upgrade): Stage => {
  if (ended) return ended.how
  if (rolledBack) return 'rollingBack'
  if (begunAt) return 'running'
  if (agreed) return 'agreed'
  return proposal ? 'proposed' : 'planning'
}

/** When it is to run as far as anybody knows: as agreed, else as proposed. */
export const windowOf = ({ agreed, proposal }: Upgrade): Window | undefined => agreed ?? proposal

/** How long it may disturb in all, in minutes: as agreed; what nobody agreed to, not at all. */
export const mayDisturb = ({ agreed }: Pick<Upgrade, 'agreed'>): number => agreed?.downtime ?? 0

export const isOver = ({ ended }: Pick<Upgrade, 'ended'>): boolean => ended !== undefined

/** Whether the plan binds it to this. */
export const isBoundTo = ({ bound }: Pick<Upgrade, 'bound'>, what: Exclude<keyof Bound, 'clause'>): boolean =>
  Boolean(bound?.[what])

/** For so long after its end the customer may say that they never agreed, and a disturbance may be added. */
export const DISPUTED_WITHIN: Duration = 'P7D'
