import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

type Event = { at: string; type: string }

describe('POST /local/clock', () => {
  it('goes through everything due in between, in order, before it answers', async () => {
    const world = await World.start(at('11-20 02:13'))
    const first = await world.report()
    await world.advance('PT1M')
    const second = await world.report({ ...CUSTOMERS.hospital, severity: undefined })
    world.messages()
    const body = JSON.stringify({ advance: 'PT9M' })
    const answer = await world.fetch('/local/clock', { method: 'POST', body })
    expect(answer.json).toEqual({ now: at('11-20 02:23') })
    expect((await world.fetch('/local/clock')).json).toEqual({ now: at('11-20 02:23') })
    const entries = (await world.fetch('/local/outbox')).json.toReversed()
    const times = entries.map((entry: { at: string }) => entry.at)
    expect(times).toEqual(times.toSorted())
    expect(Object.keys(entries[0]).toSorted()).toEqual(
      ['about', 'at', 'id', 'kind', 'reason', 'text', 'to'].concat(entries[0].subject ? ['subject'] : []).toSorted(),
    )
    // Both deadlines passed at their instants: H4 at 02:19, R5 at 02:23.
    const brokenAt = async (id: string) =>
      (await world.repair(id)).timeline.find(({ type }: Event) => type === 'clockBroken').at
    expect([await brokenAt(first), await brokenAt(second)]).toEqual([at('11-20 02:23'), at('11-20 02:19')])
    world.messages()
  })

  it.each([['-PT1M'], ['PT'], ['soon'], ['P1M'], ['P900D']])('refuses %s and moves nothing', async (advance) => {
    const world = await World.start(at('11-20 02:13'))
    const answer = await world.fetch('/local/clock', { method: 'POST', body: JSON.stringify({ advance }) })
    expect(answer.status).toBe(400)
    expect(world.now).toBe(at('11-20 02:13'))
  })
})
