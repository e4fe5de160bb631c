import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import { type How, isDisputedInTime } from '../../../promise/agreement.ts'
import type { VisitState } from '../../state/visit.ts'
import type { Offers, VisitField } from '../feature.ts'
import { isAgreed } from '../stages.ts'

// What ours put on record of a date, the customer may deny by their link: that they agreed to it, or that they were not there. And they
// may ask for another one, whoever agreed.

export type ObjectingAction =
  | { readonly type: 'disagree'; readonly words?: string }
  | { readonly type: 'otherTime'; readonly words?: string }
  | { readonly type: 'wereThere'; readonly words?: string }
  | { readonly type: 'judge'; readonly finding: Finding; readonly reason: string }

export const FINDINGS = ['ours', 'theirs'] as const
/** On whose side it was that nobody met: ours, or theirs as it is on record. */
export type Finding = (typeof FINDINGS)[number]
const FINDING_NAMES = {
  ours: text('我方没有到，或没有找到客户', 'We did not come, or did not find them'),
  theirs: text('客户确实不在，原记录成立', 'They were not there: the record stands'),
}

const WORDS: VisitField = {
  name: 'words',
  kind: 'prose',
  label: text('请说明，如方便的时间（可不填）', 'In your words, such as what would suit you (optional)'),
}

/** What the customer denies and no manager has decided on yet; of one date, where one is named. */
export const undecided = ({ objections = [] }: Pick<VisitState, 'objections'>, from?: Instant) =>
  objections.find(
    ({ about, decided, slot }) =>
      about === 'absence' && decided === undefined && (from === undefined || slot.from === from),
  )

const isDisputable = ({ ended }: VisitState, now: Instant): boolean =>
  ended === undefined || (ended.how === 'done' && isDisputedInTime(ended.at, now))

export const offers: Offers<ObjectingAction> = {
  otherTime: {
    name: text('请改个时间', 'Another time, please'),
    role: 'dispatcher',
    parts: ['customer'],
    fields: [WORDS],
    isAllowed: (visit, _, now) => visit.way === 'visit' && isAgreed(visit) && (visit.slot?.from ?? now) > now,
  },
  disagree: {
    name: text('这个时间没有与我们约定过', 'We never agreed to this date'),
    role: 'dispatcher',
    parts: ['customer'],
    fields: [WORDS],
    isAllowed: (visit, _, now) => visit.way === 'visit' && visit.claimed !== undefined && isDisputable(visit, now),
  },
  wereThere: {
    name: text('我们当时在，没有人来', 'We were there, and nobody came'),
    role: 'dispatcher',
    parts: ['customer'],
    fields: [WORDS],
    isAllowed: (visit) =>
      visit.way === 'visit' &&
      (visit.absent !== undefined ||
        (visit.stage === 'outcome' && visit.slot !== undefined && !undecided(visit, visit.slot.from))),
  },
  judge: {
    name: text('核定客户是否在场', 'Decide whether the customer was there'),
    role: 'manager',
    parts: ['planner'],
    fields: [
      {
        name: 'finding',
        kind: 'choice',
        choices: FINDING_NAMES,
        label: text('核定结果', 'What is so'),
        required: true,
      },
      { name: 'reason', kind: 'prose', label: text('依据', 'Why'), required: true },
    ],
    isAllowed: (visit, { manager }) => manager === true && undecided(visit) !== undefined,
  },
}

/** What they put in writing is their own word, whoever records it. */
const IN_WRITING: ReadonlySet<How> = new Set<How>(['email', 'paper', 'link'])
export const isInWriting = (how: How): boolean => IN_WRITING.has(how)

/** Whether a promise moves by such an agreement: of a customer who denied one before, only by what they write. */
export const movesAfter = ({ objections = [] }: Pick<VisitState, 'objections'>, how: How): boolean =>
  isInWriting(how) || objections.every(({ about }) => about !== 'date')

/** What only a manager's decision makes possible again. */
export const TO_BE_DECIDED = text(
  '客户说当时在场，先由经理核定',
  'the customer says they were there: a manager decides first',
)
