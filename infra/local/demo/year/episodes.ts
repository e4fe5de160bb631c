import { type Instant, later } from '../../../../shared/kernel/instant.ts'
import type { VisitRow } from '../../../../shared/wire/visits.ts'
import type { Stage } from '../stage.ts'
import type { Prevented } from './routine.ts'

// What does not go its ordinary way in the year: somebody is silent, absent, forgets; a meeting is watched; an upgrade is rolled back.

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
const SHIFTS = [
  { person: 'zhou-jie', from: '2027-05-17T16:00:00.000Z', to: '2027-05-18T16:00:00.000Z' },
  { person: 'zhao-min', from: '2027-05-18T16:00:00.000Z', to: '2027-05-19T16:00:00.000Z' },
]
const WATCH = 'H-2027~H7~meeting-e1~contract'
const WATCH_STEP_MS = 4 * 3_600_000

/** A day passes; while the meeting is watched whoever is there writes into its log as often as the plan asks for. */
export async function passDay(stage: Stage): Promise<void> {
  const end = later(stage.now, DAY_MS)
  if (!SHIFTS.some(({ from, to }) => from < end && stage.now < to)) return stage.pass(DAY_MS)
  while (stage.now < end) {
    await stage.pass(WATCH_STEP_MS)
    const shift = SHIFTS.find(({ from, to }) => from <= stage.now && stage.now < to)
    if (shift) await writeLog(stage, shift.person)
  }
}

const writeLog = (stage: Stage, person: string) =>
  stage.api(
    `/api/duties/${encodeURIComponent(WATCH)}/entries`,
    { id: stage.now, observed: '会场影像和存储正常' },
    `engineer/${person}`,
  )

/** On the one upgrade that is under way. */
const onUpgrade = async (stage: Stage, ...actions: readonly object[]): Promise<void> => {
  const { upgrades } = await stage.api('/api/upgrades?open=true')
  for (const action of actions) await stage.api(`/api/upgrades/${upgrades[0].id}/actions`, action)
}

export const EPISODES: readonly Episode[] = [
  {
    on: '2027-03-09',
    name: { zh: '医院告知：五月有重要会议', en: 'The hospital announces an important meeting in May' },
    play: (stage) => stage.api('/api/customers/renhe-hospital/calendar', { ...MEETING, reason: '院办通知' }),
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
        shifts: SHIFTS,
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
    play: (stage) => stage.api(`/api/duties/${encodeURIComponent(WATCH)}/report`, {}),
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
]

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
