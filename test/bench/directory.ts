import type { Contact, Directory, Site, Unit } from '../../shared/directory/directory.ts'

/** Each unit stands at a site of its own, with people of its own: what goes to one person within a minute would be one message. */
const UNITS_PER_SITE = 1

export interface Caller {
  readonly caller: string
  readonly serial: string
}

/** Who calls as number `index`, and about what: nobody twice. */
export const callerOf = (index: number): Caller => ({
  caller: `+86139${String(index).padStart(8, '0')}`,
  serial: `UNIT-${String(index).padStart(6, '0')}`,
})

/** Master data for so many units, each with a contact of its own, served under these plans in turn, site by site. */
export function benchDirectory(units: number, plans: readonly string[]): Directory {
  const sites = Array.from({ length: Math.ceil(units / UNITS_PER_SITE) }, (_, index) => siteOf(index, plans))
  return {
    supplier: {
      name: { zh: '承诺设备服务有限公司', en: 'Chengnuo' },
      hotline: '+864008001300',
      defaultRoster: 'roster-0',
    },
    people: sites.flatMap((_, index) => peopleOf(index)),
    rosters: sites.map((_, index) => rosterOf(index)),
    customers: plans.map((plan) => ({ id: `customer-${plan}`, name: `客户 ${plan}`, plan })),
    sites,
    contacts: Array.from({ length: units }, (_, index) => contactOf(index, siteAt(sites, index))),
    units: Array.from({ length: units }, (_, index) => unitOf(index, siteAt(sites, index))),
    loaners: [],
    contracts: [],
    prices: [],
  }
}

const ROLES = ['first', 'second', 'expert', 'manager']

const peopleOf = (site: number) =>
  ROLES.map((role, index) => ({
    id: `${role}-${site}`,
    name: `工程师 ${role} ${site}`,
    phone: `+86138${String(site * ROLES.length + index).padStart(8, '0')}`,
    language: 'zh-CN' as const,
  }))

const rosterOf = (site: number) => ({
  id: `roster-${site}`,
  name: `服务中心 ${site}`,
  timezone: 'Asia/Shanghai',
  manager: `manager-${site}`,
  tiers: [
    {
      name: '一线',
      rotation: { people: [`first-${site}`, `second-${site}`], start: '2026-01-05T09:00', every: 'week' as const },
    },
    { name: '二线', rotation: { people: [`expert-${site}`], start: '2026-01-05T09:00', every: 'week' as const } },
  ],
  overrides: [],
})

const siteAt = (sites: readonly Site[], unit: number): Site => {
  const site = sites[Math.floor(unit / UNITS_PER_SITE)]
  if (!site) throw new RangeError(`no site for unit ${unit}`)
  return site
}

const siteOf = (index: number, plans: readonly string[]): Site => ({
  id: `site-${index}`,
  customer: `customer-${plans[index % plans.length]}`,
  name: `第 ${index} 服务现场`,
  shortName: `现场${index}`,
  address: `浙江省绍兴市兰亭县东街 ${index} 号`,
  timezone: 'Asia/Shanghai',
  roster: `roster-${index}`,
})

const contactOf = (index: number, site: Site): Contact => ({
  id: `contact-${index}`,
  customer: site.customer,
  sites: [site.id],
  name: `联系人 ${index}`,
  phone: callerOf(index).caller,
  email: `contact-${index}@customer.example.com`,
  language: 'zh-CN',
})

const unitOf = (index: number, site: Site): Unit => ({
  serial: callerOf(index).serial,
  site: site.id,
  model: 'MODEL-1',
  name: `设备 ${index}`,
  shortName: `设备${index}`,
  purchasedOn: '2025-03-18',
  acceptedOn: '2025-04-02',
})
