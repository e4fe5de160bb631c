import type { Instant } from '../../shared/kernel/instant.ts'
import type { Language } from '../../shared/kernel/text.ts'
import type { Clock } from '../../shared/promise/clock.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { clockView } from '../../shared/wire/clock-view.ts'
import { Html, html } from '../html.ts'
import { barsOf } from '../rail/bar.ts'
import { type RailSize, rail } from '../rail/rail.ts'

export interface RepairRail {
  readonly now: Instant
  readonly size: RailSize
  readonly language: Language
  /** What the plan promises, by clause: for the hover. */
  readonly promises?: Readonly<Record<string, string>>
}

/** A repair refused again and again has ever more promises; a picture of more than these shows nothing. */
const MOST_BARS = 40

/** The promises of a repair as a picture, drawn from what the API gives of them; of very many, the latest. */
export const repairRail = (
  repair: Pick<Repair, 'timezone' | 'plan'>,
  clocks: readonly Clock[],
  { now, size, language, promises }: RepairRail,
): Html => {
  const views = clocks.slice(-MOST_BARS).map((clock) => clockView(clock, repair, language))
  const drawn = rail(barsOf(views, language, promises), { now, size, language, timezone: repair.timezone })
  return html`<div class="rail-box">${new Html(drawn)}</div>`
}
