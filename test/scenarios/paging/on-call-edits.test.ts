import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHost } from '../../../infra/local/host.ts'
import { BadRequestError } from '../../../shared/kernel/errors.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const DEMO = readFileSync(join(import.meta.dirname, '../../../infra/local/demo/directory.yaml'), 'utf8')
const ROTATION = 'people: [chen-wei, li-na, wang-qiang]'
/** Chen Wei, whose turn it takes, is taken off too. */
const NO_STAND_IN: [string, string] = ['replaces: chen-wei, ', '']
const log = { info: () => {}, warn: () => {}, error: () => {} }

/** A data folder and a directory file that somebody edits between two starts. */
const office = () => {
  const folder = mkdtempSync(join(tmpdir(), 'rosters-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const directory = join(folder, 'directory.yaml')
  const write = (...changes: readonly [string, string][]) =>
    writeFileSync(
      directory,
      changes.reduce((text, [from, to]) => text.replace(from, to), DEMO),
    )
  const host = (frozenAt: Instant) => createHost({ folder, directory, frozenAt, publicUrl: 'https://x.example', log })
  const runAt = async (now: Instant) => {
    const running = host(now)
    await running.start()
    await running.stop()
  }
  write()
  return { write, runAt, host, world: (now: Instant) => World.start(now, { folder, directory }) }
}

/** Who has the first turn in the east at an instant. */
const dutyAt = async (world: World, instant: Instant): Promise<string> => {
  const { rosters } = (await world.api(`/api/oncall?at=${encodeURIComponent(instant)}`)).json
  return rosters.find(({ roster }: { roster: string }) => roster === 'east').path[0].person.id
}

describe('the directory file is edited and the system started again', () => {
  const NIGHT = at('11-20 02:13')
  const MORNING = at('11-20 10:00')
  const MONDAY = at('11-23 09:00')

  it('[H21] a colleague taken off the rotation: nobody loses a running shift, and yesterday stands', async () => {
    const { write, runAt, world: start } = office()
    await runAt(NIGHT) // Wang Qiang's week
    write([ROTATION, 'people: [li-na, wang-qiang]'], NO_STAND_IN)
    const world = await start(MORNING)
    expect(await dutyAt(world, NIGHT)).toBe('wang-qiang')
    expect(await dutyAt(world, at('11-10 12:00'))).toBe('li-na') // by the rotation of three, as it was then
    expect([await dutyAt(world, at('11-23 08:59')), await dutyAt(world, MONDAY)]).toEqual(['wang-qiang', 'wang-qiang'])
    await world.report()
    expect(world.sms('wang-qiang').at).toBe(MORNING)
    world.messages()
  })

  it('[H21] whoever has duty is taken off: theirs to the end of the week, and who was asked last night stands', async () => {
    const { write, runAt, world: start } = office()
    await runAt(NIGHT)
    write([ROTATION, 'people: [chen-wei, li-na]'])
    await runAt(at('11-20 09:00'))
    const world = await start(MORNING) // loaded once more: nothing changes
    expect(await dutyAt(world, NIGHT)).toBe('wang-qiang')
    expect([await dutyAt(world, at('11-23 08:59')), await dutyAt(world, MONDAY)]).toEqual(['wang-qiang', 'li-na'])
    const [east] = (await world.host.deps.directory.rosters()).filter(({ id }) => id === 'east')
    expect(east?.history).toHaveLength(1)
  })

  it('a change that names its instant holds from then on', async () => {
    const { write, runAt, world: start } = office()
    await runAt(NIGHT)
    write([ROTATION, 'people: [li-na]'], NO_STAND_IN, [
      'manager: liu-fang',
      "manager: liu-fang\n    from: '2026-11-23T09:00:00+08:00'",
    ])
    const world = await start(MORNING)
    expect([await dutyAt(world, at('11-23 08:59')), await dutyAt(world, MONDAY)]).toEqual(['wang-qiang', 'li-na'])
  })

  it('two overrides that contradict each other are refused with file and line, and what to do', async () => {
    const { write, host } = office()
    write([
      'tier: 0, replaces: chen-wei, person: li-na }',
      "tier: 0, replaces: chen-wei, person: li-na }\n      - { from: '2026-11-26T20:00:00+08:00', to: '2026-11-28T09:00:00+08:00', tier: 0, replaces: chen-wei, person: wang-qiang }",
    ])
    const refused = async () => host(NIGHT)
    await expect(refused).rejects.toThrow(BadRequestError)
    const problems = await refused().catch((error: BadRequestError) => error.problems)
    expect(problems).toEqual([
      expect.stringMatching(
        /directory\.yaml:38:9: rosters\.0\.overrides\.1: wang-qiang takes the turn of chen-wei .* overrides\[0\] gives to li-na at the same time: remove one of the two, or make their times follow each other$/,
      ),
    ])
  })
})
