import { defined, pick } from '../../shared/kernel/fields.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { type Excerpt, excerptOf } from '../../shared/message/excerpt.ts'
import { describeEvent } from '../../shared/message/timeline.ts'
import type { Sent } from '../../shared/ports/store.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import type { RecordedEvent } from '../../shared/repair/events.ts'
import { awaitsFeedback } from '../../shared/repair/features/archive/offers.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { clockView } from '../../shared/wire/clock-view.ts'
import type { RepairView } from '../../shared/wire/repairs.ts'

/** A repair as the API shows it: plain facts, each clock with its arithmetic, and the archive in words. */
export const repairView = (
  repair: Repair,
  history: readonly RecordedEvent[],
  allowed: readonly ActionType[],
  language: Language,
  sent: readonly Sent[] = [],
): RepairView => ({
  ...pick(repair, 'id', 'stage', 'severity', 'needsIdentification', 'reportedAt', 'updatedAt', 'version', 'round'),
  ...pick(repair, 'timezone', 'symptoms'),
  ...pick(
    repair,
    'site',
    'unit',
    'customer',
    'contract',
    'matter',
    'assignee',
    'desk',
    'loaner',
    'visitAt',
    'solvedBy',
  ),
  ...pick(repair, 'resolutionAt', 'remoteAccess', 'quote', 'replacement', 'escalations', 'claims', 'failedRepairs'),
  ...pick(repair, 'unremovableAt', 'rating', 'closed', 'keeper', 'attachments', 'signature'),
  ...pick(repair, 'unread', 'complaints', 'calledBack'),
  ...(repair.emergencyPlan && {
    emergencyPlan: { ...repair.emergencyPlan, text: inLanguage(repair.emergencyPlan.text, language) },
  }),
  ...(repair.closed && { archived: !awaitsFeedback(repair) }),
  plan: repair.plan.id,
  planVersion: repair.plan.version,
  contacts: repair.contacts.map((contact) => ({ language: 'zh-CN', ...contact })),
  ...(repair.work && { work: { ...repair.work, parts: [...repair.work.parts] } }),
  paused: repair.pauses.some((pause) => pause.to === undefined),
  allowed: [...allowed],
  clocks: repair.clocks.map((clock) => clockView(clock, repair, language)),
  ...timelineOf(excerptOf(history), sent, repair, language),
})

const timelineOf = ({ events, omitted }: Excerpt, sent: readonly Sent[], repair: Repair, language: Language) => {
  const sentFor = Map.groupBy(sent, ({ key }) => Number(key.split('/')[1]))
  return {
    timeline: events.map((event) => ({
      ...timelineEntry(event, repair, language),
      ...sentAs(sentFor.get(event.seq) ?? []),
    })),
    ...(omitted > 0 && { timelineOmitted: omitted }),
  }
}

/** Where the messages of one event went. */
const sentAs = (sent: readonly Sent[]) =>
  sent.length > 0 ? { sent: sent.map(({ at, to, receipt }) => ({ at, ...defined({ to, receipt }) })) } : {}

/** The event with its words. A plan is whole in the record; here its id says enough. */
const timelineEntry = (event: RecordedEvent, repair: Repair, language: Language) => {
  const text = describeEvent(event, language, repair.timezone)
  if (event.type !== 'opened' && event.type !== 'identified') return { ...event, text }
  const { plan, ...subject } = event.subject
  return { ...event, text, subject: { ...subject, plan: plan.id, planVersion: plan.version } }
}
