import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Instant, later, millisBetween } from '../../../shared/kernel/instant.ts'
import { freePort } from '../../support/free-port.ts'
import { ownDirectory } from '../place.ts'
import { has, startCaddy } from '../proxy.ts'
import { NPM_ENV, Served } from '../served.ts'
import { startMailServer } from '../smtp.ts'
import { Outside } from './outside.ts'
import { alibaba, telephone, tencent } from './providers.ts'
import { setting } from './setting.ts'

const personAt = (number = ''): string => PEOPLE.find(({ phone }) => phone === number)?.id ?? number
const PEOPLE: readonly { id: string; phone: string }[] = parse(ownDirectory()).people

const SOON = { timeout: 30_000, interval: 100 }
/** A phone rings a minute after its page; a busy machine may take its time. */
const AFTER_A_MINUTE = { timeout: 150_000, interval: 500 }
/** As soon as the proxy listens. */
const signedIn = (outside: Outside) =>
  expect.poll(() => outside.signIn('liu-fang').then(() => '', String), SOON).toBe('')

it.skipIf(!has('caddy'))(
  '[R5] a Saturday: a provider dies, receipts say no or nothing, one is on leave, proxy and process fall over, the disk is another – nobody is left unpaged, nobody is paged twice',
  async () => {
    const [one, other, phone, mails, port] = [
      await alibaba(),
      await tencent(),
      await telephone(),
      await startMailServer(),
      await freePort(),
    ]
    const { folder, config, settings } = await setting({ one, other, phone, mails, port })
    const outside = new Outside()
    let served = await new Served(config(settings)).says('Chengnuo is running')
    let proxy = await startCaddy(port)
    outside.port = proxy.port
    await signedIn(outside)

    // The first call: paged by the first provider, within its second.
    const first = await outside.call('call-1', 'BWC-2025-0117')
    await expect.poll(() => one.taken.length, SOON).toBe(1)
    const onDuty = one.taken[0]?.to

    // Whoever has duty falls ill: the next page is another's.
    const { version } = await outside.api('/api/rosters/east')
    const change = { kind: 'leave', person: personAt(onDuty), to: later(new Date().toISOString(), 24 * 3_600_000) }
    await outside.api('/api/rosters/east/changes', { change, reason: '发烧', version })

    // 02:10: the first provider dies; the second has the page within seconds.
    one.state.isDead = true
    const second = await outside.call('call-2', 'BWC-2025-0231')
    await expect.poll(() => other.taken.length, SOON).toBe(1)
    expect(personAt(other.taken[0]?.to)).not.toBe(personAt(onDuty))
    // Its receipt says no, and no other provider lives: their phone rings at once, and the next person is asked.
    await outside.receipt('tencent-sms', { sid: other.taken[0]?.serial, report_status: 'FAIL', errmsg: 'MK:0001' })
    await expect.poll(() => other.taken.length, SOON).toBe(2)
    expect(other.taken[1]?.to).not.toBe(other.taken[0]?.to)
    // Of whom nobody has heard, a receipt that says yes, twice, and one that nobody sent change nothing.
    const yes = { sid: other.taken[1]?.serial, report_status: 'SUCCESS' }
    for (const said of [yes, yes, { ...yes, sid: '2640:99' }]) await outside.receipt('tencent-sms', said)

    // The proxy and the process fall over; both come back.
    proxy.child.kill('SIGKILL')
    await served.kill()
    served = await new Served(config(settings)).says('Chengnuo is running')
    proxy = await startCaddy(port)
    outside.port = proxy.port
    await expect.poll(() => outside.api('/api/session').then(({ subject }) => subject, String), SOON).toBe('liu-fang')
    one.state.isDead = false

    // A minute after their pages the phones of those ring who have said nothing; one takes it by key, one lets it ring.
    const asked = [onDuty, other.taken[1]?.to]
    await expect.poll(() => phone.rung.map(({ to }) => to), AFTER_A_MINUTE).toEqual(expect.arrayContaining(asked))
    const [lying, awake] = asked.map((number) => phone.rung.find(({ to }) => to === number)?.key ?? '')
    expect((await outside.press(awake ?? '', '1')).text).toContain('已接单')
    expect((await outside.press(lying ?? '', '')).text).toContain('没有接单')
    const took = await outside.api(`/api/repairs/${second}`)
    expect(took.assignee?.id).toBe(personAt(other.taken[1]?.to))
    const times = (type: string) => took.timeline.filter((event: Happened) => event.type === type)
    expect(millisBetween(times('paged').at(-1).at, times('phoned').at(-1).at)).toBeGreaterThanOrEqual(60_000)

    // Nothing twice: each page reached its phone once, whatever fell over.
    const texts = [...one.taken, ...other.taken].map(({ to, words }) => `${to} ${words}`)
    expect(texts.toSorted()).toEqual([...new Set(texts)].toSorted())
    const rung = phone.rung.map(({ to, key }) => `${to} ${key}`)
    expect(rung.toSorted()).toEqual([...new Set(rung)].toSorted())

    // The disk is another: put back from the last backup, everything is as it was, and nobody is paged again for it.
    const backup = join(folder, 'saturday.db')
    expect(await run('backup', backup, join(folder, 'data'))).toBe(0)
    await served.kill()
    expect(await run('restore', backup, join(folder, 'elsewhere'))).toBe(0)
    served = await new Served(config({ ...settings, dataDir: 'elsewhere' })).says('Chengnuo is running')
    await signedIn(outside)
    const again = await outside.api(`/api/repairs/${second}`)
    const saidIn = ({ timeline }: typeof again) => timeline.map(({ seq, at, type }: Happened) => `${seq} ${at} ${type}`)
    expect(saidIn(again).slice(0, took.timeline.length)).toEqual(saidIn(took))
    expect(again.timeline.filter(({ type }: Happened) => type === 'paged')).toHaveLength(2)
    expect(await outside.call('call-1', 'BWC-2025-0117')).toBe(first)
    expect(await served.stop()).toBe(0)
    expect(await run('ledger', 'check', join(folder, 'elsewhere'))).toBe(0)
  },
  400_000,
)

interface Happened {
  readonly seq: number
  readonly at: Instant
  readonly type: string
}

/** A command of the documents, on a folder. */
async function run(name: string, argument: string, folder: string): Promise<unknown> {
  const env = { ...NPM_ENV, DATA_DIR: folder }
  return (await once(spawn('npm', ['run', '--silent', name, '--', argument], { env }), 'exit'))[0]
}
