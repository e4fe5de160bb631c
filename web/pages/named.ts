import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import { money, shortTime } from '../../shared/message/format.ts'
import { milestoneName } from '../../shared/message/texts.ts'
import type { Clock } from '../../shared/promise/clock.ts'
import { strangersOf } from '../../shared/repair/features/calls/offers.ts'
import { LOSS_NAMES } from '../../shared/repair/state/names.ts'
import type { Claim, Repair } from '../../shared/repair/state/repair.ts'
import type { Named } from './forms.ts'

/** Someone of the repair's roster to whom it may go. */
export interface Colleague {
  readonly id: string
  readonly name: string
  /** What their tier is called; absent for the manager. */
  readonly tier?: string
}

/** What the forms about a repair may name: its open promises and losses, and colleagues. */
export const namedOf = (repair: Repair, colleagues: readonly Colleague[] = []): Named => {
  const open = repair.clocks.filter(({ state }) => state === 'open')
  const clocks = (some: readonly Clock[]) => byId(some, (clock, language) => clockText(clock, repair, language))
  return {
    clock: clocks(open),
    // A promise to answer waits for nobody.
    movableClock: clocks(open.filter(({ term }) => term.until !== 'responded')),
    claim: byId(
      (repair.claims ?? []).filter(({ settled }) => !settled),
      claimText,
    ),
    stranger: byId(strangersOf(repair), ({ name, phone, email }) =>
      [name, name === phone ? undefined : phone, email].filter(Boolean).join(' · '),
    ),
    paged: byId(repair.paging?.asked ?? [], ({ name }) => name),
    person: byId(colleagues, ({ name, tier }) => [name, tier].filter(Boolean).join(' · ')),
  }
}

const byId = <T extends { readonly id: string | number }>(
  all: readonly T[],
  say: (one: T, language: Language) => string,
): Readonly<Record<string, Text>> =>
  Object.fromEntries(all.map((one) => [one.id, { zh: say(one, 'zh-CN'), en: say(one, 'en') }]))

const clockText = ({ term, dueAt, round }: Clock, { timezone }: Repair, language: Language): string =>
  [
    term.clause,
    milestoneName(term.until, language) + (round > 1 ? ` ${round}` : ''),
    shortTime(dueAt, timezone, language),
  ].join(' · ')

const claimText = ({ id, clause, basis, amountFen }: Claim, language: Language): string =>
  [
    `${id}. ${inLanguage(LOSS_NAMES[basis], language)} ${clause}`,
    amountFen !== undefined && money(amountFen, 'CNY', language),
  ]
    .filter(Boolean)
    .join(' · ')
