import { type Instant, later } from '../../../../shared/kernel/instant.ts'
import type { VisitRow } from '../../../../shared/wire/visits.ts'
import type { Stage } from '../stage.ts'
import type { Prevented } from './routine.ts'

// What does not go its ordinary way in the year: somebody is silent, absent, forgets; a meeting and a drill are watched; an upgrade is
// rolled back; systems change, and projectors fail.

const DAY_MS = 24 * 3_600_000

/** Once each, but for the engineer, who remembers five days after the day was missed. */
export function preventedBy(now: () => Instant): (visit: VisitRow) => Prevented | undefined {
  const absent = new Set<string>()
  return ({ id, works, attempts, dueAt, slot }) => {
    const has = (key: string) => works.some((work) => work.key.startsWith(key))
    if (has('N18/inspection-1/')) return 'customerSilent'
    if (has('R9/call-2/') && attempts < 2) return 'notReached'
    if (has('R14/inspection-6/lanting-east') && dueAt !== undefined && now() < later(dueAt, 5 * DAY_MS))
      return 'engineerForgets'
    if (has('C17/full-inspection-1/jiangnan-library') && !absent.has(id)) {
      if (slot && slot.to <= now()) absent.add(id)
      return 'customerAbsent'
    }
    return undefined
  }
}

interface Episode {
  /** In Shanghai. */
  readonly on: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly play: (stage: Stage) => Promise<void>
}

const MEETING = { kind: 'meeting', name: '全市卫生工作会议', from: '2027-05-18', until: '2027-05-19' }
const DRILL = { kind: 'sensitive', name: '网络安全攻防演练', from: '2027-07-05', until: '2027-07-06' }

/** A duty in the customer's important days, and who is there when. */
interface Watch {
  readonly id: string
  readonly observed: string
  readonly shifts: readonly { readonly person: string; readonly from: Instant; readonly to: Instant }[]
}
const AT_MEETING: Watch = {
  id: 'H-2027~H7~meeting-e1~contract',
  observed: '会场影像和存储正常',
  shifts: [
    { person: 'zhou-jie', from: '2027-05-17T16:00:00.000Z', to: '2027-05-18T16:00:00.000Z' },
    { person: 'zhao-min', from: '2027-05-18T16:00:00.000Z', to: '2027-05-19T16:00:00.000Z' },
  ],
}
const AT_DRILL: Watch = {
  id: 'N-2027~N13~period-e1~tianshan-machine-room',
  observed: '流量和告警正常，无入侵事件',
  shifts: [
    { person: 'ma-jun', from: '2027-07-04T18:00:00.000Z', to: '2027-07-05T18:00:00.000Z' },
    { person: 'aygul', from: '2027-07-05T18:00:00.000Z', to: '2027-07-06T18:00:00.000Z' },
  ],
}
const WATCHES = [AT_MEETING, AT_DRILL]
const WATCH_STEP_MS = 4 * 3_600_000

/** A day passes; while something is watched whoever is there writes into its log as often as the plan asks for. */
export async function passDay(stage: Stage): Promise<void> {
  const end = later(stage.now, DAY_MS)
  const watch = WATCHES.find(({ shifts }) => shifts.some(({ from, to }) => from < end && stage.now < to))
  if (!watch) return stage.pass(DAY_MS)
  while (stage.now < end) {
    await stage.pass(WATCH_STEP_MS)
    const shift = watch.shifts.find(({ from, to }) => from <= stage.now && stage.now < to)
    if (shift) await writeLog(stage, watch, shift.person)
  }
}

const writeLog = (stage: Stage, { id, observed }: Watch, person: string) =>
  stage.api(`/api/duties/${encodeURIComponent(id)}/entries`, { id: stage.now, observed }, `engineer/${person}`)

const announce = (stage: Stage, customer: string, entry: object) =>
  stage.api(`/api/customers/${customer}/calendar`, entry)
const issueReport = (stage: Stage, { id }: Watch) => stage.api(`/api/duties/${encodeURIComponent(id)}/report`, {})

/** On the one upgrade that is under way. */
const onUpgrade = async (stage: Stage, ...actions: readonly object[]): Promise<void> => {
  const { upgrades } = await stage.api('/api/upgrades?open=true')
  for (const action of actions) await stage.api(`/api/upgrades/${upgrades[0].id}/actions`, action)
}

const FAULTS = [
  ['2027-02-24', '画面昏暗', 'is dim'],
  ['2027-04-13', '没有声音', 'has no sound'],
  ['2027-06-03', '遥控失灵', 'does not heed its remote'],
  ['2027-09-21', '风扇噪声大', 'has a noisy fan'],
  ['2027-10-28', '画面偏色', 'shows wrong colours'],
] as const

