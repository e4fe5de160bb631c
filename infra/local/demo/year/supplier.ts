import type { Contract, Site } from '../../../../shared/directory/directory.ts'
import { refreshContracts } from '../../../../shared/use-cases/contract-ledger.ts'
import type { Host } from '../../host.ts'

/** Where each customer has more of the same: a commitment is kept at every one of its places. */
const BRANCHES: Readonly<Record<string, readonly (readonly [id: string, name: string, shortName: string])[]>> = {
  'jiangnan-teaching': [
    ['jiangnan-lab', '江南大学城校区实验楼', '实验楼'],
    ['jiangnan-gym', '江南大学城校区体育馆', '体育馆'],
  ],
  'lanting-east': [
    ['lanting-west', '兰亭县公安局城西派出所', '城西所'],
    ['lanting-south', '兰亭县公安局城南派出所', '城南所'],
    ['lanting-north', '兰亭县公安局城北派出所', '城北所'],
    ['lanting-station', '兰亭县公安局车站派出所', '车站所'],
    ['lanting-river', '兰亭县公安局滨江派出所', '滨江所'],
  ],
  'renhe-main': [
    ['renhe-branch', '仁和医院东院区', '仁和东院'],
    ['renhe-clinic', '仁和医院门诊部', '仁和门诊'],
    ['renhe-south', '仁和医院南院区', '仁和南院'],
    ['renhe-rehab', '仁和医院康复中心', '仁和康复'],
  ],
  'tianshan-machine-room': [
    ['tianshan-backup', '天山市政务数据中心灾备机房', '灾备机房'],
    ['tianshan-office', '天山市政务服务大厅机房', '大厅机房'],
    ['tianshan-archive', '天山市档案馆机房', '档案机房'],
  ],
}

/** Each branch is a site like the one whose key it stands under, and its people are that site's. */
async function openBranches({ deps }: Host): Promise<void> {
  const { sites, contacts } = await deps.directory.all()
  const opened = sites.flatMap((like): Site[] =>
    (BRANCHES[like.id] ?? []).map(([id, name, shortName]) => ({ ...like, id, name, shortName })),
  )
  const branchesOf = (site: string) => (BRANCHES[site] ?? []).map(([id]) => id)
  await deps.directory.merge({
    sites: opened,
    contacts: contacts.map((one) => ({ ...one, sites: [...one.sites, ...one.sites.flatMap(branchesOf)] })),
  })
}

/** The four customers of the demo with all their branches, each with a new contract under the newest version of its plan, accepted on 4 January. */
export async function signContracts(host: Host): Promise<readonly Contract[]> {
  const { deps } = host
  await openBranches(host)
  const { directory } = deps
  const { customers, sites, contracts: before } = await directory.all()
  const plans = await deps.plans()
  const signed = customers.map(
    ({ id, plan }): Contract => ({
      id: `${plan}-2027`,
      customer: id,
      plan,
      planVersion: plans.filter((one) => one.id === plan).at(-1)?.version ?? 1,
      signedOn: '2026-12-14',
      deliveredOn: '2026-12-21',
      acceptedOn: '2027-01-04',
      sites: sites.filter((site) => site.customer === id).map((site) => site.id),
      renewals: [],
      papersBy: 'zhao-min',
      coordinator: 'chen-wei',
      manager: 'liu-fang',
    }),
  )
  // What bound them before binds nothing any more.
  await directory.merge({ contracts: [...before.map((one) => ({ ...one, sites: [], units: [] })), ...signed] })
  await refreshContracts(deps)
  return signed
}
