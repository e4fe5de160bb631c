import { text } from '../../../shared/kernel/text.ts'
import { answers, arrives, customer, engineer, goes, manager, mends, type Scene, solvesByPhone } from './scenes.ts'

/** Still open when the morning is over, each somewhere else on its way. */
export const STILL_OPEN: readonly Scene[] = [
  // Waived by the manager, and on the way.
  {
    at: 25,
    caller: '+8613800138001',
    severity: 'serious',
    symptoms: text('执法记录仪时间不准', 'The clock of a recorder is wrong'),
    steps: [
      ...answers(2, 5),
      ...goes(20),
      manager(40, {
        type: 'waive',
        clock: 'R6/arrived/1',
        reason: text('所里要求明天下午再来', 'The station asked for tomorrow afternoon'),
      }),
    ],
  },
  // Repaired: the customer is asked.
  {
    at: 30,
    caller: '+8613800138002',
    severity: 'serious',
    symptoms: text('对讲有杂音', 'The intercom crackles'),
    steps: [
      ...answers(2, 5),
      solvesByPhone(25, text('频道冲突', 'Two on one channel'), text('改频道', 'Channel changed')),
    ],
  },
  // Out of warranty: the quote waits for the customer.
  {
    at: 40,
    caller: '+8613800138002',
    serial: 'BWC-2024-0098',
    severity: 'serious',
    symptoms: text('充不进电', 'Does not charge'),
    steps: [
      ...answers(1, 4),
      ...goes(8),
      arrives(60),
      engineer(75, {
        type: 'quote',
        origin: 'wear',
        items: [
          { code: 'BWC4-BAT', quantity: 1 },
          { code: 'TRAVEL', quantity: 1 },
        ],
      }),
    ],
  },
  // Not mended on site: a loaner stands there.
  {
    at: 45,
    caller: '+8613800138003',
    serial: 'MON-2024-0306',
    symptoms: text('监护仪黑屏', 'The monitor stays black'),
    steps: [
      ...answers(1, 3),
      ...goes(6),
      arrives(50),
      engineer(80, { type: 'notSolved', reason: text('主板要返厂', 'The board has to go to the factory') }),
      engineer(82, { type: 'reserveLoaner', serial: 'LOAN-PM-01' }),
      engineer(110, { type: 'lendLoaner' }),
    ],
  },
  // Two hours are over, and nobody is there yet.
  {
    at: 50,
    caller: '+8613800138006',
    serial: 'FW-2025-0003',
    severity: 'major',
    symptoms: text('主防火墙反复重启，业务中断', 'The main firewall keeps restarting, services are down'),
    steps: [
      ...answers(1, 3),
      engineer(20, { type: 'propose', solution: text('切到备机，带电源模块上门', 'Fail over, bring a power module') }),
      ...goes(25),
      engineer(115, {
        type: 'delay',
        reason: text('高速封路，预计中午到', 'The motorway is closed, there by noon'),
      }),
    ],
  },
  // By agreement it waits.
  {
    at: 60,
    caller: '+8613800138004',
    serial: 'PRJ-2025-1205',
    severity: 'ordinary',
    symptoms: text('投影偏色', 'The colours are off'),
    steps: [
      ...answers(3, 9),
      ...goes(12),
      engineer(40, {
        type: 'pause',
        reason: text('教室在考试，明早再进', 'An exam is on, in again tomorrow morning'),
        until: { inHours: 22 },
        agreedBy: '唐宇',
        how: 'phone',
      }),
    ],
  },
  // Came short: made good from the store.
  {
    at: 80,
    caller: '+8613800138003',
    serial: 'MON-2024-0305',
    matter: 'delivery',
    symptoms: text('新到的探头少一根', 'One of the new probes is missing'),
    steps: [...answers(2, 6)],
  },
  // The visit waits for the manager.
  {
    at: 198,
    caller: '+8613800138006',
    serial: 'FW-2025-0004',
    severity: 'ordinary',
    symptoms: text('备机风扇报警', 'Fan alarm of the standby firewall'),
    steps: [
      ...answers(2, 6),
      engineer(9, { type: 'propose', solution: text('上门更换风扇', 'Change the fan on site') }),
      engineer(12, { type: 'goOnSite' }),
    ],
  },
  // At work on site.
  {
    at: 100,
    caller: '+8613800138001',
    serial: 'DOC-2025-0021',
    severity: 'urgent',
    symptoms: text('采集站整机断电', 'The docking station is dead'),
    steps: [...answers(1, 4), ...goes(7), arrives(55)],
  },
  // Repaired: the customer is asked.
  {
    at: 105,
    caller: '+8613800138004',
    serial: 'PRJ-2025-1101',
    severity: 'ordinary',
    symptoms: text('遥控器没反应', 'The remote control does nothing'),
    steps: [
      ...answers(3, 8),
      ...goes(10),
      arrives(50),
      mends(75, text('接收头损坏', 'The receiver was broken'), text('更换接收头', 'Receiver replaced')),
    ],
  },
  // Sent in.
  {
    at: 120,
    caller: '+8613800138006',
    serial: 'IDS-2025-0001',
    severity: 'ordinary',
    symptoms: text('硬盘报坏块', 'Bad blocks on the disk'),
    steps: [
      ...answers(2, 6),
      engineer(15, { type: 'propose', solution: text('返厂换盘', 'Change the disk at the factory') }),
      engineer(45, {
        type: 'sendIn',
        verdict: text('固态硬盘寿命到', 'The solid-state disk is worn out'),
        handling: text('返厂更换，保留数据', 'Changed at the factory, data kept'),
        agreedBy: '努尔兰',
        how: 'phone',
      }),
    ],
  },
  // The customer says that it is not fixed.
  {
    at: 125,
    caller: '+8613800138001',
    serial: 'BWC-2025-0117',
    severity: 'serious',
    symptoms: text('又自动关机', 'Switches itself off again'),
    steps: [
      ...answers(2, 5),
      ...goes(8),
      arrives(40),
      mends(60, text('电池触点松', 'A loose battery contact'), text('紧固触点', 'Contact tightened')),
      customer(80, { type: 'notFixed', what: text('开机十分钟又关了', 'On for ten minutes, then off again') }),
    ],
  },
  // A later day was agreed.
  {
    at: 135,
    caller: '+8613800138006',
    severity: 'ordinary',
    symptoms: text('VPN 偶尔掉线', 'The VPN drops now and then'),
    steps: [
      ...answers(2, 7),
      engineer(20, { type: 'propose', solution: text('周末升级固件', 'Update the firmware at the weekend') }),
      engineer(30, {
        type: 'agree',
        clock: 'N2/arrived/1',
        until: { inHours: 72 },
        reason: text('等维护窗口', 'Waits for the maintenance window'),
        agreedBy: '努尔兰',
        how: 'email',
      }),
    ],
  },
]
