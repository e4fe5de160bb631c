import { SYSTEM } from '../../shared/kernel/actor.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Duration, Instant } from '../../shared/kernel/instant.ts'
import { type FaultReport, NOTHING_SAID } from '../../shared/repair/state/call.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { act } from '../../shared/use-cases/act.ts'
import { noteOnTheLine } from '../../shared/use-cases/on-the-line.ts'
import { type Reported, reportFault } from '../../shared/use-cases/report-fault.ts'
import type { HotlineDeps } from './calls.ts'
import { addressOf, callerOf, type MenuState, sitesOf } from './menu.ts'

/** The longest that a step takes, and some. */
const ON_THE_LINE = 'PT3M'
const SEE_RECORDING = '（请听来电录音）'
const ENDED: ReadonlySet<string> = new Set(['completed', 'canceled', 'failed', 'no-answer', 'busy'])

/** One request of Twilio's, taken apart. */
export interface Turn {
  readonly deps: HotlineDeps
  readonly form: URLSearchParams
  readonly state: MenuState
}

/** What Twilio tells once the call has ended. */
export const hasHungUp = ({ form }: Pick<Turn, 'form'>): boolean => ENDED.has(form.get('CallStatus') ?? '')

/** The request is of a phone of ours that rang for the caller. */
export const isTheirPhone = ({ state: { step } }: Turn): boolean => step === 'screen' || step === 'pressed'

/** Where the call goes on. */
export const next = ({ deps, state }: Turn, change: Partial<MenuState>): string =>
  addressOf(deps.publicUrl, { ...state, tries: 1, failures: 0, ...change })

/** What was said so far as a report: of one call it is one repair, however often it is opened. */
export const open = async ({ deps, form, state }: Turn, reportedAt: Instant = state.at): Promise<Reported> => {
  const from = form.get('From') ?? undefined
  const site = state.site === undefined ? undefined : sitesOf(await callerOf(deps, from))[state.site]
  const report: FaultReport = {
    callId: form.get('CallSid') || `twilio:${from ?? 'unknown'}:${state.at}`,
    channel: 'twilio',
    reportedAt,
    symptoms: state.said ?? (state.recording ? SEE_RECORDING : NOTHING_SAID),
    ...(from && { caller: from }),
    ...(site && { site }),
    ...(state.severity && { severity: state.severity }),
    ...(state.recording && { recordingUrl: state.recording }),
  }
  const reported = await reportFault(deps, report)
  if (reported.outcome === 'repeated') await addLateWords(deps, reported.repair, report)
  return reported
}

/** Hanging up ends the call and sends the recording at the same time. If the end came first, the words join the record. */
const addLateWords = async (deps: HotlineDeps, repair: Repair, report: FaultReport): Promise<void> => {
  const known = repair.calls.find(({ callId }) => callId === report.callId)
  const isNew = report.symptoms !== known?.symptoms && report.symptoms !== NOTHING_SAID
  if (!isNew) return
  const text = [report.symptoms, report.recordingUrl].filter(Boolean).join(' ')
  await act(deps, repair.id, { id: `late/${report.callId}`, type: 'note', text }, SYSTEM)
}

/** Somebody is on the line, until Twilio says that they have hung up or is heard no more. */
export const showAtDesk = async (turn: Turn, repair?: string, lasts: Duration = ON_THE_LINE): Promise<void> => {
  const { deps, form, state } = turn
  const caller = form.get('From') ?? undefined
  const id = form.get('CallSid')
  if (id && !hasHungUp(turn)) await noteOnTheLine(deps, { id, since: state.at, lasts, ...defined({ caller, repair }) })
}
