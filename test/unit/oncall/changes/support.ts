import type { Roster } from '../../../../shared/directory/directory.ts'
import { BadRequestError } from '../../../../shared/kernel/errors.ts'
import type { Instant } from '../../../../shared/kernel/instant.ts'
import { changeRoster, type RosterRequest } from '../../../../shared/oncall/change-roster.ts'
import { escalationPath, onDuty } from '../../../../shared/oncall/on-call.ts'
import { people } from '../roster.ts'

/** Thursday of the week from 2 November, in which "an" has duty on the first tier of `rosterWith`. */
export const THURSDAY = '2026-11-05T06:00:00.000Z'
/** Mondays at 09:00 in Shanghai, when "bo", "chen" and "an" take over. */
export const TO_BO = '2026-11-09T01:00:00.000Z'
export const TO_CHEN = '2026-11-16T01:00:00.000Z'
export const TO_AN = '2026-11-23T01:00:00.000Z'

const BY = { id: 'liu-fang', name: '刘芳' }
export const change = (roster: Roster, request: RosterRequest, now: Instant = THURSDAY): Roster =>
  changeRoster(roster, request, { now, by: BY, reason: '家事', people })

/** What is said to whoever asks for it, in Chinese. */
export const refusal = (roster: Roster, request: RosterRequest, now: Instant = THURSDAY): string => {
  try {
    change(roster, request, now)
  } catch (error) {
    if (error instanceof BadRequestError) return error.faults.map(({ at, zh }) => `${at}：${zh}`).join('\n')
    throw error
  }
  return ''
}

export const first = (roster: Roster, at: Instant, tier = 0) => onDuty(roster, tier, at)[0]
export const path = (roster: Roster, at: Instant) => escalationPath(roster, people, at).map(({ person }) => person.id)
