import { BadRequestError, fault, StoreBusyError } from '../kernel/errors.ts'
import { pick } from '../kernel/fields.ts'
import { idOf } from '../kernel/subject.ts'
import type { Action } from '../repair/actions.ts'
import { open } from '../repair/decide.ts'
import { callToSplit } from '../repair/features/calls/rules.ts'
import { holdOfCall } from '../repair/holds.ts'
import type { Call } from '../repair/state/call.ts'
import type { Repair } from '../repair/state/repair.ts'
import { repairStory } from '../repair/story.ts'
import { commit } from '../shell/commit.ts'
import type { Deps } from './deps.ts'
import { newNumber, startWorkflow } from './open-repair.ts'
import { recognise } from './recognise.ts'

/** Races with oneself only: a double tap. */
const ATTEMPTS = 5

/**
 * The repair that a call becomes which had joined another one: its clocks count from that call. It is opened before the other
 * one notes it, so that nothing is lost in between; tapped again, it is the same.
 */
export async function splitOff(
  deps: Deps,
  repair: Repair,
  action: Extract<Action, { type: 'split' }>,
): Promise<string> {
  const call = callToSplit(repair, action)
  const claim = `split/${repair.id}/${call.callId}`
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await deps.repairs.ofCall(claim)
    if (known !== undefined) return known
    const opened = await openFrom(deps, repair, call)
    const result = await commit(deps, repairStory, opened, [{ hold: holdOfCall(claim), once: true }])
    if (result.outcome === 'taken' && result.hold !== holdOfCall(claim))
      throw new BadRequestError([
        fault(
          'call',
          `它的设备已有未关闭的报修单 ${idOf(result.by)}，请记在那一单`,
          `its unit has the open repair ${idOf(result.by)} already; note it there`,
        ),
      ])
    if (result.outcome !== 'saved') continue
    await startWorkflow(deps, result.state.id)
    return result.state.id
  }
  throw new StoreBusyError(`Call ${call.callId} of repair ${repair.id} could not be split off; try again`)
}

async function openFrom(deps: Deps, repair: Repair, call: Call) {
  const { subject, severity, contacts } = await recognise(deps, {
    callId: call.callId,
    channel: call.channel,
    symptoms: call.symptoms,
    reportedAt: call.at,
    severity: call.severity ?? repair.severity,
    ...pick(call, 'caller', 'onFile', 'serial'),
  })
  const repairId = await newNumber(deps, call.at, subject.timezone)
  const matter = repair.matter && { matter: repair.matter }
  return open(
    { repairId, subject, severity, reportedAt: call.at, ...matter, call, contacts, splitFrom: repair.id },
    deps.clock.now(),
  )
}
