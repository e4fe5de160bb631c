import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { loadPlans, readPlans } from '../../../infra/plans.ts'
import { describePlan } from '../../../shared/plan/describe.ts'
import { describeChanges } from '../../../shared/plan/describe-changes.ts'
import { CLOCK_STARTS } from '../../../shared/plan/plan.ts'
import { parsePlan, planSchema } from '../../../shared/wire/plan.ts'
import { RULE_NAMES, ruleSchema } from '../../../shared/wire/plan-rules.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const DOCS = join(import.meta.dirname, '../../../docs')
const GUIDE = readFileSync(join(DOCS, 'writing-a-plan.md'), 'utf8')
const PLANS = join(DOCS, 'examples/plans')
const PLAN = readFileSync(join(PLANS, 'P.yaml'), 'utf8')
const [plan] = loadPlans(PLANS)
if (!plan) throw new Error('docs/examples/plans has no plan')

/** What stands in the guide's code blocks of a language; what is between two fences is every second part. */
const blocks = (language: string) =>
  GUIDE.split(/^```/m)
    .filter((part, index) => index % 2 === 1 && part.startsWith(`${language}\n`))
    .map((part) => part.slice(language.length + 1))
const lines = (text: string) => text.split('\n').filter((line) => line !== '')

describe('the guide to writing a plan', () => {
  it('ends at the example, written down step by step', () => {
    const written = blocks('yaml').join('\n')
    expect(parse(written)).toEqual(parse(PLAN))
    expect(parsePlan(parse(written)).id).toBe('P')
  })

  it('shows what check, explain and diff really say', () => {
    const said = blocks('').map(lines)
    const bad = PLAN.replace('until: responded', 'untill: responded')
    expect(said).toContainEqual(['my-plans/P.yaml is not valid:', `  my-plans/P.yaml:${problemIn(bad)}`])
    const explained = describePlan(plan, 'en')
    expect(said).toContainEqual(explained.slice(explained.findIndex((line) => line.startsWith('P2'))).slice(0, 3))
    const next = parsePlan(
      parse(
        PLAN.replace('version: 1', 'version: 2')
          .replace('PT30M, window', 'PT15M, window')
          .replace('2026-01-01', '2027-01-01'),
      ),
    )
    expect(said).toContainEqual(describeChanges(plan, next, 'en').slice(2, 4))
  })

  it('names every rule and every start of a clock that can be written', () => {
    for (const rule of RULE_NAMES) expect([rule, GUIDE.includes(`\`${rule}\``)]).toEqual([rule, true])
    for (const start of CLOCK_STARTS.filter((one) => one !== 'desk' && one !== 'replacementDue'))
      expect([start, GUIDE.includes(`| \`${start}\` |`)]).toEqual([start, true])
  })

  it('shows rules with every key they have, as a plan could say them', () => {
    const examples = blocks('yml').map((text) => parse(text) as { rule: string }[])
    expect(examples.map(([rule]) => rule?.rule)).toEqual([
      'replacement',
      'loaner',
      'escalate',
      'liability',
      'evidence',
      'recurring',
      'duty',
      'upgrade',
    ])
    const promise = { zh: '另一条承诺。', en: 'Another promise.' }
    const more = examples.map((rules, index) => ({ id: `P${index + 10}`, promise, kind: 'rule', rules }))
    const whole = parse(PLAN)
    expect(parsePlan({ ...whole, clauses: [...whole.clauses, ...more] }).clauses).toHaveLength(4 + more.length)
    for (const rules of examples) {
      const name = rules[0]?.rule
      const known = ruleSchema.options.find((option) => option.shape.rule.value === name)
      const shown = rules.filter(({ rule }) => rule === name).flatMap((rule) => Object.keys(rule))
      expect(new Set(shown)).toEqual(new Set(Object.keys(known?.shape ?? {})))
    }
  })

  it('binds a contract as the example directory does', () => {
    const directory = readFileSync(join(DOCS, 'examples/directory.yaml'), 'utf8')
    const shown = blocks('').find((text) => text.startsWith('customers:')) ?? ''
    for (const line of lines(shown)) expect(directory).toContain(line)
  })
})

/** The one thing wrong with a plan of this text: line, column and what to write. */
const problemIn = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'own-plan-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'P.yaml')
  writeFileSync(file, text)
  try {
    readPlans([file])
    return ''
  } catch (error) {
    return (
      String((error as Error).message)
        .split(`${file}:`)
        .at(-1) ?? ''
    )
  }
}

describe('a plan of one’s own', () => {
  const start = (now: string) =>
    World.start(at(now), { plans: PLANS, directory: join(DOCS, 'examples/directory.yaml') })

  it('previews what a report would start, as the guide shows it', async () => {
    const world = await start('11-20 16:30')
    const asked = { plan: 'P', severity: 'down', reportedAt: '2026-11-20T16:30:00+08:00' }
    const explained = async (distance: string) => {
      const { json } = await world.api('/api/deadlines', { ...asked, distance })
      return json.clocks.map(
        ({ clause, explanation }: { clause: string; explanation: string }) => `${clause} ${explanation}`,
      )
    }
    expect(await explained('city')).toEqual(['P1 30 min from 16:30 → 17:00', 'P2 4 h (5×8) from 16:30 → 11-23 11:30'])
    expect(await explained('elsewhere')).toEqual([
      'P1 30 min from 16:30 → 17:00',
      'P2 2 working days from 16:30 → 11-24 18:00',
    ])
    for (const line of await explained('city')) expect(GUIDE).toContain(`"explanation":"${line.slice(3)}"`)
  })

  it('is served whole, as the API describes it, in every version', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'own-plan-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'P.yaml'), PLAN)
    const second = PLAN.replace('version: 1', 'version: 2').replace(
      'effectiveFrom: 2026-01-01',
      'effectiveFrom: 2027-01-01',
    )
    writeFileSync(join(folder, 'P.v2.yaml'), second)
    const world = await World.start(at('11-20 16:30'), {
      plans: folder,
      directory: join(DOCS, 'examples/directory.yaml'),
    })
    const { json } = await world.api('/api/plans')
    expect(json.plans.map((each: unknown) => planSchema.parse(each).version)).toEqual([1, 2])
    expect(json.plans[0]).toMatchObject({ id: 'P', clauses: [{ id: 'P1' }, { id: 'P2' }, { id: 'P3' }, { id: 'P4' }] })
  })

  it('opens a call under it, by the contract, and keeps its clauses', async () => {
    const world = await start('11-20 16:30')
    const id = await world.report({ caller: '+8613800138301', serial: 'PRN-0001', severity: 'down', symptoms: '卡纸' })
    const repair = await world.repair(id)
    expect([repair.plan, repair.planVersion, repair.contract]).toEqual(['P', 1, 'LIB-2026-001'])
    expect(await world.clocks(id)).toEqual({ 'P1 responded': 'open', 'P2 arrived': 'open' })
    expect(world.messages().map(({ to, text }) => [to, text.slice(0, 10)])).toEqual([
      ['+8613800138301', '报修已受理，17:0'],
      ['+8613800138201', '停机 图书馆 打印机'],
    ])
    await world.act(id, { type: 'acknowledge' }, 'engineer/xu-ning')
    await world.act(id, { type: 'respond' }, 'engineer/xu-ning')
    expect((await world.clocks(id))['P1 responded']).toBe('kept')
    await world.act(id, { type: 'withdraw', reason: '演练', agreedBy: 'Zhang', how: 'phone' })
    world.messages()
  })
})