export const EPISODES: readonly Episode[] = [
  {
    on: '2027-03-09',
    name: { zh: '医院告知：五月有重要会议', en: 'The hospital announces an important meeting in May' },
    play: (stage) => announce(stage, 'renhe-hospital', { ...MEETING, reason: '院办通知' }),
  },
  {
    on: '2027-04-20',
    name: {
      zh: '定保障方案：谁在场、谁替补、盯什么',
      en: 'The duty is planned: who is there, deputies, what is watched',
    },
    play: (stage) =>
      stage.api('/api/contracts/H-2027/duty', {
        clause: 'H7',
        need: 'meeting-plan-e1',
        shifts: AT_MEETING.shifts,
        deputies: ['li-na'],
        phones: '周洁 → 赵敏 → 李娜 → 刘芳',
        watched: '会场影像系统；故障时 5 分钟内启用备机',
      }),
  },
  {
    on: '2027-05-18',
    name: { zh: '会议期间值守，每四小时记一次', en: 'The meeting is watched, with an entry every four hours' },
    play: async () => {},
  },
  {
    on: '2027-05-24',
    name: { zh: '会后把保障报告发给医院', en: 'A report after it, sent to the hospital' },
    play: (stage) => issueReport(stage, AT_MEETING),
  },
  {
    on: '2027-06-07',
    name: { zh: '和数据中心商定防火墙升级', en: 'An upgrade of a firewall is planned with the data centre' },
    play: planUpgrade,
  },
  {
    on: '2027-06-12',
    name: {
      zh: '升级当夜：先备份，第二步后不通，回退',
      en: 'That night: backed up, cut off after the second step, rolled back',
    },
    play: (stage) =>
      onUpgrade(
        stage,
        { type: 'backUp', what: '防火墙全部配置', where: '备份服务器', reference: 'sha256 8f2c' },
        { type: 'tick', step: 1 },
        { type: 'tick', step: 2 },
        { type: 'rollBack', reason: '升级后双机不同步，回到旧版' },
        { type: 'finish', result: '已回退，业务正常', minutes: 12, disturbed: '外网中断' },
      ),
  },
  {
    on: '2027-06-14',
    name: {
      zh: '数据中心告知：七月攻防演练，安排驻场',
      en: 'The data centre announces a drill in July: the duty is planned',
    },
    play: async (stage) => {
      await announce(stage, 'tianshan-data', { ...DRILL, site: 'tianshan-machine-room', reason: '网信办通知' })
      await stage.api('/api/contracts/N-2027/duty', {
        clause: 'N13',
        need: 'period-plan-e1',
        about: 'tianshan-machine-room',
        shifts: AT_DRILL.shifts,
        deputies: ['sun-hao'],
        phones: '马军 → 阿依古丽 → 孙浩 → 刘芳',
        watched: '出口流量、防火墙告警、核心交换机',
      })
    },
  },
  {
    on: '2027-07-09',
    name: { zh: '演练后把值守报告发给数据中心', en: 'A report of the drill, sent to the data centre' },
    play: (stage) => issueReport(stage, AT_DRILL),
  },
  {
    on: '2027-04-26',
    name: { zh: '大学告知：五月上线新的录播软件', en: 'The university announces new recording software in May' },
    play: (stage) => announce(stage, 'jiangnan-university', systemChange('录播软件上线', '2027-05-10', '2027-05-12')),
  },
  {
    on: '2027-09-30',
    name: {
      zh: '数据中心告知：十月接入第三方审计系统',
      en: 'The data centre announces a third-party system in October',
    },
    play: (stage) =>
      announce(stage, 'tianshan-data', {
        ...systemChange('接入日志审计系统', '2027-10-18', '2027-10-20'),
        site: 'tianshan-office',
      }),
  },
  ...FAULTS.map(([on, problem, fault]) => ({
    on,
    name: { zh: `教室投影机${problem}，当天修好`, en: `A projector in a classroom ${fault}: mended the same day` },
    play: (stage: Stage) => mendProjector(stage, problem),
  })),
]

const systemChange = (name: string, from: string, until: string) =>
  ({ kind: 'systemChange', name, from, until, reason: '客户电话告知' }) as const

/** By the month's end somebody who had no part in it calls back and has it rated. */
async function mendProjector(stage: Stage, problem: string): Promise<void> {
  const { repairId } = await stage.api('/api/repairs', {
    callId: stage.now,
    through: 'phone',
    caller: '+8613800138004',
    serial: 'PRJ-2025-1101',
    severity: 'ordinary',
    symptoms: problem,
  })
  const done = { cause: '使用日久', done: '检修后恢复', problem, noParts: true, suggestions: '定期清洁滤网' }
  for (const action of [{ type: 'respond' }, { type: 'goOnSite' }, { type: 'arrive' }, { type: 'complete', ...done }])
    await stage.api(`/api/repairs/${repairId}/actions`, action, 'engineer/li-na')
  const [told] = stage.host.outbox
    .list()
    .flatMap(({ text, about }) => (about.endsWith(repairId) && /\/c\/[\w-]+/.exec(text)) || [])
  if (told) await stage.tap(told, { action: 'confirm', rating: '5' })
}

async function planUpgrade(stage: Stage): Promise<void> {
  const units = (await stage.host.deps.directory.all()).units.filter(({ site }) => site === 'tianshan-machine-room')
  await stage.api('/api/upgrades', {
    contract: 'N-2027',
    site: 'tianshan-machine-room',
    units: units.slice(0, 1).map(({ serial }) => serial),
    title: '防火墙固件 8.2 升到 8.4',
    engineer: 'ma-jun',
  })
  await onUpgrade(stage, {
    type: 'propose',
    from: '2027-06-12T01:00:00.000Z',
    until: '2027-06-12T05:00:00.000Z',
    steps: ['切到备机', '升级主机', '切回并比对策略'],
    risks: '切换时外网中断约 1 分钟',
    met: '信息中心努尔兰、马军',
    rollback: '主机换回旧版镜像，约 20 分钟',
    downtime: 5,
  })
  await onUpgrade(stage, { type: 'agree', agreedBy: '努尔兰', how: 'inPerson' })
}
