import { normaliseSerial } from '../directory/serial.ts'
import { BadRequestError } from '../kernel/errors.ts'
import type { Repair } from '../repair/state/repair.ts'
import { act } from './act.ts'
import type { Deps } from './deps.ts'
import { reportFault } from './report-fault.ts'

/** What somebody who scanned the code on a unit has filled in. */
export interface CodeReport {
  /** Of the form: sent twice, it is one report. */
  readonly id: string
  readonly serial: string
  readonly symptoms: string
  /** They are not satisfied with how it goes: the manager hears of it. */
  readonly complains?: true
  /** To call back. */
  readonly phone: string
  /** From where it was sent; kept as a digest alone. */
  readonly address: string
}
export type CodeAnswer =
  | { readonly outcome: 'opened'; readonly repair: Repair }
  /** Under repair already: whoever reports it is told that, and nothing of what others wrote. */
  | { readonly outcome: 'known' }
  /** So often within the hour: whoever means it calls the hotline, which takes every call. */
  | { readonly outcome: 'tooMany' }

/** Of one unit within an hour. */
const OF_UNIT = 4
/** From one address: a site reports several units, and has one way out. */
const FROM_ADDRESS = 8
/** Of numbers that nobody has on file, whoever sends them: each would wake somebody. */
const OF_UNKNOWN = 10
/** Of all together: a flood from everywhere ends here, and takes nothing from the hotline. */
const OF_ALL = 60

/**
 * The code on a unit leads to two fields that anybody may fill in. Nobody is known by them: whatever number somebody leaves, they are
 * a stranger, who is called back and told nothing. An unknown serial number is a report all the same.
 */
export async function reportByCode(deps: Deps, report: CodeReport): Promise<CodeAnswer> {
  const { id, symptoms, phone } = report
  const serial = normaliseSerial(report.serial)
  const callId = `code:${id}`
  const isRepeat = (await deps.repairs.ofCall(callId)) !== undefined
  if (!isRepeat && (await isTooMuch(deps, serial, report.address))) return { outcome: 'tooMany' }
  const contact = { name: phone, phone }
  const { repair } = await reportFault(deps, { callId, channel: 'code', serial, symptoms, contact })
  if (report.complains) await complain(deps, repair.id, report)
  // The first call of the repair is the one that opened it.
  return repair.calls[0]?.callId === callId ? { outcome: 'opened', repair } : { outcome: 'known' }
}

/** Where there are complaints enough already nobody is told once more; what was written stands there all the same. */
async function complain(deps: Deps, repairId: string, { id, symptoms, phone }: CodeReport): Promise<void> {
  try {
    await act(
      deps,
      repairId,
      { type: 'complain', what: symptoms, id },
      { kind: 'caller', id: `code:${id}`, name: phone },
    )
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
  }
}

/** Narrow limits first: what they refuse counts for no wider one, so nobody fills those alone. */
async function isTooMuch(deps: Deps, serial: string, address: string): Promise<boolean> {
  const now = deps.clock.now()
  const isOver = async (what: string, most: number) =>
    (await deps.tallies.add(`report/${deps.digest(what)}`, now)) > most
  if (await isOver(`from/${address}`, FROM_ADDRESS)) return true
  if (await isOver(`unit/${serial}`, OF_UNIT)) return true
  const isKnown = (await deps.directory.unit(serial)) ?? (await deps.directory.loaner(serial))
  if (!isKnown && (await isOver('unknown', OF_UNKNOWN))) return true
  return isOver('all', OF_ALL)
}
