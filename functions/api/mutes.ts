import type { Actor } from '../../shared/kernel/actor.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { endOf, type Mute } from '../../shared/repair/state/mute.ts'
import { endMute, KEPT_IN_SIGHT, startMute } from '../../shared/use-cases/mutes.ts'
import { type MuteView, muteRequestSchema } from '../../shared/wire/mutes.ts'
import { parse } from '../../shared/wire/problem.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, pathOf } from './call.ts'
import { staffWho } from './roles.ts'

/** A manager mutes a customer, a site or a unit for planned work. */
export const mute: ApiCall = async (event, deps) => {
  const { actor } = staffWho(event, 'mute')
  const started = await startMute(deps, parse(muteRequestSchema, bodyJson(event)), actor)
  return json(201, viewOf(started, deps.clock.now()))
}

export const unmute: ApiCall = async (event, deps) => {
  const { actor } = staffWho(event, 'mute')
  const ended = await endMute(deps, pathOf(event, 'id'), actor)
  if (!ended) throw new NotFoundError('no such mute')
  return json(200, viewOf(ended, deps.clock.now()))
}

export const listMutes: ApiCall = async (event, deps) => {
  staffWho(event, 'mutes')
  const mutes = await deps.mutes.latest(KEPT_IN_SIGHT)
  return json(200, { mutes: mutes.map((one) => viewOf(one, deps.clock.now())) })
}

const viewOf = (one: Mute, now: Instant): MuteView => {
  const { on, by, ended, ...rest } = one
  return {
    ...rest,
    ...on,
    by: personOf(by),
    ...(ended && { ended: { at: ended.at, by: personOf(ended.by) } }),
    state: now >= endOf(one) ? 'over' : now >= one.from ? 'muted' : 'planned',
  }
}

const personOf = ({ id, name }: Actor) => ({ ...defined({ id, name }) })
