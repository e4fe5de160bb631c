import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

type ClockView = {
  clause: string
  milestone: string
  state: string
  dueAt: string
  endedAt?: string
  evidence?: number
}
type Event = { seq: number; at: string; type: string; text: string }

const PROVES: Readonly<Record<string, RegExp>> = {
  responded: /^(responded|solutionProposed|visitDecided|arrived|repaired|solvedRemotely)$/,
  proposed: /^(solutionProposed|visitDecided|arrived|repaired)$/,
  triaged: /^(visitDecided|dispatched|arrived|sentIn|solvedRemotely)$/,
  dispatched: /^(dispatched|arrived)$/,
  arrived: /^arrived$/,
  repaired: /^(repaired|loanerLent)$/,
}

/** A whole repair of each customer, a promise or two broken on the way. */
async function play(world: World, who: keyof typeof CUSTOMERS): Promise<string> {
  const id = await world.report({ ...CUSTOMERS[who], severity: undefined })
  await world.advance('PT12M')
  await world.act(id, { type: 'respond', solution: '上门更换' })
  await world.advance('PT20M')
  await world.act(id, { type: 'goOnSite' }, 'manager')
  await world.advance('PT3H')
  await world.act(id, { type: 'arrive' })
  await world.act(id, { type: 'recordVerdict', part: '主板' })
  await world.advance('P2D')
  await world.act(id, { type: 'complete', cause: '主板故障', done: '更换主板', parts: ['主板'], origin: 'manufacture' })
  await world.advance('PT1H')
  await world.act(id, { type: 'confirm', rating: 5, onBehalf: '客户' })
  world.messages()
  return id
}

describe('the evidence', () => {
  it.each(Object.keys(CUSTOMERS) as (keyof typeof CUSTOMERS)[])(
    '%s: every clock ends, and names the event that proves how',
    async (who) => {
      const world = await World.start(at('11-20 02:13'))
      const id = await play(world, who)
      const { stage, clocks, timeline } = await world.repair(id)
      expect(stage).toBe('closed')
      expect(clocks.length).toBeGreaterThan(1)
      for (const clock of clocks as ClockView[]) {
        const proof: Event = timeline[(clock.evidence ?? 0) - 1]
        expect(proof).toMatchObject({ seq: clock.evidence, at: clock.endedAt })
        expect(proof.type).toMatch(PROVES[clock.milestone] ?? /$^/)
        expect(clock.state).toBe(proof.at > clock.dueAt ? 'broken' : 'kept')
      }
      expect(timeline.map(({ seq }: Event) => seq)).toEqual(timeline.map((_: Event, index: number) => index + 1))
      expect((timeline as Event[]).every(({ text }) => text.length > 0)).toBe(true)
      const report = await world.api(`/api/repairs/${id}/report`)
      expect(report.text).toContain('更换主板')
    },
  )

  it('a closed repair is on the board of its month, not on the open one', async () => {
    const world = await World.start(at('11-20 02:13'))
    const [closed, open] = [await play(world, 'police'), await world.report(CUSTOMERS.campus)]
    const ids = async (query: string) =>
      (await world.api(`/api/repairs?${query}`)).json.repairs.map((repair: { id: string }) => repair.id)
    expect(await ids('')).toEqual([open])
    expect(await ids('status=closed&month=2026-11')).toEqual([closed])
    expect(await ids('status=closed&month=2026-10')).toEqual([])
    expect((await world.api('/api/repairs?status=lost')).json.problems[0]).toMatch(/^status: /)
    world.messages()
  })
})
