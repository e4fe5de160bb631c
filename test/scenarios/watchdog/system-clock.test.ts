import { expect, it, onTestFinished } from 'vitest'
import { createHost } from '../../../infra/local/host.ts'
import { reportFault } from '../../../shared/use-cases/report-fault.ts'
import { CUSTOMERS } from '../../support/edge.ts'

it.each([
  ['ahead', 8],
  ['behind', -8],
])(
  'a system clock eight hours %s for five seconds breaks no promise, pages nobody, and delays nothing',
  async (_, hours) => {
    let [setBy, passed] = [0, 0]
    const warned: string[] = []
    const host = createHost({
      publicUrl: 'https://cn.example.com',
      log: { info: () => {}, error: () => {}, warn: (message) => void warned.push(message) },
      time: { wallMs: () => Date.now() + passed + setBy, steadyMs: () => performance.now() + passed },
    })
    onTestFinished(() => host.stop())
    await host.start()
    const { caller, serial } = CUSTOMERS.police
    const { repair } = await reportFault(host.deps, {
      callId: 'call-1',
      caller,
      serial,
      severity: 'urgent',
      symptoms: '无法开机',
      channel: 'phone',
    })
    await host.idle()
    const before = { messages: host.outbox.list().length, repair: await host.deps.repairs.load(repair.id) }

    setBy = hours * 3_600_000
    await host.sweep()
    await host.idle()
    passed = 5000
    await host.sweep()
    await host.idle()
    setBy = 0
    await host.sweep()
    await host.idle()

    expect(await host.deps.repairs.load(repair.id)).toEqual(before.repair)
    expect(host.outbox.list()).toHaveLength(before.messages)
    expect(Math.abs(Date.parse(host.clock.now()) - Date.now() - passed)).toBeLessThan(1000)
    expect(warned.filter((message) => message.startsWith('System clock'))).toHaveLength(2)
  },
)
