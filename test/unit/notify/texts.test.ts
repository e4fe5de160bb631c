import { describe, expect, it } from 'vitest'
import { ACTION_NAMES, causeName, describeEvent, milestoneName, STAGE_NAMES } from '../../../shared/notify/texts.ts'
import { MILESTONES } from '../../../shared/plan/plan.ts'
import type { RepairEvent, RepairEventType } from '../../../shared/repair/events.ts'
import { STAGES, SYSTEM } from '../../../shared/repair/repair.ts'
import { at } from '../plan/documents.ts'
import { opened, repairClock, responseClock, subject, wang } from './archive.ts'

const later = at('2026-11-20 02:23')
const work = { cause: '电池老化', done: '更换电池', parts: ['电池 B-7'] }
const call = { callId: 'CA2', channel: 'staff' as const, at: later, symptoms: '又坏了' }

/** An example of every event, and the line it makes in Chinese and in English. */
const LINES: { readonly [T in RepairEventType]: readonly [event: RepairEvent & { type: T }, zh: string, en: string] } =
  {
    opened: [
      opened as RepairEvent & { type: 'opened' },
      '收到报修（热线，紧急）：无法开机',
      'Fault reported (hotline, Urgent): 无法开机',
    ],
    callJoined: [
      { type: 'callJoined', call, contacts: [] },
      '客户再次来电（客服录入）：又坏了',
      'Reported again (service desk): 又坏了',
    ],
    identified: [
      { type: 'identified', subject, severity: 'urgent', contacts: [] },
      '已登记设备（紧急）：市公安局 市局指挥中心 执法记录仪17 DSJ-0017',
      'Unit identified (Urgent): 市公安局 市局指挥中心 执法记录仪17 DSJ-0017',
    ],
    severityChanged: [
      { type: 'severityChanged', severity: 'help', reason: '可远程' },
      '级别改为 help：可远程',
      'Severity changed to help: 可远程',
    ],
    paged: [
      {
        type: 'paged',
        person: wang,
        reason: 'unanswered',
        position: 0,
        tier: 0,
        round: 0,
        answerBy: later,
        nextAt: later,
      },
      '呼叫 王工（无人接单），11月20日 02:23 前接单',
      'Paged 王工 (nobody answered), to answer by 20 Nov 02:23',
    ],
    pageFailed: [
      { type: 'pageFailed', person: wang, cause: 'timeout', nextAt: later },
      '发给 王工 的短信未能送出：timeout',
      'The message to 王工 could not be sent: timeout',
    ],
    nobodyOnCall: [
      { type: 'nobodyOnCall', reason: 'report', nextAt: later },
      '值班表无人可呼叫，11月20日 02:23 再试',
      'Nobody on call; next attempt 20 Nov 02:23',
    ],
    acknowledged: [{ type: 'acknowledged', person: wang }, '王工 已接单', '王工 acknowledged'],
    assigned: [{ type: 'assigned', person: wang, how: 'takenOver' }, '王工 接手', '王工 took over'],
    handedOver: [{ type: 'handedOver', from: wang, reason: '轮休' }, '王工 转交：轮休', 'Handed over by 王工: 轮休'],
    responded: [{ type: 'responded' }, '已联系客户', 'Customer reached'],
    solutionProposed: [
      { type: 'solutionProposed', solution: '换电池' },
      '提出方案：换电池',
      'Solution proposed: 换电池',
    ],
    solvedRemotely: [
      { type: 'solvedRemotely', work: { ...work, parts: [] }, consent: '李警官' },
      '远程解决：原因：电池老化；处理：更换电池；远程授权：李警官',
      'Solved remotely: cause: 电池老化; done: 更换电池; remote access allowed by: 李警官',
    ],
    visitDecided: [{ type: 'visitDecided', visitAt: later }, '约定上门：11月20日 02:23', 'Visit agreed: 20 Nov 02:23'],
    dispatched: [{ type: 'dispatched' }, '工程师已出发', 'Engineer on the way'],
    arrived: [{ type: 'arrived' }, '工程师已到场', 'Engineer arrived'],
    notSolvedOnSite: [
      { type: 'notSolvedOnSite', reason: '缺件', resolutionAt: later },
      '现场未解决：缺件；预计 11月20日 02:23 解决',
      'Not solved on site: 缺件; to be solved by 20 Nov 02:23',
    ],
    sentIn: [{ type: 'sentIn', note: '顺丰' }, '返厂维修：顺丰', 'Sent in to the factory: 顺丰'],
    hardwareVerdict: [{ type: 'hardwareVerdict', part: '主板' }, '判定硬件故障：主板', 'Hardware fault found: 主板'],
    repaired: [
      { type: 'repaired', work },
      '已修复：原因：电池老化；处理：更换电池；更换：电池 B-7',
      'Repaired: cause: 电池老化; done: 更换电池; replaced: 电池 B-7',
    ],
    loanerReserved: [
      { type: 'loanerReserved', serial: 'L3', name: '备3', because: 'R7' },
      '预留备机 备3 L3（R7）',
      'Loaner reserved: 备3 L3 (R7)',
    ],
    noLoanerFree: [
      { type: 'noLoanerFree', because: 'notSolvedOnSite', tryAt: later },
      '暂无可用备机（现场未解决），11月20日 02:23 再试',
      'No loaner free (not solved on site); next attempt 20 Nov 02:23',
    ],
    loanerLent: [{ type: 'loanerLent' }, '备机已交付客户', 'Loaner handed over to the customer'],
    loanerReturned: [{ type: 'loanerReturned' }, '备机已收回', 'Loaner returned'],
    loanerReleased: [{ type: 'loanerReleased' }, '备机已不需要，取消预留', 'Loaner no longer needed'],
    paused: [
      { type: 'paused', reason: '门锁着' },
      '暂停计时，等待客户：门锁着',
      'Paused, waiting for the customer: 门锁着',
    ],
    resumed: [{ type: 'resumed' }, '恢复计时', 'Resumed'],
    delayed: [
      { type: 'delayed', reason: '堵车', newTime: later },
      '告知客户延误：堵车；新时间 11月20日 02:23',
      'Customer told of a delay: 堵车; new time 20 Nov 02:23',
    ],
    noted: [{ type: 'noted', text: '带梯子' }, '备注：带梯子', 'Note: 带梯子'],
    confirmationReminded: [
      { type: 'confirmationReminded', count: 2 },
      '第 2 次提醒客户确认',
      'Customer reminded to confirm (no. 2)',
    ],
    confirmed: [
      { type: 'confirmed', rating: 5, comment: '谢谢', onBehalf: '李警官' },
      '客户确认已修好（代 李警官 登记），评分 5：谢谢',
      'Repair confirmed by the customer (recorded for 李警官), rated 5: 谢谢',
    ],
    notFixed: [{ type: 'notFixed', what: '仍黑屏' }, '客户反馈未修好：仍黑屏', 'Not fixed, says the customer: 仍黑屏'],
    withdrawn: [{ type: 'withdrawn', reason: '误报' }, '报修撤销：误报', 'Report withdrawn: 误报'],
    closed: [{ type: 'closed', how: 'confirmed' }, '客户确认，维修关闭', 'Closed, confirmed by the customer'],
    clockStarted: [
      { type: 'clockStarted', clock: responseClock },
      '承诺 R5 响应：11月20日 02:23 前',
      'Promise R5 response: by 20 Nov 02:23',
    ],
    clockMoved: [
      { type: 'clockMoved', clock: responseClock, because: 'paused' },
      '承诺 R5 响应 改为 11月20日 02:23 前（等待客户）',
      'Promise R5 response moved to 20 Nov 02:23 (waiting for the customer)',
    ],
    clockWarned: [
      { type: 'clockWarned', clock: responseClock.id, clause: 'R5', share: 0.8, person: wang },
      'R5 响应 时限已用 80%，提醒 王工',
      'R5 response: 80% of its time used, 王工 warned',
    ],
    clockBroken: [
      { type: 'clockBroken', clock: repairClock.id, clause: 'R7', liability: true },
      'R7 修复 超时，由此造成的损失由我方承担',
      'R7 repair overdue; the loss it causes is ours',
    ],
    clockEnded: [
      { type: 'clockEnded', clock: repairClock.id, clause: 'R7', outcome: 'broken', lateBy: 'PT75M', evidence: 3 },
      'R7 修复 未按时，晚 1小时15分钟',
      'R7 repair broken, late by 1 h 15 min',
    ],
  }

