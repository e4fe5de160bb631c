import type { MetricName } from '../subject/figures.ts'
import type { Story, Take } from '../subject/story.ts'
import { checkpoint } from './advance.ts'
import { effectsOf } from './event-messages.ts'
import type { RecordedEvent } from './events.ts'
import { fold } from './evolve.ts'
import { holdOfLoaner, holdOfUnit, REPAIR } from './holds.ts'
import { keptState, readState } from './kept-state.ts'
import { obligationsOf } from './lines.ts'
import { isAttended, leftOver } from './loose-ends.ts'
import { recordOf } from './service-record.ts'
import type { Repair } from './state/repair.ts'
import { boardOf, positionOf, summaryOf } from './summary.ts'
import { unitHoldOf } from './unit-hold.ts'

/** A repair, from the report to the close, and on while something of ours is still missing. */
export const repairStory: Story<Repair, RecordedEvent> = {
  kind: REPAIR,
  write: keptState,
  read: readState,
  fold: (_, events) => fold(events as readonly RecordedEvent[]),
  messages: effectsOf,
  lines: obligationsOf,
  holds: (repair) => [...unitHold(repair), ...loanerHold(repair)],
  record: recordOf,
  entry: (repair) => ({ board: boardOf(repair), position: positionOf(repair), summary: summaryOf(repair) }),
  isAttended,
  nextAt: checkpoint,
  waitsFor: (repair) => leftOver(repair) ?? repair.stage,
  figures: (events) => events.flatMap(figureOf),
}

/** One open repair per unit and matter, from the report to the close. */
function unitHold(repair: Repair): readonly Take[] {
  const unit = unitHoldOf(repair)
  return unit === undefined ? [] : [{ hold: holdOfUnit(unit) }]
}

/** A loaner is taken from the reservation until it is back. */
const loanerHold = ({ loaner }: Repair): readonly Take[] =>
  loaner?.state === 'reserved' || loaner?.state === 'lent' ? [{ hold: holdOfLoaner(loaner.serial), again: true }] : []

function figureOf(event: RecordedEvent): readonly MetricName[] {
  switch (event.type) {
    case 'opened':
      return ['RepairsOpened']
    case 'clockBroken':
      return ['ClocksBroken']
    case 'paged':
      return event.reason === 'unanswered' ? ['PagesUnacknowledged'] : []
    case 'nobodyOnCall':
      return ['NobodyOnCall']
    default:
      return []
  }
}
