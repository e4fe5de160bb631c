import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createHost } from '../../../infra/local/host.ts'
import { moveContract } from '../../../shared/use-cases/outdated.ts'
import { auditSchema } from '../../../shared/wire/evidence.ts'
import { contractFileSchema } from '../../../shared/wire/facts.ts'
import { outdatedSchema } from '../../../shared/wire/outdated.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const MANAGER = 'manager/liu-fang'
const POLICE = 'LT-2024-009'
const MOVE = { planVersion: 2, reason: '续签时一并升级', agreedBy: '何平', how: 'inPerson' }

const outdated = async (world: World) =>
  parse(outdatedSchema, (await world.api('/api/contracts/outdated', undefined, MANAGER)).json).versions
const move = (world: World, body: object, who = MANAGER, id = POLICE) =>
  world.api(`/api/contracts/${id}/version`, body, who)
const lines = async (world: World) =>
  parse(auditSchema, (await world.api('/api/audit', undefined, MANAGER)).json).entries.filter(
    ({ what }) => what === 'contract',
  )

it('contracts on an older version are listed with what the latest changes for their customers', async () => {
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  const versions = await outdated(world)
  expect(versions.map(({ plan, version, latest }) => `${plan} ${version} → ${latest}`)).toEqual(
    ['C', 'H', 'N', 'R'].map((plan) => `${plan} 1 → 2`),
  )
  const ofR = versions.find(({ plan }) => plan === 'R')
  expect(ofR?.contracts).toContainEqual({ id: POLICE, customer: 'lanting-police', name: '兰亭县公安局' })
  expect(ofR?.changes).toContainEqual({
    clause: 'R2',
    effect: expect.any(String),
    text: { zh: expect.any(String), en: expect.stringContaining('after 2 failed repairs') },
  })
})

it('a manager moves one, on the audit record: the next repair is under the new version, the open one keeps its own', async () => {
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  const id = await world.report()
  const { status, json } = await move(world, MOVE)
  expect(status).toBe(200)
  expect(parse(contractFileSchema, json).contract).toMatchObject({ id: POLICE, planVersion: 2 })
  expect(await lines(world)).toMatchObject([
    { outcome: 'moved', contract: POLICE, plan: 'R', from: 1, by: { id: 'liu-fang' }, ...MOVE },
  ])
  const left = await outdated(world)
  const before = left.filter(({ version }) => version === 1)
  expect(before.flatMap(({ contracts }) => contracts.map((contract) => contract.id))).not.toContain(POLICE)
  // The same again changes nothing.
  expect((await move(world, MOVE)).status).toBe(200)
  expect(await lines(world)).toHaveLength(1)

  await world.advance('PT1M')
  expect(await world.report()).toBe(id)
  expect((await world.repair(id)).planVersion).toBe(1)
  const next = await world.report({ serial: 'BWC-2025-0118' })
  expect((await world.repair(next)).planVersion).toBe(2)
  world.messages()
})

it('not by others, not to what is older, unknown or not in force, and not to what is worse without the customer', async () => {
  const early = await World.start(at('10-31 10:00'), { papers: 'missing' })
  expect((await move(early, MOVE)).json.problems).toEqual([
    'planVersion: version 2 of plan R is in force from 2026-11-01 on',
  ])
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  expect((await move(world, MOVE, 'dispatcher')).status).toBe(403)
  expect((await move(world, MOVE, MANAGER, 'K-0')).status).toBe(404)
  expect((await move(world, { ...MOVE, planVersion: 5 })).json.problems).toEqual([
    'planVersion: must be newer than 1; of plan R there is: 2, 3, 4',
  ])
  const { agreedBy: _, how: __, ...alone } = MOVE
  const worse = (await outdated(world)).map(({ plan, changes, contracts }) => ({
    plan,
    isWorse: changes.some(({ effect }) => effect === 'worse'),
    id: contracts[0]?.id ?? '',
  }))
  expect(worse.map(({ isWorse }) => isWorse)).toContain(true)
  for (const { id, isWorse } of worse) {
    const answer = await move(world, alone, MANAGER, id)
    expect(answer.status).toBe(isWorse ? 400 : 200)
    if (isWorse)
      expect(answer.json.problems).toEqual([
        expect.stringMatching(/^agreedBy: .* worse/),
        expect.stringMatching(/^how: /),
      ])
  }
  await move(world, MOVE)
  expect((await move(world, { ...MOVE, planVersion: 1 })).json.problems).toEqual([
    'planVersion: must be newer than 2; of plan R there is: 3, 4',
  ])
})

it('a directory file that still names the old version does not take it back, and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-moved-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const warnings: string[] = []
  const log = { info: () => {}, error: () => {}, warn: (message: string) => void warnings.push(message) }
  const file = join(folder, 'directory.yaml')
  cpSync(join(import.meta.dirname, '../../../infra/local/demo/directory.yaml'), file)
  const first = createHost({ publicUrl: 'https://cn.example.com', frozenAt: at('11-20 10:00'), log, folder })
  await first.start()
  const who = { role: 'manager', actor: { kind: 'staff', id: 'liu-fang' } } as const
  await moveContract(first.deps, POLICE, { planVersion: 2, reason: '升级', agreedBy: '何平', how: 'phone' }, who)
  await first.stop()
  const second = await World.start(at('11-20 11:00'), { folder, directory: file, log })
  expect(await second.host.deps.directory.contract(POLICE)).toMatchObject({ planVersion: 2 })
  expect(warnings).toContainEqual(expect.stringContaining('moved to a newer version'))
})

it('what only the newer version asks for was not promised before the move: it is not recorded, not late by years', async () => {
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  await move(world, MOVE)
  const path = `/api/ledger/obligations?customer=lanting-police&from=2024-01-01T00:00:00Z&to=2026-11-20T00:00:00Z`
  const { obligations } = (await world.api(path, undefined, 'manager')).json
  const isNew = ({ clause }: { clause: string }) => clause === 'R22'
  expect(obligations.filter(isNew).length).toBeGreaterThan(0)
  for (const { state, endedBecause } of obligations.filter(isNew))
    expect([state, endedBecause]).toEqual(['fallenAway', 'moved'])
  // What the earlier version asked for stays as it was.
  expect(obligations.some((line: { state: string; clause: string }) => line.state === 'broken' && !isNew(line))).toBe(
    true,
  )
})
