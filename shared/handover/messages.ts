import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { holdsAt } from '../kernel/stretch.ts'
import type { Effect } from '../subject/effect.ts'
import { effectBase } from '../subject/effect-base.ts'
import { type HandoverEvent, type Handovers, type RecordedHandoverEvent, rosterSubject } from './handovers.ts'

/** Of a turn that begins or was to begin so soon one hears at once; of others within asking hours. */
const SOON_MS = durationMs('P1D')

/** Whoever comes on or goes off, whoever has or has lost a turn to come, and the manager of gaps. */
export const messagesOf = (
  events: readonly RecordedHandoverEvent[],
  _before: Handovers | undefined,
  after: Handovers,
): readonly Effect[] =>
  events.flatMap((event) => {
    switch (event.type) {
      case 'handedOver':
        return handedOver(event, after)
      case 'turnChanged':
        return turnChanged(event, after)
      case 'gapsFound':
        return gapsFound(event, after, events)
      case 'gapNear':
        return [text(event, after, after.manager.id, 'gap', { from: event.gap.from, until: event.gap.to }, false)]
      default:
        return []
    }
  })

type Of<T extends HandoverEvent['type']> = RecordedHandoverEvent & { readonly type: T }

function handedOver(event: Of<'handedOver'>, after: Handovers): readonly Effect[] {
  const { tier, from, to, watch, until, open } = event
  const place = after.tiers[tier]
  const isOnStill = after.on.some(({ person }) => person === from)
  return [
    ...(to === undefined || watch
      ? []
      : [text(event, after, to, 'on', { place, until, count: counted(open.waiting) }, true)]),
    ...(from === undefined || isOnStill
      ? []
      : [text(event, after, from, 'off', { place, count: counted(open.theirs) }, false)]),
  ]
}

const counted = (count: number): string | undefined => (count > 0 ? String(count) : undefined)

function turnChanged(event: Of<'turnChanged'>, after: Handovers): readonly Effect[] {
  const { person, gained, lost } = event
  const turn = gained ?? lost
  if (!turn) return []
  const place = after.tiers[turn.tier]
  const asked = gained && lost ? 'moved' : gained ? 'gained' : 'lost'
  const isSoon = turn.from < later(event.at, SOON_MS)
  return [text(event, after, person, asked, { place, from: turn.from, until: turn.to }, isSoon)]
}

function gapsFound(
  event: Of<'gapsFound'>,
  after: Handovers,
  events: readonly RecordedHandoverEvent[],
): readonly Effect[] {
  const { id: person, hasMail } = after.manager
  const [gap] = event.gaps
  if (!gap) return []
  const values = { from: gap.from, until: gap.to, count: String(event.gaps.length) }
  const note = text(event, after, person, 'gap', values, false)
  // One that is near already is told by text in any case.
  if (!hasMail) return events.some(({ type }) => type === 'gapNear') ? [] : [note]
  const { key, about, createdAt, to, language, timezone, reason, link } = note
  const said = { roster: after.name, asked: 'gap', from: gap.from, until: gap.to, gaps: values.count }
  const mail = { key: `${key}/mail`, about, createdAt, to, language, timezone, reason, link, values: said }
  return [{ ...mail, channel: 'email', template: 'gaps' }]
}

interface Said {
  readonly place?: string | undefined
  readonly from?: Instant
  readonly until?: Instant
  readonly count?: string | undefined
}

function text(
  event: RecordedHandoverEvent,
  { id, name, timezone }: Handovers,
  person: string,
  asked: string,
  { place, ...said }: Said,
  isTimely: boolean,
): Effect & { readonly channel: 'sms' } {
  const about = rosterSubject(id)
  const values = { site: name, unit: place, asked, ...said, sentAt: event.at }
  return {
    ...effectBase({ event, about, timezone, template: 'handover', recipient: person, values, reason: event.type }),
    channel: 'sms',
    template: 'handover',
    person,
    turn: isTimely ? 'timely' : 'routine',
    link: { about, kind: 'engineer', holder: person },
  }
}

/** Whether a message that was held says what is so: whoever is off has come on again, or a turn is another's by now. */
export function isStillSo(state: Handovers, person: string, values: Readonly<Record<string, string>>): boolean {
  const { asked, from } = values
  const isOn = state.on.some((one) => one.person === person)
  if (asked === 'on') return isOn
  if (asked === 'off') return !isOn
  if (asked === 'gap') return from !== undefined && state.gaps.some((gap) => holdsAt(gap, from))
  return true
}
