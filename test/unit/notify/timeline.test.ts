import { describe, expect, it } from 'vitest'
import { SYSTEM } from '../../../shared/kernel/actor.ts'
import { describeEvent } from '../../../shared/message/timeline.ts'
import type { RepairEvent, RepairEventType } from '../../../shared/repair/events.ts'
import { at } from '../plan/documents.ts'
import { opened, repairClock, responseClock, subject, wang } from './archive.ts'

const later = at('2026-11-20 02:23')
const work = { cause: '电池老化', done: '更换电池', parts: ['电池 B-7'] }
const quote = { warranty: 'out', origin: 'user', currency: 'CNY', lines: [], totalFen: 123450 } as const
const claim = { id: 1, clause: 'N12', basis: 'defect', what: '数据丢失', at: later } as const
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
    pageHeld: [
      { type: 'pageHeld', mute: 'm-1', on: { site: 'lanting' }, until: later, reason: '机房停电' },
      '计划作业（机房停电），呼叫推迟到 11月20日 02:23',
      'Planned work (机房停电): pages wait until 20 Nov 02:23',
    ],
    pageReleased: [
      { type: 'pageReleased', mute: 'm-1' },
      '计划作业提前结束，立即呼叫',
      'Planned work has ended early: pages go now',
    ],
    messageFailed: [
      { type: 'messageFailed', contact: '何平', channel: 'email', template: 'received', cause: 'mailbox full' },
      '未能通知 何平（邮件），请电话告知：mailbox full',
      '何平 could not be told by e-mail: call them: mailbox full',
    ],
    contactAdmitted: [
      { type: 'contactAdmitted', contact: 'caller:call-1' },
      '允许一位报修人查看进展',
      'Someone who reported may look at the repair',
    ],
    callSplit: [
      { type: 'callSplit', call: 'call-2', to: '261120-0009' },
      '其中一次来电另立报修 261120-0009',
      'One of its calls became repair 261120-0009',
    ],
    junkFiled: [{ type: 'junkFiled' }, '已列入经理的当日清单', "On the manager's list of the day"],
    junk: [{ type: 'junk', reason: '广告' }, '按无效报修关闭：广告', 'Closed as junk: 广告'],
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
    attempted: [
      { type: 'attempted', note: '总机' },
      '致电客户，未接通：总机',
      'Called the customer, nobody answered: 总机',
    ],
    agreed: [
      {
        type: 'agreed',
        clock: 'R7/repaired/1',
        until: later,
        reason: '等会议结束',
        agreement: { by: '赵所长', how: 'phone' },
      },
      '约定 R7 修复 改为 11月20日 02:23 前（赵所长 电话同意）：等会议结束',
      'Agreed: R7 repair by 20 Nov 02:23 (agreed with 赵所长, by phone): 等会议结束',
    ],
    disagreed: [
      { type: 'disagreed', what: '没人问过我', agreement: 7 },
      '客户未同意第 7 条的约定，已恢复原时限：没人问过我',
      'The customer did not agree to no. 7: undone: 没人问过我',
    ],
    takenBack: [
      { type: 'takenBack', from: 4, to: 6, what: 'arrived', reason: '点错' },
      '撤回第 4–6 条：点错',
      'No. 4–6 taken back: 点错',
    ],
    asked: [
      { type: 'asked', person: wang, about: 'progress', count: 2 },
      `询问 ${wang.name}：进展如何（第 2 次）`,
      `${wang.name} asked: how it stands (no. 2)`,
    ],
    deskTook: [
      { type: 'deskTook', until: later },
      '客服先处理，11月20日 02:23 未解决即转工程师',
      'The service desk tries first, until 20 Nov 02:23',
    ],
    passedOn: [
      { type: 'passedOn', because: 'asked', note: '重启无效' },
      '客服转给工程师：重启无效',
      'Passed on to an engineer: 重启无效',
    ],
    phoned: [{ type: 'phoned', person: wang }, '未接单，打电话给 王工', 'Not answered: 王工 is rung up'],
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
    pageUndelivered: [
      { type: 'pageUndelivered', person: wang, channel: 'alibaba-sms', cause: 'MK:0004' },
      '发给 王工 的短信没有送达，换别的方式再叫：MK:0004',
      'The message to 王工 did not arrive: tried by other ways: MK:0004',
    ],
    nobodyOnCall: [
      { type: 'nobodyOnCall', reason: 'report', nextAt: later },
      '值班表无人可呼叫，11月20日 02:23 再试',
      'Nobody on call; next attempt 20 Nov 02:23',
    ],
    acknowledged: [{ type: 'acknowledged', person: wang }, '王工 已接单', '王工 acknowledged'],
    assigned: [
      { type: 'assigned', person: wang, how: 'takenOver', reason: '就在附近', outside: true },
      '王工（不在本值班表）接手：就在附近',
      '王工 took over (not of this roster): 就在附近',
    ],
    handedOver: [{ type: 'handedOver', from: wang, reason: '轮休' }, '王工 转交：轮休', 'Handed over by 王工: 轮休'],
    responded: [{ type: 'responded' }, '已联系客户', 'Customer reached'],
    solutionProposed: [
      { type: 'solutionProposed', solution: '换电池' },
      '提出方案：换电池',
      'Solution proposed: 换电池',
    ],
    remoteAccess: [
      { type: 'remoteAccess', consentBy: '汤宇', phoneTried: '重启无效' },
      '汤宇 同意远程接入，电话处理情况：重启无效',
      '汤宇 allowed remote access; by phone: 重启无效',
    ],
    solvedRemotely: [
      { type: 'solvedRemotely', work: { ...work, parts: [] }, consent: '李警官' },
      '远程解决：原因：电池老化；处理：更换电池；远程授权：李警官',
      'Solved remotely: cause: 电池老化; done: 更换电池; remote access allowed by: 李警官',
    ],
    visitAsked: [
      { type: 'visitAsked', clause: 'N16', parts: ['电源'] },
      '申请上门：领用配件：电源',
      'Visit asked for: parts drawn: 电源',
    ],
    visitChosen: [
      { type: 'visitChosen', visitAt: later, agreement: { by: '何平', how: 'link' } },
      '约定 11月20日 02:23 上门（何平 在线同意）',
      'Visit at 20 Nov 02:23 (agreed with 何平, by their link)',
    ],
    visitApproved: [
      { type: 'visitApproved', approver: '刘芳', afterwards: true },
      '刘芳 事后补批上门',
      'Visit approved afterwards by 刘芳',
    ],
    visitDeclined: [
      { type: 'visitDeclined', approver: '刘芳', reason: '先远程' },
      '刘芳 未批准上门：先远程',
      'Visit refused by 刘芳: 先远程',
    ],
    visitDecided: [{ type: 'visitDecided', visitAt: later }, '约定上门：11月20日 02:23', 'Visit agreed: 20 Nov 02:23'],
    dispatched: [{ type: 'dispatched' }, '工程师已出发', 'Engineer on the way'],
    arrived: [{ type: 'arrived' }, '工程师已到场', 'Engineer arrived'],
    notSolvedOnSite: [
      { type: 'notSolvedOnSite', reason: '缺件', resolutionAt: later },
      '现场未解决：缺件；预计 11月20日 02:23 解决',
      'Not solved on site: 缺件; to be solved by 20 Nov 02:23',
    ],
    resolutionPromised: [
      { type: 'resolutionPromised', resolutionAt: later, note: '等件' },
      '告知客户 11月20日 02:23 前解决：等件',
      'Customer told: solved by 20 Nov 02:23: 等件',
    ],
    escalated: [
      { type: 'escalated', to: 'rd', question: '固件死机', answerBy: later, people: [wang], clause: 'C28' },
      '请研发支援（C28），11月20日 02:23 前答复：固件死机',
      'Asked R&D (C28), to answer by 20 Nov 02:23: 固件死机',
    ],
    advised: [{ type: 'advised', answer: '升级到 2.1' }, '支援答复：升级到 2.1', 'Answered: 升级到 2.1'],
    sentIn: [{ type: 'sentIn', note: '顺丰' }, '返厂维修：顺丰', 'Sent in to the factory: 顺丰'],
    hardwareVerdict: [{ type: 'hardwareVerdict', part: '主板' }, '判定硬件故障：主板', 'Hardware fault found: 主板'],
    repaired: [
      { type: 'repaired', work },
      '已修复：原因：电池老化；处理：更换电池；更换：电池 B-7',
      'Repaired: cause: 电池老化; done: 更换电池; replaced: 电池 B-7',
    ],
    quoted: [
      { type: 'quoted', quote },
      '已报价：1,234.50 元，待客户同意',
      'Quoted: ¥1,234.50, for the customer to accept',
    ],
    quoteAccepted: [
      { type: 'quoteAccepted', onBehalf: '李警官' },
      '客户同意报价（代 李警官 登记）',
      'Quote accepted by the customer (recorded for 李警官)',
    ],
    quoteDeclined: [
      { type: 'quoteDeclined', reason: '太贵' },
      '客户不同意报价：太贵',
      'Quote declined by the customer: 太贵',
    ],
    irreparable: [
      { type: 'irreparable', damage: 'transit', what: '外壳碎裂' },
      '判定无法修复（运输中损坏）：外壳碎裂',
      'Cannot be repaired (damaged in transit): 外壳碎裂',
    ],
    replacementDue: [
      { type: 'replacementDue', clause: 'H16', because: 'failures', with: 'sameModel', warranty: 'restarts' },
      '应换新（H16，多次维修未修好）：同品牌同型号新机',
      'To be replaced (H16, repairs did not mend it): a new unit of the same brand and model',
    ],
    replacementApproved: [
      { type: 'replacementApproved', approver: '刘芳' },
      '刘芳 批准换新',
      'Replacement approved by 刘芳',
    ],
    replacementDeclined: [
      { type: 'replacementDeclined', approver: '刘芳', reason: '人为损坏' },
      '刘芳 未批准换新：人为损坏',
      'Replacement refused by 刘芳: 人为损坏',
    ],
    replacementDated: [
      { type: 'replacementDated', on: later, approver: '刘芳' },
      '刘芳 定于 11月20日 02:23 换新',
      '刘芳 set the replacement for 20 Nov 02:23',
    ],
    exchangeWished: [
      { type: 'exchangeWished', agreement: { by: '赵所长', how: 'link' } },
      '客户要求换新（赵所长 在线同意）',
      'The customer wishes a new unit (agreed with 赵所长, by their link)',
    ],
    alternativeAccepted: [
      { type: 'alternativeAccepted', what: '用备用线路', agreement: { by: '赵所长', how: 'phone' } },
      '客户接受替代方案（赵所长 电话同意）：用备用线路',
      'The customer accepted an alternative (agreed with 赵所长, by phone): 用备用线路',
    ],
    unitReplaced: [
      { type: 'unitReplaced', old: 'M-1', unit: { serial: 'M-2' }, clause: 'H16', warranty: 'continues' },
      '已换新机（H16）：M-1 换为 M-2，质保期延续',
      'Unit replaced (H16): M-1 by M-2; the warranty goes on',
    ],
    claimed: [
      { type: 'claimed', claim },
      '登记损失 1（N12，质量缺陷）：数据丢失',
      'Loss 1 recorded (N12, defect): 数据丢失',
    ],
    claimSettled: [
      { type: 'claimSettled', claim: 1, outcome: 'paid', amountFen: 5000, reason: '协商一致' },
      '损失 1 已赔付 50.00 元：协商一致',
      'Loss 1 paid ¥50.00: 协商一致',
    ],
    emergencyPlanGiven: [
      { type: 'emergencyPlanGiven', clause: 'H5', to: wang, text: '先用备用机', from: '261119-0001' },
      '应急策略已交 王工（H5，参考 261119-0001）：先用备用机',
      'Emergency plan given to 王工 (H5, from 261119-0001): 先用备用机',
    ],
    keeperNamed: [
      { type: 'keeperNamed', keeper: wang, clause: 'C25' },
      '档案责任人：王工（C25）',
      'Keeper of the archive: 王工 (C25)',
    ],
    feedback: [
      { type: 'feedback', work },
      '处理情况已反馈，销案：原因：电池老化；处理：更换电池；更换：电池 B-7',
      'Feedback given: archive closed: cause: 电池老化; done: 更换电池; replaced: 电池 B-7',
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
    attached: [
      { type: 'attached', file: { sha256: 'a1'.repeat(32), kind: 'jpeg', bytes: 9 }, note: '铭牌' },
      '添加照片：铭牌；SHA-256 a1a1a1a1a1a1…',
      'Photo added: 铭牌; SHA-256 a1a1a1a1a1a1…',
    ],
    said: [{ type: 'said', text: '门口要登记' }, '客户留言：门口要登记', 'The customer wrote: 门口要登记'],
    calledBack: [
      { type: 'calledBack', visit: 'V270402-0001', worker: 'li-na', score: 2 },
      '回访 V270402-0001：2 分',
      'Called back (V270402-0001): 2 of 5',
    ],
    complained: [
      { type: 'complained', what: '等了两天', onBehalf: '何平' },
      '客户投诉（何平）：等了两天',
      'The customer complains (何平): 等了两天',
    ],
    complaintAnswered: [
      { type: 'complaintAnswered', answer: '今天一定到' },
      '答复投诉：今天一定到',
      'The complaint is answered: 今天一定到',
    ],
    signed: [
      { type: 'signed', signer: '何平' },
      '客户签字：何平（写下姓名）',
      'Signed by the customer: 何平 (name typed)',
    ],
    noted: [{ type: 'noted', text: '带梯子' }, '备注：带梯子', 'Note: 带梯子'],
    confirmationReminded: [
      { type: 'confirmationReminded', count: 2 },
      '第 2 次提醒客户确认',
      'Customer reminded to confirm (no. 2)',
    ],
    confirmed: [
      { type: 'confirmed', rating: 5, comment: '谢谢', onBehalf: '李警官' },
      '我方记录：李警官电话确认已修好，评分 5：谢谢',
      'Recorded by us: 李警官 confirmed it by phone, rated 5: 谢谢',
    ],
    notFixed: [{ type: 'notFixed', what: '仍黑屏' }, '客户反馈未修好：仍黑屏', 'Not fixed, says the customer: 仍黑屏'],
    reopened: [{ type: 'reopened', reason: '又坏了' }, '重新打开：又坏了', 'Reopened: 又坏了'],
    withdrawn: [{ type: 'withdrawn', reason: '误报' }, '报修撤销：误报', 'Report withdrawn: 误报'],
    closed: [{ type: 'closed', how: 'confirmed' }, '已确认，维修关闭', 'Confirmed and closed'],
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
    [{ type: 'handedOver', to: wang, reason: 'assigned' }, '转交给 王工', 'Handed over to 王工'],
    [{ type: 'visitDecided' }, '决定上门处理', 'Visit decided'],
    [
      { type: 'visitDecided', approvedBy: '刘芳', parts: ['电源', '网线'] },
      '决定上门处理：批准：刘芳；领用配件：电源、网线',
      'Visit decided: approved by: 刘芳; parts drawn: 电源, 网线',
    ],
    [
      { type: 'notSolvedOnSite', reason: '缺件', unremovable: true },
      '现场未解决：缺件；故障无法排除',
      'Not solved on site: 缺件; the fault cannot be removed',
    ],
    [
      { type: 'sentIn', verdict: '主板', handling: '更换', agreedBy: '马局' },
      '返厂维修：判定：主板；处理方式：更换；客户同意：马局',
      'Sent in to the factory: verdict: 主板; handling: 更换; agreed by: 马局',
    ],
    [
      { type: 'repaired', work: { ...work, parts: [], problem: '充不进电', origin: 'user' } },
      '已修复：问题：充不进电；原因：电池老化；故障来源：人为损坏；处理：更换电池',
      'Repaired: problem: 充不进电; cause: 电池老化; origin: damage by the user; done: 更换电池',
    ],
    [
      { type: 'passedOn', because: 'timeUp' },
      '客服时限已到，转给工程师',
      "The desk's time is up: passed on to an engineer",
    ],
    [{ type: 'quoted', quote: { ...quote, totalFen: 0 } }, '已报价：0 项，全部免费', 'Quoted: positions 0, all free'],
    [
      { type: 'claimSettled', claim: 2, outcome: 'refused', reason: '无关' },
      '损失 2 不予赔付：无关',
      'Loss 2 refused: 无关',
    ],
    [
      {
        type: 'claimed',
        claim: { ...claim, clause: 'R8', basis: 'delay', what: 'R7/repaired/1', clock: 'R7/repaired/1' },
      },
      '登记损失 1（R8，延误）：R7 修复',
      'Loss 1 recorded (R8, delay): R7 repair',
    ],
    [
      {
        type: 'clockEnded',
        clock: 'R6/arrived/1',
        clause: 'R6',
        outcome: 'waived',
        evidence: 3,
        because: '客户停电',
        approver: '刘芳',
      },
      'R6 到场 免除（客户停电；批准：刘芳）',
      'R6 arrival waived (客户停电; approved by 刘芳)',
    ],
    [{ type: 'assigned', person: wang, how: 'takenOver' }, '王工 接手', '王工 took over'],
    [{ type: 'closed', how: 'withdrawn' }, '报修撤销，维修关闭', 'Closed, withdrawn'],
    [{ type: 'closed', how: 'junk' }, '无效报修，维修关闭', 'Closed as junk'],
    // By one of ours, whoever did not say for whom.
    [{ type: 'confirmed' }, '我方记录：客户电话确认已修好', 'Recorded by us: the customer confirmed it by phone'],
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
      {
        type: 'clockEnded',
        clock: 'R6/arrived/1',
        clause: 'R6',
        outcome: 'fallenAway',
        evidence: 3,
        because: 'sentIn',
      },
      'R6 到场 不再适用（返厂维修）',
      'R6 arrival fallen away (unit sent in)',
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
