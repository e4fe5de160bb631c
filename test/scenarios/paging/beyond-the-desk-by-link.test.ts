import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const { campus } = CUSTOMERS

it('[C28] what a visit does not solve: a date for the customer, a question to R&D, its answer by link', async () => {
  const world = await World.start(at('11-20 10:00'))
  const id = await world.report({ ...campus, severity: 'ordinary' })
  const page = world.sms('wang-qiang')
  const customer = world.mail('报修已受理', MAILS.campus)
  await world.tap(page.link, 'arrive')
  await world.tap(page.link, 'notSolved', { reason: '固件死机' })
  world.messages()
  expect((await world.fetch(page.link)).text).toContain('现场没解决：请告诉客户何时解决')

  await world.tap(page.link, 'promiseDate', { resolutionAt: '2026-11-24T18:00', note: '等研发补丁' })
  const told = world.mail('预计解决时间', MAILS.campus).text
  expect(told).toContain('2026年11月24日（周二）18:00')
  expect(told).toContain('等研发补丁')
  expect((await world.fetch(customer.link)).text).toContain('11月24日 18:00')

  const undated = await world.tap(page.link, 'escalate', { to: 'rd', question: '开机自检卡在 60%' })
  expect(undated.text).toContain('希望何时答复：按 C28 要写明何时答复')
  await world.tap(page.link, 'escalate', { to: 'rd', question: '开机自检卡在 60%', answerBy: '2026-11-21T12:00' })
  const asked = world.sms('luo-yi', '研发求助')
  expect(asked.text).toContain('11月21日12:00 前答复')
  expect(asked.link).not.toBe(page.link)

  // Luo Yi has no duty here: the page asks for the answer and for nothing else.
  const question = (await world.fetch(asked.link)).text
  expect(question).toContain('同事请您支援，请答复')
  expect(question).toContain('开机自检卡在 60%')
  expect((await world.tap(asked.link, 'complete', { cause: 'x', done: 'y' })).status).toBe(409)
  expect((await world.tap(asked.link, 'advise', { answer: '刷 2.1.7 固件' })).status).toBe(303)
  expect((await world.fetch(asked.link)).text).not.toContain('同事请您支援')
  expect(world.sms('wang-qiang', '支援已答复').link).toBe(page.link) // who asked is told
  const answered = (await world.fetch(page.link)).text
  expect(answered).toContain('支援答复：刷 2.1.7 固件')
  expect(answered).toContain('罗毅')
  expect((await world.clocks(id))['C28 advised']).toBe('kept')
  expect((await world.fetch(`${customer.link}/report`)).text).toContain('→ 刷 2.1.7 固件')
  world.messages()
})

it('[C4] [C5] a repair that closes with its loaner still lent sends someone to fetch it', async () => {
  const world = await World.start(at('11-20 10:00'))
  await world.report({ ...campus, severity: 'ordinary' })
  const page = world.sms('wang-qiang')
  const customer = world.mail('报修已受理', MAILS.campus)
  await world.tap(page.link, 'arrive')
  await world.tap(page.link, 'notSolved', { reason: '灯泡缺货' })
  await world.tap(page.link, 'lendLoaner')
  await world.tap(page.link, 'complete', { cause: '灯泡', done: '更换', parts: '灯泡' })
  world.messages()
  await world.tap(customer.link, 'confirm')
  world.mail('维修已关闭', MAILS.campus)
  expect(world.sms('wang-qiang', '请收回备机').link).toBe(page.link)
  expect((await world.fetch(page.link)).text).toContain('备机还在客户处：请收回')
  expect((await world.tap(page.link, 'returnLoaner')).status).toBe(303)
})

it('[H2] what helped before is on the page of the next one like it', async () => {
  const world = await World.start(at('11-20 10:00'))
  await world.report({ symptoms: '开机后黑屏，指示灯闪红' })
  const first = world.sms('wang-qiang')
  expect((await world.fetch(first.link)).text).not.toContain('类似故障')
  await world.tap(first.link, 'solveRemotely', { problem: '黑屏', cause: '固件损坏', done: '长按重置键十秒' })
  world.messages()
  const other = { caller: '+8613800138002', serial: 'BWC-2025-0231' }
  await world.advance('PT1M')
  await world.report({ ...other, symptoms: '黑屏，红灯一直闪' })
  const page = (await world.fetch(world.sms('wang-qiang').link)).text
  for (const words of ['类似故障', '黑屏', '固件损坏', '长按重置键十秒', '261120-0001']) expect(page).toContain(words)
  world.messages()
})

it('[N16] whoever goes asks for the visit and waits; the form asks for verdict, handling and agreement before a unit is sent in', async () => {
  const world = await World.start(at('11-20 10:00'))
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  const page = world.sms('ma-jun')
  world.messages()
  expect((await world.fetch(page.link)).text).not.toContain('approvedBy')
  await world.tap(page.link, 'goOnSite', { parts: '电源' })
  expect((await world.fetch(page.link)).text).toContain('已申请上门，等经理批准')
  expect((await world.fetch(world.sms('liu-fang', '申请上门').link)).text).toContain('工程师申请上门：请批准')
  const sentIn = await world.tap(page.link, 'sendIn', { note: '顺丰', agreedBy: '赵所长', how: 'phone' })
  for (const words of ['判定结果：按 N16', '与客户商定的处理方式：按 N16']) expect(sentIn.text).toContain(words)
  const agreed = { verdict: '电源烧毁', handling: '换电源', agreedBy: '努尔兰', how: 'phone' }
  expect((await world.tap(page.link, 'sendIn', agreed)).status).toBe(303)
  const report = (await world.api(`/api/repairs/${id}/report?lang=zh-CN`)).text
  for (const words of ['判定：电源烧毁', '处理方式：换电源', '客户同意：努尔兰']) expect(report).toContain(words)
  world.messages()
})

it('[C10] remote access only once consent is on record, with what was tried by phone', async () => {
  const world = await World.start(at('11-20 10:00'))
  await world.report({ ...campus, severity: 'ordinary' })
  const page = world.sms('wang-qiang')
  const customer = world.mail('报修已受理', MAILS.campus)
  const done = { cause: '配置错误', done: '远程改配置', how: 'remote' }
  expect((await world.tap(page.link, 'solveRemotely', done)).text).toContain('请先登记远程授权（C10）')
  await world.tap(page.link, 'accessRemotely', { consentBy: '唐宇', phoneTried: '重启无效' })
  expect((await world.tap(page.link, 'solveRemotely', done)).status).toBe(303)
  const report = (await world.fetch(`${customer.link}/report`)).text
  for (const words of ['远程接入授权', '唐宇 同意远程接入，电话处理情况：重启无效']) expect(report).toContain(words)
  world.messages()
})
