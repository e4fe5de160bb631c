import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { recordWork, signed, worksOf } from './contract.ts'

const TO = `to=${at('07-02 00:00', 2027)}`
const planned = async (world: World, query = TO, token = 'dispatcher/chen-wei') =>
  (await world.api(`/api/planned?${query}`, undefined, token)).json
const shown = ({ works }: Awaited<ReturnType<typeof planned>>): string[] =>
  works.map(
    (work: { clause: string; isOverdue: boolean; lastDay: string; name: { zh: string } }) =>
      `${work.isOverdue ? '逾期 ' : ''}${work.lastDay} ${work.clause} ${work.name.zh}`,
  )

describe('planned work that is not done', () => {
  it('is listed by name, what is overdue first, and leaves the list when it is done', async () => {
    const world = await signed('C')
    await world.advanceTo(at('03-08 09:00', 2027))
    const before = await planned(world)
    expect(shown(before).slice(0, 2)).toEqual([
      '逾期 2027-03-05 C14 到货电话回访（第 1 次）',
      '2027-03-26 C14 到货后拜访（第 1 次）',
    ])
    expect(shown(before)).toContain('2027-06-01 C17 全面巡检保养（第 1 次）')
    const [call] = await worksOf(world, 'C14')
    if (call) await recordWork(world, call)
    expect(shown(await planned(world))).toEqual(shown(before).slice(1))
    world.messages()
  })

  it('what nobody did is overdue in the ledger, in whatever month, and the manager on duty hears of it where the contract names none', async () => {
    const world = await signed('C', { planVersion: 3, papersBy: undefined, manager: undefined })
    await world.advanceTo(at('06-01 23:00', 2027))
    world.messages()
    await world.advanceTo(at('06-09 10:00', 2027))
    const told = world.story().filter((line) => line.includes('合同承诺已逾期'))
    // What is new is named first, whatever has been missing for longer.
    for (const person of ['chen-wei', 'liu-fang'])
      expect(told.find((line) => line.includes(`${person}:`))).toMatch(/逾期\d+项 定期巡检（第 1 次） .* C11 C17/)
    const query = `from=2000-01-01T00:00:00Z&to=${world.now}&limit=200`
    const { obligations } = (await world.api(`/api/ledger/due?${query}`, undefined, 'viewer')).json
    const overdue = obligations.filter(({ clause }: { clause: string }) => clause === 'C11' || clause === 'C17')
    expect(overdue).toHaveLength(4)
  })

  it('comes page by page, none twice and none missing, however it is narrowed', async () => {
    const world = await signed('C')
    const all = await planned(world)
    for (const narrowed of ['', '&way=call', '&clause=C17', `&site=${all.works.at(-1).site}`]) {
      const whole = shown(await planned(world, `${TO}${narrowed}&limit=200`))
      const pages: string[] = []
      let cursor = ''
      do {
        const page = await planned(
          world,
          `${TO}${narrowed}&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        )
        pages.push(...shown(page))
        cursor = page.cursor ?? ''
      } while (cursor)
      expect(pages).toEqual(whole)
      expect(whole.length).toBeGreaterThan(0)
    }
  })

  it('shows engineers the sites where they have duty, and nobody the rest', async () => {
    const world = await signed('C')
    const { rosters } = await world.host.deps.directory.all()
    const { sites } = await world.host.deps.directory.all()
    const where = new Map(sites.map(({ id, roster }) => [id, roster]))
    const everything = await planned(world)
    const places = new Set<string | undefined>(
      everything.works.map(({ site }: { site?: string }) => where.get(site ?? '')),
    )
    for (const person of ['li-na', 'wang-qiang', 'ma-jun']) {
      const mine = new Set(
        rosters.filter((roster) => JSON.stringify(roster).includes(`"${person}"`)).map(({ id }) => id),
      )
      const { works } = await planned(world, TO, `engineer/${person}`)
      for (const { site = '' } of works as readonly { site?: string }[]) expect(mine).toContain(where.get(site))
      if (![...places].some((place) => mine.has(place ?? ''))) expect(works).toEqual([])
    }
  })

  it('says what is wrong with a question', async () => {
    const world = await signed('C')
    expect((await planned(world, 'way=fax')).problems[0]).toMatch(/^way: /)
    expect((await planned(world, 'to=soon')).problems[0]).toMatch(/^to: /)
  })
})
