import { parseArgs } from 'node:util'
import { signatureOf } from '../../../functions/hotline/hmac-signature.ts'
import { durationMs, type Instant } from '../../../shared/kernel/instant.ts'
import { lengthOfTime } from '../../../shared/message/format.ts'
import { milestoneName } from '../../../shared/message/texts.ts'
import { describeEvent } from '../../../shared/message/timeline.ts'
import { explain } from '../../../shared/promise/explain.ts'
import { workingTimeOf } from '../../../shared/repair/state/working-time.ts'
import { commandLanguage } from '../../language.ts'
import { consoleLog } from '../console-log.ts'
import type { Host } from '../host.ts'
import { Stage } from './stage.ts'
import { wallClock } from './wall-clock.ts'

/**
 * One night, played in seconds: `npm run demo` (`-- --lang en` for English). The embedded system runs in memory on a clock
 * that is moved; everything goes through its real HTTP edge, and what is printed is what it recorded and sent.
 */

const language = commandLanguage(parseArgs({ options: { lang: { type: 'string' } } }).values.lang)
const say = (zh: string, en: string): string => (language === 'zh-CN' ? zh : en)
const REPORTED: Instant = '2026-11-19T18:13:00.000Z' // 02:13 in Shanghai
const ZONE = 'Asia/Shanghai'

const stage = await Stage.open(REPORTED, consoleLog)
const { host, address } = stage

let told = 0
let repairId = ''

/** Prints what was recorded and sent since the last time, in order. */
async function tell(): Promise<void> {
  const events = (await host.deps.repairs.history(repairId)).filter(({ seq }) => seq > told)
  const messages = stage.messages()
  told = events.at(-1)?.seq ?? told
  const lines = [
    ...events.map((event) => ({ at: event.at, text: `   ${describeEvent(event, language, ZONE)}` })),
    ...messages.map((message) => ({
      at: message.at,
      text:
        message.kind === 'email'
          ? `✉️  ${nameOf(host, message.to)}: ${message.subject}`
          : `${message.kind === 'call' ? '📞' : '📱'} ${nameOf(host, message.to)}: ${message.text}`,
    })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  for (const { at, text } of lines) console.log(`  ${wallClock(at, ZONE)}  ${text}`)
}

const nameOf = ({ demo }: Host, to: string): string =>
  [...demo.people, ...demo.contacts].find((one) => one.phone === to || ('email' in one && one.email === to))?.name ?? to

function scene(zh: string, en: string): void {
  console.log(`\n▌ ${say(zh, en)}`)
}

async function pass(duration: string): Promise<void> {
  await stage.pass(durationMs(duration))
  await tell()
}

/** The link in the newest message to this person, as they would tap it. */
function linkOf(to: string): string {
  const text = host.outbox.list().find((entry) => entry.to === to)?.text ?? ''
  return /\/[pc]\/[\w-]+/.exec(text)?.[0] ?? ''
}

async function tap(link: string, action: string, fields: Record<string, string> = {}): Promise<void> {
  await stage.tap(link, { action, ...fields })
  await tell()
}

async function call(): Promise<string> {
  const body = JSON.stringify({
    callId: 'demo-1',
    caller: '+8613800138001',
    serial: 'BWC-2025-0117',
    severity: 'urgent',
    symptoms: say('执法记录仪无法开机，指示灯不亮', 'The recorder does not switch on, no light'),
  })
  const timestamp = String(Date.parse(host.clock.now()) / 1000)
  const headers = {
    'x-chengnuo-timestamp': timestamp,
    'x-chengnuo-signature': signatureOf(host.secrets.hotline, timestamp, body),
  }
  const response = await fetch(`${address}/hotline/calls`, { method: 'POST', headers, body })
  const answer = (await response.json()) as { repairId: string }
  await host.idle()
  return answer.repairId
}

scene('02:13 派出所来电：执法记录仪坏了', '02:13 the police station calls: a recorder is broken')
repairId = await call()
await tell()
const [first] = host.outbox.list().filter(({ kind }) => kind === 'sms')
const customer = linkOf('he.ping@lanting-police.example.com')

scene('值班工程师没有接单，逐级升级', 'The engineer on duty does not answer: it climbs')
await pass('PT3M')
const [second] = host.outbox.list().filter(({ kind, to }) => kind === 'sms' && to !== first?.to)
const engineer = linkOf(second?.to ?? '')

scene('第二位接单，联系客户，出发', 'The next one takes it, phones the customer, sets off')
await pass('PT1M')
await tap(engineer, 'acknowledge')
await pass('PT2M')
await tap(engineer, 'respond', {
  note: say('指导重启无效', 'Restart by phone did not help'),
  solution: say('上门更换电池', 'Replace the battery on site'),
})
await tap(engineer, 'goOnSite')
await tap(engineer, 'depart')

scene('到场，三小时内没修好：超期，上报', 'On site, not done within three hours: overdue, one level up')
await pass('PT80M')
await tap(engineer, 'arrive')
await pass('PT3H')
const manager = host.outbox.list().find(({ kind }) => kind === 'sms')
await tap(linkOf(manager?.to ?? ''), 'acknowledge')
await tap(engineer, 'delay', {
  reason: say('主板需要更换，配件在途', 'The main board has to be replaced; it is on its way'),
})

scene('36 小时快到了：预留备机并送达', 'The 36 hours are nearly over: a loaner is reserved and delivered')
await pass('PT26H')
await tap(engineer, 'lendLoaner')

scene('修好，客户确认，销案', 'Repaired, confirmed by the customer, closed')
await pass('PT5H')
await tap(engineer, 'complete', {
  cause: say('主板电源模块损坏', 'Power module of the main board failed'),
  done: say('更换主板并测试 30 分钟', 'Main board replaced, tested for 30 minutes'),
  parts: say('主板 MB-5', 'Main board MB-5'),
})
await pass('PT2H')
await tap(customer, 'confirm', { rating: '5' })

scene('证据：每一条承诺，守住还是违约', 'Evidence: each promise, kept or broken')
const repair = await host.deps.repairs.load(repairId)
for (const clock of repair?.clocks ?? []) {
  const outcome = { open: '…', kept: '✓', broken: '✗', waived: '–', superseded: '↷', fallenAway: '–' }[clock.state]
  const length = clock.lateBy && lengthOfTime(clock.lateBy, language)
  const late = length ? say(`  超时 ${length}`, `  late by ${length}`) : ''
  const milestone = milestoneName(clock.term.until, language)
  const proof = say(`证据 #${clock.evidence}`, `evidence #${clock.evidence}`)
  if (repair)
    console.log(
      `  ${outcome} ${clock.term.clause} ${milestone}  ${explain(clock, workingTimeOf(repair), language)}${late}  (${proof})`,
    )
}
console.log(`\n${say('自己试试', 'Try it yourself')}: npm start\n`)

await stage.close()
