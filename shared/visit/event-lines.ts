import type { Words } from '../kernel/words.ts'
import { together } from '../repair/features/feature.ts'
import type { OpenedEvent, RecordedVisitEvent, VisitEvent, VisitEventType } from './events.ts'
import { lines as advising } from './features/advising/words.ts'
import { lines as asking } from './features/asking/words.ts'
import { lines as calls } from './features/calls/words.ts'
import { lines as doing } from './features/doing/words.ts'
import { lines as ending } from './features/ending/words.ts'
import { lines as engineer } from './features/engineer/words.ts'
import type { Line } from './features/feature.ts'
import { lines as filling } from './features/filling/words.ts'
import { lines as notes } from './features/notes/words.ts'
import { lines as objecting } from './features/objecting/words.ts'
import { lines as planning } from './features/planning/words.ts'
import { lines as reporting } from './features/reporting/words.ts'
import { lines as works } from './features/works/words.ts'

const opened: Line<OpenedEvent> = ({ works: all, because }, { say, name, more }) =>
  say(because === 'due' ? '到期前开出' : '人工开出', because === 'due' ? 'Opened before it is due' : 'Opened by hand') +
  more(all.map((work) => name(work.name)).join(say('、', ', ')))

const LINES: { readonly [T in VisitEventType]: Line<Extract<VisitEvent, { type: T }>> } = together([
  { opened },
  planning,
  objecting,
  engineer,
  filling,
  reporting,
  doing,
  calls,
  works,
  asking,
  advising,
  notes,
  ending,
])

/** What happened, in words. */
export const visitLine = (event: RecordedVisitEvent, words: Words): string =>
  (LINES[event.type] as Line<VisitEvent>)(event, words)
