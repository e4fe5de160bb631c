import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { signatureOf } from '../../../infra/local/demo/signed.ts'
import { createHost } from '../../../infra/local/host.ts'
import { dayOf } from '../../../shared/kernel/calendar.ts'
import { later } from '../../../shared/kernel/instant.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const ROOT = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(ROOT, 'docs', path), 'utf8')
const PLAN = read('examples/plans/P.yaml')
const DIRECTORY = read('examples/directory.yaml')
const MANAGER = 'manager/fan-lei'
const LIBRARY = '+8613800138301'
const XU_NING = '+8613800138201'
const PUBLIC_URL = 'https://cn.example.com'
const FORM = 'my-forms/my-check-list.yaml'

/** What somebody has in their folder who did what a guide says, and what it says the commands answer. */
function followed(guide: string, language: string) {
  const [, section = ''] = guide.split(/^## 7\. .*$/m)
  const blocks = section.split(/^```/m).filter((_, index) => index % 2 === 1)
  const titled = (title: string) =>
    blocks.find((block) => block.startsWith(`${title}\n`))?.slice(title.length + 1) ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'own-maintenance-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const form = titled(`yaml ${FORM}`)
  // P4 stands last in what was written before.
  write('my-plans/P.yaml', PLAN.slice(0, PLAN.indexOf('  - id: P4')) + titled('yaml my-plans/P.yaml'))
  write(FORM, form)
  const shell = (script: string) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script.replaceAll(/npm run (\w+) --/g, ran)], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: `${language}.UTF-8` },
    })
    return { status, said: `\n${stdout}${stderr}` }
  }
  const place = blocks.findIndex((block) => block.startsWith('bash\nnpm run forms -- check'))
  return {
    folder,
    form,
    write,
    shell,
    commands: blocks[place]?.slice('bash\n'.length) ?? '',
    says: blocks.slice(place + 1),
  }
}
const ran = (_: string, command: string) => `"${process.execPath}" "${join(ROOT, 'infra')}/${command}-cli.ts"`

describe.each([
  ['in English', 'writing-a-plan.md', 'en_US'],
  ['in Chinese', 'zh-CN/writing-a-plan.md', 'zh_CN'],
])('maintenance every 15 days with a check list, as the guide says %s', (_, page, language) => {
  const own = followed(read(page), language)

  /** The host of whoever did what the guide says, in a morning; the contract was accepted on that day. */
  async function accepted(day: string, folder?: string): Promise<World> {
    own.write(
      'my-directory.yaml',
      DIRECTORY.replace("acceptedOn: '2026-02-10', priceList", `acceptedOn: '${day}', priceList`),
    )
    vi.stubEnv('PLANS', join(own.folder, 'my-plans'))
    vi.stubEnv('FORMS', join(own.folder, 'my-forms'))
    const world = await World.start(at(`${day.slice(5)} 09:00`, Number(day.slice(0, 4))), {
      directory: join(own.folder, 'my-directory.yaml'),
      ...(folder && { folder }),
    })
    vi.unstubAllEnvs()
    return world
  }
  const worksOf = async (world: World) =>
    (await world.api('/api/contracts/LIB-2026-001', undefined, MANAGER)).json.works as readonly {
      readonly clause: string
      readonly need: string
      readonly state: string
      readonly dueAt: string
    }[]
  const lastDays = async (world: World) =>
    (await worksOf(world)).map(({ need, dueAt }) => `${need} ${dayOf(later(dueAt, -1), 'Asia/Shanghai')}`)

  it('plan and form are accepted by the commands, which answer what it shows', () => {
    const { status, said } = own.shell(own.commands)
    expect(own.commands.split('\n')).toHaveLength(4)
    expect([status, said]).toEqual([0, own.says[0]])
  })

  it('the hasty one starts without an item: refused, with its line and a sentence; and so is the start', async () => {
    own.write(FORM, own.form.replace(/^( {4}items:)\n.*/ms, '$1 []\n'))
    try {
      const { status, said } = own.shell(`npm run forms -- check ${FORM}`)
      expect([status, said]).toEqual([1, own.says[1]])
      vi.stubEnv('FORMS', join(own.folder, 'my-forms'))
      await expect(World.start(at('10-16 09:00'))).rejects.toThrow('sections[0].items: a form without an end')
    } finally {
      vi.unstubAllEnvs()
      own.write(FORM, own.form)
    }
  })

  it('the forgetful one leaves FORMS out: the sentence names it', () => {
    const { status, said } = own.shell('npm run plans -- check my-plans/P.yaml')
    expect(status).toBe(1)
    expect(said).toMatch(/my-check-list.*FORMS/)
  })

  it.each([
    ['the end of a month is a Saturday', '2026-10-16', '2026-11-02', '2026-11-16'],
    ['accepted on a Sunday, the end of a month is a Monday', '2026-11-15', '2026-11-30', '2026-12-15'],
    ['a Sunday on which work is made up for', '2026-09-05', '2026-09-20', '2026-10-08'],
    ['the week of National Day', '2026-09-16', '2026-10-08', '2026-10-16'],
    ['over the end of February', '2027-02-16', '2027-03-03', '2027-03-18'],
    ['a leap day', '2028-02-14', '2028-02-29', '2028-03-15'],
  ])('is due 15 and 30 days after acceptance: %s', async (_, day, first, second) => {
    const world = await accepted(day)
    expect((await lastDays(world)).slice(0, 2)).toEqual([`maintenance-1 ${first}`, `maintenance-2 ${second}`])
    world.messages()
  })

  it('whoever played the plan before, with P4 merely written down, has it all the same', async () => {
    const folder = join(own.folder, '.data-mine')
    own.write('played/P.yaml', PLAN)
    own.write('played.yaml', DIRECTORY)
    const [plans, directory] = [join(own.folder, 'played'), join(own.folder, 'played.yaml')]
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const played = createHost({ folder, plans, directory, publicUrl: PUBLIC_URL, frozenAt: at('10-15 09:00'), log })
    await played.start()
    await played.stop()
    const world = await accepted('2026-10-16', folder)
    expect((await lastDays(world))[0]).toBe('maintenance-1 2026-11-02')
    world.messages()
  })

  it('a visit opens; it cannot be done before the list is filled in and signed; then it is, and the ledger says kept', async () => {
    const world = await accepted('2026-10-16')
    await world.advanceTo(at('10-26 09:05'))
    const { visits } = (await world.api('/api/visits?contract=LIB-2026-001', undefined, MANAGER)).json
    const [{ id, offered, works }] = visits
    expect(works).toMatchObject([{ key: 'P4/maintenance-1/library-main', form: 'my-check-list' }])
    const customer = linkTo(world, LIBRARY)
    expect((await world.tap(customer, 'choose', { slot: offered[0].from })).status).toBe(303)
    const engineer = linkTo(world, XU_NING)
    await world.advanceTo(later(offered[0].from, 5 * 60_000))
    world.messages()
    expect((await world.fetch(engineer)).text).toContain('各台打印机的测试页')

    const done = () => world.tap(engineer, 'done', { found: '已保养' })
    const fill = (answers: object) => world.tap(engineer, 'fill', { form: 'my-check-list', version: '1', ...answers })
    const empty = await done()
    expect(empty.status).toBe(409)
    expect(empty.text).toContain('例行保养')
    expect((await fill({ 'a.test-page': 'faulty' })).status).toBe(400)
    expect((await fill({ 'a.test-page': 'faulty', 'a.humidity': '７２' })).status).toBe(303)
    expect((await done()).status).toBe(409)
    expect((await world.fetch(engineer, { method: 'POST', body: signatureOf('文静') })).status).toBe(303)
    expect((await done()).status).toBe(303)

    expect((await worksOf(world))[0]).toMatchObject({ need: 'maintenance-1', state: 'done' })
    const { report, found, suggestions } = (await world.api(`/api/visits/${id}`, undefined, MANAGER)).json
    expect((await world.clocks(found[0].repair))['P1 responded']).toBe('open')
    expect(suggestions).toHaveLength(1)
    expect((await world.api(`/api/visits/${id}/files/${report.page.sha256}`, undefined, MANAGER)).text).toContain(
      '文静',
    )
    const lines = await world.host.deps.ledger.ofSubject('contract/LIB-2026-001')
    expect(lines.find((line) => line.id.includes('P4/maintenance-1/'))).toMatchObject({ clause: 'P4', state: 'kept' })
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('nobody comes: broken when its last day has ended, and the next keeps its date', async () => {
    const world = await accepted('2026-10-16')
    const first = async () =>
      (await world.host.deps.ledger.ofSubject('contract/LIB-2026-001')).find((line) =>
        line.id.includes('P4/maintenance-1/'),
      )
    await world.advanceTo(at('11-03 00:00'))
    expect((await first())?.state).toBe('open')
    await world.advance('PT1S')
    expect((await first())?.state).toBe('broken')
    expect((await lastDays(world))[1]).toBe('maintenance-2 2026-11-16')
    world.messages()
  })
})

/** The link in the last message to this number. */
const linkTo = (world: World, number: string): string => {
  const text = world.messages().findLast(({ to }) => to === number)?.text ?? ''
  return /https:\/\/cn\.example\.com(\/\S+)/.exec(text)?.[1] ?? ''
}