const line = (event: RepairEvent, language: 'zh-CN' | 'en', zone = 'Asia/Shanghai') =>
  describeEvent({ ...event, seq: 1, at: later, by: SYSTEM }, language, zone)

describe('timeline', () => {
  it.each(Object.values(LINES))('$type', (event, zh, en) => {
    expect(line(event, 'zh-CN')).toBe(zh)
    expect(line(event, 'en')).toBe(en)
  })

  it.each<[RepairEvent, string, string]>([
    [{ type: 'assigned', person: wang, how: 'acknowledged' }, '由 王工 负责', 'Assigned to 王工'],
    [{ type: 'handedOver', to: wang, reason: '近' }, '转交给 王工：近', 'Handed over to 王工: 近'],
    [{ type: 'visitDecided' }, '决定上门处理', 'Visit decided'],
    [{ type: 'closed', how: 'withdrawn' }, '报修撤销，维修关闭', 'Closed, withdrawn'],
    [{ type: 'confirmed' }, '客户确认已修好', 'Repair confirmed by the customer'],
    [{ type: 'delayed', reason: '堵车' }, '告知客户延误：堵车', 'Customer told of a delay: 堵车'],
    [
      { type: 'paged', person: wang, reason: 'report', position: 0, tier: 0, round: 0, nextAt: later },
      '呼叫 王工（新报修）',
      'Paged 王工 (new report)',
    ],
    [
      { type: 'clockEnded', clock: 'R5/responded/1', clause: 'R5', outcome: 'kept', evidence: 3 },
      'R5 响应 按时完成',
      'R5 response kept',
    ],
    [
      { type: 'clockEnded', clock: 'R6/arrived/1', clause: 'R6', outcome: 'waived', evidence: 3, because: 'sentIn' },
      'R6 到场 不再适用（返厂维修）',
      'R6 arrival waived (unit sent in)',
    ],
  ])('%o', (event, zh, en) => {
    expect(line(event, 'zh-CN')).toBe(zh)
    expect(line(event, 'en')).toBe(en)
  })

  it('gives times in the zone asked for', () => {
    expect(line({ type: 'visitDecided', visitAt: later }, 'en', 'UTC')).toBe('Visit agreed: 19 Nov 18:23')
  })

  it('shows a severity that the plan does not know as it is', () => {
    expect(line({ ...opened, severity: 'odd' } as RepairEvent, 'en')).toContain('(hotline, odd)')
  })
})

describe('names', () => {
  it('has every milestone in Chinese and English', () => {
    expect(MILESTONES.map((milestone) => milestoneName(milestone, 'zh-CN'))).toEqual([
      '响应',
      '方案',
      '研判',
      '派工',
      '到场',
      '修复',
      '备机',
      '确认',
    ])
    expect(milestoneName('arrived', 'en')).toBe('arrival')
  })

  it('has nothing for what is no milestone', () => {
    expect(milestoneName('toString', 'en')).toBe('')
    expect(milestoneName(undefined, 'en')).toBe('')
  })

  it('leaves a cause without words as it is', () => {
    expect(causeName('R7', 'zh-CN')).toBe('R7')
    expect(causeName('identified', 'zh-CN')).toBe('已登记设备')
  })

  it('tells stages, and actions, apart', () => {
    expect(new Set(STAGES.map((stage) => STAGE_NAMES[stage].zh)).size).toBe(STAGES.length)
    for (const language of ['zh', 'en'] as const) {
      const names = Object.values(ACTION_NAMES).map((name) => name[language])
      expect(new Set(names).size).toBe(names.length)
    }
  })
})
