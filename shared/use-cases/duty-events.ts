import { durationMs, later } from '../kernel/instant.ts'
import { inLanguage, type Language, text } from '../kernel/text.ts'
import type { IcsEvent } from '../message/ics.ts'
import { barsOf } from '../oncall/calendar.ts'
import { weekOf } from '../oncall/shifts.ts'
import type { Deps } from './deps.ts'
import { rostersOnFile } from './team.ts'

/** So far back and ahead. */
const BACK_MS = durationMs('P14D')
const AHEAD_MS = durationMs('P90D')

/** Somebody's duty on every roster, for their own calendar: who is paged first, as it stands now. */
export async function dutyEvents(deps: Deps, person: string, language: Language): Promise<readonly IcsEvent[]> {
  const now = deps.clock.now()
  const all = await rostersOnFile(deps)
  return all.flatMap(({ roster, people }) => {
    const from = weekOf(later(now, -BACK_MS), roster.timezone)
    const tiers = barsOf(roster, people, from, later(now, AHEAD_MS))
    return tiers.flatMap(({ tier, name, bars }) =>
      bars
        .filter((bar) => bar.person === person)
        .map((bar): IcsEvent => {
          // What began before all that is shown is known by that: its beginning moves on with what is shown.
          const begin = bar.from === from ? 'before' : bar.from
          const duty = inLanguage(text('值班', 'On duty'), language)
          return {
            uid: `duty/${roster.id}/${tier}/${begin}@chengnuo`,
            sequence: roster.version ?? 0,
            summary: `${duty} · ${roster.name} · ${name}`,
            at: { from: bar.from, to: bar.to },
            ...(bar.reason && { description: bar.reason }),
          }
        }),
    )
  })
}
