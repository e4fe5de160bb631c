import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHost } from '../../../infra/local/host.ts'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { SubjectStore } from '../../../shared/ports/store.ts'
import { act } from '../../../shared/use-cases/act.ts'
import { reportFault } from '../../../shared/use-cases/report-fault.ts'
import { sendingMails, sendingTexts } from '../../support/messengers.ts'
import { at, STAFF } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const refuse = () => Promise.reject(new MessageNotSentError('provider is down'))
/** `02:13 wang-qiang` of each SMS. */
const pagesOf = (story: readonly string[]) =>
  story.flatMap((line) => (line.includes('mail:') ? [] : (/^\S+ [^:]+/.exec(line) ?? [])))

/** The store, but something happens just before each wait is noted. */
const whileArming = (store: SubjectStore, happens: () => Promise<void>): SubjectStore =>
  new Proxy(store, {
    get(target, name: keyof SubjectStore) {
      if (name !== 'arm') return target[name].bind(target)
      return async (...armed: Parameters<SubjectStore['arm']>) => {
        await happens()
        return target.arm(...armed)
      }
    },
  })

describe('something is lost on the way', () => {
  it('an execution: the sweeper starts the next one, which goes on where the record stands and repeats no page', async () => {
    const world = await World.start(NOW)
    const id = await world.report()
    await world.advance('PT1M')
    expect(pagesOf(world.story())).toEqual(['02:13 wang-qiang'])
    world.host.engine.stopExecution(id)
    await world.advance('PT5M')
    expect(world.story()).toEqual([]) // nobody watches
    await world.host.sweep()
    await world.host.idle()
    expect(world.host.engine.openExecutions()).toMatchObject([{ name: `${id}.2` }])
    expect(pagesOf(world.story())).toEqual(['02:19 wang-qiang', '02:19 zhou-jie']) // R5 is at half its time; the page due
    await world.host.sweep()
    await world.advanceTo(at('11-20 02:22'))
    expect(pagesOf(world.story())).toEqual(['02:21 zhou-jie', '02:21 liu-fang'])
    await world.act(id, { type: 'solveRemotely', cause: 'x', done: 'y' })
    await world.act(id, { type: 'confirm', onBehalf: '何平' })
    world.messages()
    expect(world.host.engine.openExecutions()).toEqual([])
  })

  it('hours, in which nothing ran: what was due then wakes nobody now, the next page does', async () => {
    let broken = true
    const world = await World.start(NOW, {
      outside: sendingTexts((message, pass) => (broken ? Promise.reject(new TypeError('a defect')) : pass(message))),
    })
    await world.report()
    await world.advance('PT3H')
    broken = false
    world.messages()
    const errors = world.errors()
    await world.host.sweep()
    await world.host.idle()
    const pages = pagesOf(world.story())
    expect(pages.length).toBeGreaterThan(0)
    expect(pages.every((page) => page.startsWith('05:13'))).toBe(true)
    const texts = world.host.outbox
      .list()
      .filter(({ kind }) => kind === 'sms')
      .map(({ text }) => text)
    expect(texts.filter((text) => text.includes('02:16'))).toEqual([])
    expect([...errors, ...world.errors()].some((line) => line.includes('Message given up'))).toBe(true)
    world.messages()
  })

  it('the very start: a call whose workflow could not be started is answered, and paged by the sweeper', async () => {
    let down = true
    const world = await World.start(NOW, {
      outside: ({ workflow }) => ({
        workflow: {
          ...workflow,
          start: (name, id) => (down ? Promise.reject(new Error('throttled')) : workflow.start(name, id)),
        },
      }),
    })
    await world.report()
    world.mail('报修已受理')
    expect(world.errors()).toHaveLength(1)
    down = false
    await world.advance('PT31S')
    await world.host.sweep()
    await world.host.idle()
    world.sms('wang-qiang')
  })

  it('the process, right after a call was saved: the next start pages at once, not only the watchdog later', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chengnuo-start-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const killed = createHost({
      folder,
      publicUrl: 'https://cn.example.com',
      log: { info: () => {}, warn: () => {}, error: () => {} },
      outside: ({ workflow }) => ({ workflow: { ...workflow, start: () => Promise.reject(new Error('killed')) } }),
    })
    await killed.start()
    const call = { callId: 'call-1', channel: 'api', symptoms: '黑屏', serial: CUSTOMERS.police.serial } as const
    const { repair } = await reportFault(killed.deps, call)
    await killed.idle()
    await killed.stop()
    const next = createHost({ folder, publicUrl: 'https://cn.example.com', log: killed.deps.log })
    await next.start()
    onTestFinished(() => next.stop())
    await next.idle()
    const history = await next.deps.repairs.history(repair.id)
    expect(history.filter(({ type }) => type === 'paged')).toMatchObject([{ reason: 'report' }])
  })

  it('a new unit: the directory file that is loaded at every start does not put the old one back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chengnuo-file-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const file = 'infra/local/demo/directory.yaml'
    const start = async () => {
      const host = createHost({ folder, publicUrl: 'https://cn.example.com', log, frozenAt: NOW, directory: file })
      await host.start()
      return host
    }
    const first = await start()
    const { serial } = CUSTOMERS.police
    const old = await first.deps.directory.unit(serial)
    if (!old) throw new Error(`no unit ${serial}`)
    const replaces = { serial, on: '2026-11-20', warranty: 'continues' } as const
    await first.deps.directory.merge({
      units: [
        { ...old, replacedBy: 'NEW-1' },
        { ...old, serial: 'NEW-1', replaces },
      ],
    })
    await first.stop()
    const next = await start()
    expect(await next.deps.directory.unit(serial)).toEqual({ ...old, replacedBy: 'NEW-1' })
    await next.stop()
  })

  it('a wake-up: what someone did is saved, and the sweeper has its consequences done', async () => {
    let down = false
    const world = await World.start(NOW, {
      outside: ({ workflow }) => ({
        workflow: { ...workflow, wake: (token) => (down ? Promise.reject(new Error('lost')) : workflow.wake(token)) },
      }),
    })
    const id = await world.report()
    await world.act(id, { type: 'respond' })
    await world.act(id, { type: 'goOnSite' })
    world.messages()
    down = true
    expect((await world.act(id, { type: 'handOver', person: 'li-na', reason: '车坏了' })).status).toBe(200)
    expect(world.story()).toEqual([])
    down = false
    await world.advance('PT31S')
    await world.host.sweep()
    await world.host.idle()
    world.sms('li-na', '转交')
    expect(world.host.engine.openExecutions()).toMatchObject([{ name: id }])
  })

  it('nothing: what someone does between a decision and the wait that follows ends that wait at once', async () => {
    let between = async () => {}
    const world = await World.start(NOW, {
      outside: ({ store }) => ({
        store: whileArming(store, async () => {
          const act = between
          between = async () => {}
          await act()
        }),
      }),
    })
    const id = await world.report()
    await world.act(id, { type: 'respond' })
    await world.act(id, { type: 'goOnSite' })
    world.messages()
    between = async () =>
      void (await act(world.host.deps, id, { type: 'handOver', person: 'li-na', reason: '车坏了' }, STAFF))
    await world.act(id, { type: 'delay', reason: '堵车' })
    world.mail('维修延误通知')
    world.sms('li-na', '转交')
  })

  it('one repair that cannot be revived does not keep the sweeper from the others, nor from the mail', async () => {
    const poisoned = '261120-0001'
    let down = true
    const world = await World.start(NOW, {
      outside: ({ workflow, messenger }) => ({
        workflow: {
          ...workflow,
          start: (name, subject) =>
            down || subject === `repair/${poisoned}` ? Promise.reject(new Error('no')) : workflow.start(name, subject),
        },
        ...sendingMails((message, pass) => (down ? refuse() : pass(message)))({ messenger }),
      }),
    })
    expect(await world.report()).toBe(poisoned)
    await world.report({ serial: 'DOC-2025-0021' })
    expect(world.errors()).toHaveLength(2)
    down = false
    // A mail that was refused rests a minute, then half of one like all that the sweeper looks for.
    await world.advance('PT91S')
    await world.host.sweep()
    await world.host.idle()
    world.sms('wang-qiang', '采集站')
    world.mail('0117')
    world.mail('采集站')
    expect(world.errors()).toEqual([expect.stringContaining(`Not revived "repair/${poisoned}"`)])
  })
})

it('an open repair has exactly one timer, at its next checkpoint, whatever was done to it', async () => {
  const world = await World.start(NOW)
  const first = await world.report()
  const second = await world.report({ ...CUSTOMERS.data, severity: 'major' })
  for (const minutes of [0, 1, 2, 4, 8, 16, 32, 64]) {
    await world.advance(`PT${minutes}M`)
    await world.host.sweep()
    await world.act(first, { type: 'note', text: 'x' })
    const open = world.host.engine.openExecutions()
    expect(open.map(({ name }) => name).toSorted()).toEqual([first, second].toSorted())
    for (const { dueAt } of open) expect(dueAt && dueAt > world.now).toBe(true)
  }
  world.messages()
})
