import type { Person, Roster } from '../directory/directory.ts'
import type { RosterChange } from '../directory/roster-change.ts'
import { type Fault, mustBeOneOf } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Stretch } from '../kernel/stretch.ts'
import type { Text } from '../kernel/text.ts'
import { shortSpan, shortTime } from '../kernel/when.ts'
import { tierText } from './change-words.ts'
import { namesOf } from './duty-problems.ts'
import { edgesOf } from './layers.ts'

/** A change of a roster that is looked at before it is made. */
export interface Proposal {
  readonly before: Roster
  readonly after: Roster
  readonly change: RosterChange
  readonly asked: { readonly now: Instant; readonly people: readonly Person[] }
}

/** How people, tiers and times are called in what is refused. */
export interface Say {
  name(id: string): string
  tier(index: number): Text
  time(at: Instant): Text
  span(stretch: Stretch): Text
}

export function sayer({ timezone, tiers }: Roster, people: readonly Person[]): Say {
  return {
    name: namesOf([{ people }]),
    tier: (index) => tierText(tiers, index),
    time: (at) => ({ zh: shortTime(at, timezone, 'zh-CN'), en: shortTime(at, timezone, 'en') }),
    span: (stretch) => ({ zh: shortSpan(stretch, timezone, 'zh-CN'), en: shortSpan(stretch, timezone, 'en') }),
  }
}

/** Every instant of a stretch at which who has duty can change. */
export const edgesIn = (roster: Roster, { from, to }: Stretch): readonly Instant[] => edgesOf(roster, from, to)

export const noTier = (at: string, { tiers }: Roster): Fault => mustBeOneOf(at, [...tiers.keys()].map(String))
