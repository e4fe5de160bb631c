import type { Form } from '../../../../shared/form/form.ts'
import { type Instant, later } from '../../../../shared/kernel/instant.ts'
import type { Slot } from '../../../../shared/visit/state/visit.ts'
import type { VisitRow, VisitView } from '../../../../shared/wire/visits.ts'
import type { OutboxEntry } from '../../outbox.ts'
import { signatureOf } from '../signed.ts'
import type { Stage } from '../stage.ts'
import { answersOn } from './answers.ts'

// What people do on an ordinary day: customers choose a date by their link, engineers say that they come and what they found, the desk
// calls. Whoever forgets or is prevented is told of in `episodes.ts`.

/** What keeps somebody from the ordinary course of one visit; nothing: it goes its way. */
export type Prevented = 'customerSilent' | 'customerAbsent' | 'engineerForgets' | 'notReached'

/** Looks at a visit that something has to be done about. Says what was done, for the story; nothing where nothing was. */
export interface Routine {
  readonly prevented: (visit: VisitRow) => Prevented | undefined
  readonly tell: (what: 'done' | 'missed', visit: string) => void
}

const LATE_MS = 3 * 24 * 3_600_000

/** Once a day, at ten in the morning: everybody does what is theirs. */
export async function dayOf(stage: Stage, { prevented, tell }: Routine, mail: readonly OutboxEntry[]): Promise<void> {
  for (const entry of mail) await answerMail(stage, entry, prevented)
  const { visits } = (await stage.api('/api/visits?limit=500')) as { visits: readonly VisitRow[] }
  for (const visit of visits) await see(stage, visit, prevented(visit), tell)
}

/** Who is offered two dates takes the first that is still free; are both gone, the desk will telephone. */
async function answerMail(stage: Stage, { text, about }: OutboxEntry, prevented: Routine['prevented']): Promise<void> {
  const [link] = /\/c\/[\w-]+/.exec(text) ?? []
  if (!link || !about.startsWith('visit/')) return
  const visit = (await stage.api(`/api/${about.replace('visit/', 'visits/')}`)) as VisitView
  if (visit.stage !== 'planning' || prevented(visit) === 'customerSilent') return
  for (const { from } of visit.offered ?? []) if (await stage.tries(link, { action: 'choose', slot: from })) return
}

async function see(
  stage: Stage,
  visit: VisitRow,
  prevented: Prevented | undefined,
  tell: Routine['tell'],
): Promise<void> {
  const { stage: stands, slot, engineer, confirmed, way, attempts } = visit
  if (stands === 'planning') return agree(stage, visit, prevented)
  if (!slot) return
  const isDue = slot.from <= stage.now
  if (way === 'call') {
    if (!isDue) return
    const isInVain = prevented === 'notReached' && attempts < 2
    return isInVain ? act(stage, visit, { type: 'notReached' }) : finish(stage, visit, tell)
  }
  if (!engineer) return send(stage, visit, slot)
  if (!isDue) {
    if (!confirmed && prevented !== 'engineerForgets' && slot.from <= later(stage.now, 30 * 3_600_000))
      await act(stage, visit, { type: 'confirm' }, `engineer/${engineer}`)
    return
  }
  if (prevented === 'engineerForgets') return
  if (prevented === 'customerAbsent' && slot.to <= stage.now) {
    tell('missed', visit.id)
    return act(stage, visit, { type: 'missed', why: 'customerAbsent', reason: '到场时客户临时停电，改期' })
  }
  if (slot.to <= stage.now) await finish(stage, visit, tell)
}

/** Nobody answered for three days, or there was nobody to write to: the desk telephones. */
async function agree(stage: Stage, visit: VisitRow, prevented: Prevented | undefined): Promise<void> {
  const view = (await stage.api(`/api/visits/${visit.id}`)) as VisitView
  const isSilent = prevented === 'customerSilent' || view.offered === undefined
  const offeredAt = view.timeline.findLast(({ type }) => type === 'proposed')?.at
  if (!isSilent || (offeredAt !== undefined && stage.now < later(offeredAt as Instant, LATE_MS))) return
  const [first] = view.suggestion?.slots ?? []
  if (first)
    await act(stage, visit, { type: 'agree', from: first.from, to: first.to, agreedBy: '值班老师', how: 'phone' })
}

const EAST = ['li-na', 'wang-qiang', 'sun-hao', 'chen-wei', 'zhou-jie', 'zhao-min']
const WEST = ['ma-jun', 'aygul', 'sun-hao', 'zhao-min']

/** Everybody was elsewhere when the date was found: the desk sends somebody who is free by now. */
async function send(stage: Stage, visit: VisitRow, { from, to }: Slot): Promise<void> {
  const { visits } = (await stage.api('/api/visits?limit=500')) as { visits: readonly VisitRow[] }
  const busy = new Set(visits.filter(({ slot }) => slot && slot.from < to && from < slot.to).map((one) => one.engineer))
  const person = (visit.customer === 'tianshan-data' ? WEST : EAST).find((one) => !busy.has(one))
  if (person) await act(stage, visit, { type: 'assign', person })
}

/** What its works ask for is filled in, the customer signs, and it is done. */
async function finish(stage: Stage, visit: VisitRow, tell: Routine['tell']): Promise<void> {
  const { filling } = (await stage.api(`/api/visits/${visit.id}`)) as VisitView
  for (const { form, about } of filling)
    await act(stage, visit, {
      type: 'fill',
      form: form.id,
      ...(about !== undefined && { about }),
      answers: answersOn(form as unknown as Form),
    })
  const { allowed, engineer } = (await stage.api(`/api/visits/${visit.id}`)) as VisitView
  if (allowed.includes('sign')) await stage.sign(`/jobs/${visit.id}`, signatureOf('值班老师'), `engineer/${engineer}`)
  await act(stage, visit, { type: 'done', found: visit.way === 'call' ? '客户表示使用正常' : '逐项检查，运行正常' })
  tell('done', visit.id)
}

const act = async (
  stage: Stage,
  { id }: VisitRow,
  action: object,
  who: Parameters<Stage['api']>[2] = 'manager/liu-fang',
): Promise<void> => {
  await stage.api(`/api/visits/${id}/actions`, action, who)
}
