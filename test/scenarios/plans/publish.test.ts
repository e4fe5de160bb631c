import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { backUp, restore } from '../../../infra/local/backup.ts'
import { createHost } from '../../../infra/local/host.ts'
import { DOCUMENTS } from '../../../infra/plans.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('12-11 02:13')
const R4 = readFileSync(join(DOCUMENTS, 'R.v4.yaml'), 'utf8')
/** The next version of the recorders' plan: answered in 5 minutes instead of 10, from today on. */
const draft = (changes: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    'version: 4': 'version: 5',
    'effectiveFrom: 2026-12-10': 'effectiveFrom: 2026-12-11',
    'limit: PT10M': 'limit: PT5M',
    ...changes,
  }).reduce((text, [from, to]) => text.replaceAll(from, to), R4)
const publish = (world: World, text: string, more: object = {}, who = 'manager') =>
  world.api('/api/plans', { text, reason: '年度修订', ...more }, who)
const versions = async (world: World): Promise<string[]> =>
  (await world.api('/api/plans')).json.plans.map(
    ({ id, version }: { id: string; version: number }) => `${id}.${version}`,
  )

describe('a version that a manager publishes', () => {
  it('is there at once, says what it changes, and binds whom the customer agrees to move', async () => {
    const world = await World.start(NOW)
    const dry = await publish(world, draft(), { dryRun: true })
    expect([dry.status, dry.json.outcome]).toEqual([200, 'dryRun'])
    expect(dry.json.changes).toContainEqual(expect.objectContaining({ clause: 'R5', effect: 'better' }))
    expect(await versions(world)).not.toContain('R.5')
    expect((await publish(world, draft())).json).toMatchObject({ outcome: 'published', plan: 'R', version: 5 })
    expect(await versions(world)).toContain('R.5')
    const move = { planVersion: 5, reason: '续签', agreedBy: '赵所长', how: 'phone' }
    expect((await world.api('/api/contracts/LT-2024-009/version', move, 'manager')).status).toBe(200)
    const id = await world.report({ severity: 'urgent' })
    expect((await world.repair(id)).planVersion).toBe(5)
    expect((await world.repair(id)).clocks[0]).toMatchObject({ clause: 'R5', dueAt: at('12-11 02:18') })
    world.messages()
  })

  it('is on record: who, when, why, and the text as it was written', async () => {
    const world = await World.start(NOW)
    await publish(world, draft())
    const { json } = await world.api('/api/plans/published')
    expect(json.published).toEqual([
      expect.objectContaining({
        ...{ plan: 'R', version: 5, effectiveFrom: '2026-12-11', at: NOW, reason: '年度修订', text: draft() },
        by: expect.objectContaining({ id: expect.any(String) }),
      }),
    ])
  })

  it('is told to every open screen', async () => {
    const world = await World.start(NOW)
    const { next } = (await world.api('/api/changes')).json
    await publish(world, draft())
    const { json } = await world.api(`/api/changes?after=${next}`, undefined, 'engineer/chen-wei')
    expect(json.changes).toEqual([{ subject: 'plans/published', version: 1, at: NOW }])
  })

  it('is published once, however often the same text comes, and of two the second is told', async () => {
    const world = await World.start(NOW)
    const both = await Promise.all([publish(world, draft()), publish(world, draft())])
    expect(both.map(({ json }) => json.outcome).toSorted()).toEqual(['already', 'published'])
    const late = await publish(world, draft({ 'limit: PT10M': 'limit: PT6M' }))
    expect([late.status, late.json.error]).toEqual([409, 'taken'])
    expect(late.json.message).toContain('version: 6')
    expect((await world.api('/api/plans/published')).json.published).toHaveLength(1)
  })

  it.each([
    ['no YAML', () => 'id: [', /^text: line 1: /],
    [
      'a promise that no rule keeps',
      () => draft({ 'rule: clock': 'rule: clok' }),
      /^text: line \d+: .*"clok" is not a rule; did you mean clock/,
    ],
    ['a number that is left out', () => draft({ 'version: 4': 'version: 7' }), /^version: must be 5/],
    [
      'a day that is over',
      () => draft({ 'effectiveFrom: 2026-12-10': 'effectiveFrom: 2026-12-09' }),
      /must not be before today/,
    ],
    ['what holds already', () => draft({ 'limit: PT10M': 'limit: PT10M' }), /says the same as version 4/],
    [
      'clauses of another plan',
      () => draft({ 'id: R\n': 'id: Q\n', 'version: 4': 'version: 1' }),
      /R1 is a clause of plan R: begin/,
    ],
  ])('is refused with a sentence: %s', async (_, text, says) => {
    const world = await World.start(NOW)
    const { status, json } = await publish(world, text())
    expect(status).toBe(400)
    expect(json.problems.join('\n')).toMatch(says)
    expect((await world.api('/api/plans/published')).json.published).toEqual([])
  })

  it('is not for dispatchers, nor without a reason, nor of any length', async () => {
    const world = await World.start(NOW)
    expect((await publish(world, draft(), {}, 'dispatcher')).status).toBe(403)
    expect((await publish(world, draft(), { reason: ' ' })).status).toBe(400)
    expect((await publish(world, '#'.repeat(150_001))).status).toBe(400)
    expect((await world.api('/api/plans/published', undefined, 'viewer')).status).toBe(403)
  })

  it('outlives a restart and a backup, and wins over a file of its version, which is told once', async () => {
    const [folder, other] = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'chengnuo-publish-'))) as [string, string]
    onTestFinished(() => [folder, other].forEach((one) => void rmSync(one, { recursive: true, force: true })))
    const first = await World.start(NOW, { folder })
    await publish(first, draft())
    const backup = join(other, 'backup.db')
    await backUp(folder, backup)
    const restored = join(other, 'data')
    restore(restored, backup, NOW)
    const written = join(other, 'written')
    execFileSync(process.execPath, ['infra/plans-cli.ts', 'published', written], {
      env: { ...process.env, DATA_DIR: restored },
    })
    expect(readFileSync(join(written, 'R.v5.yaml'), 'utf8')).toBe(draft())
    const plans = join(other, 'plans')
    cpSync(DOCUMENTS, plans, { recursive: true })
    writeFileSync(join(plans, 'R.v5.yaml'), draft({ 'limit: PT10M': 'limit: PT7M' }))
    const warnings: string[] = []
    const warn = (message: string, fields: object = {}) => void warnings.push(`${message} ${JSON.stringify(fields)}`)
    const log = { info: () => {}, warn, error: () => {} }
    const host = createHost({ folder: restored, plans, publicUrl: 'https://cn.example.com', frozenAt: NOW, log })
    await host.start()
    const published = (await host.deps.plans()).find(({ id, version }) => id === 'R' && version === 5)
    await host.stop()
    expect(published?.clocks.find(({ clause }) => clause === 'R5')?.limit).toBe('PT5M')
    expect(warnings.filter((one) => one.includes('承诺 R 第 5 版'))).toHaveLength(1)
  })
})
