import { SUPPLIER } from '../../directory/change.ts'
import type { Directory, Price, Supplier } from '../../directory/directory.ts'
import type { Text } from '../../kernel/text.ts'
import type { entrySchemas } from '../directory.ts'
import { type Cell, choice, code, codes, day, flag, minutes, phone, terms, text, whole, yuan } from './cells.ts'

/** The lists of a directory that can be kept in tables, in the order in which they refer to each other. */
export const LISTS = ['people', 'customers', 'sites', 'contacts', 'units', 'loaners', 'prices', 'contracts'] as const
export type List = (typeof LISTS)[number] & keyof typeof entrySchemas
export type Entry<L extends List = List> = Directory[L][number]
/** What a form asks for by column: an entry of a list, or the supplier, who comes in no sheet. */
export type Formed = List | typeof SUPPLIER
export type FormedEntry = Entry | Supplier

/** One column of a table and the field it holds; `replaces.on` is a field within a field. */
export interface Column {
  readonly key: string
  readonly name: Text
  readonly cell: Cell
}

/** A list as a table: what sheets and files are called, and its columns. */
export interface Table {
  readonly name: Text
  readonly columns: readonly Column[]
}

const column = (key: string, zh: string, en: string, cell: Cell = text): Column => ({ key, name: { zh, en }, cell })

const languages = choice({ 'zh-CN': { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } })
const classes = choice({
  part: { zh: '备件', en: 'part' },
  wear: { zh: '易损件', en: 'wear part' },
  labour: { zh: '工时', en: 'labour' },
  travel: { zh: '差旅', en: 'travel' },
  lodging: { zh: '住宿', en: 'lodging' },
  service: { zh: '服务', en: 'service' },
} satisfies Record<Price['class'], Text>)
const warranties = choice({ continues: { zh: '延续', en: 'continues' }, restarts: { zh: '重新起算', en: 'restarts' } })

export const TABLES: Readonly<Record<Formed, Table>> = {
  people: {
    name: { zh: '人员', en: 'people' },
    columns: [
      column('id', '人员编号', 'person id', code),
      column('name', '姓名', 'name'),
      column('phone', '电话', 'phone', phone),
      column('email', '邮箱', 'e-mail'),
      column('language', '语言', 'language', languages),
      column('ringAfter', '未接单几分钟后打电话', 'rung up after minutes', minutes),
      column('meanwhile.phone', '临时号码', 'number for a time', phone),
      column('meanwhile.noCalls', '临时不打电话', 'no calls for a time', flag),
      column('meanwhile.from', '临时自', 'for a time from', day),
      column('meanwhile.until', '临时至', 'for a time until', day),
      column('meanwhile.reason', '临时原因', 'for a time because'),
    ],
  },
  customers: {
    name: { zh: '客户', en: 'customers' },
    columns: [
      column('id', '客户编号', 'customer id', code),
      column('name', '客户名称', 'name'),
      column('plan', '服务承诺', 'plan', code),
    ],
  },
  sites: {
    name: { zh: '现场', en: 'sites' },
    columns: [
      column('id', '现场编号', 'site id', code),
      column('customer', '客户编号', 'customer id', code),
      column('name', '现场名称', 'name'),
      column('shortName', '简称', 'short name'),
      column('address', '地址', 'address'),
      column('timezone', '时区', 'time zone'),
      column('roster', '值班表', 'roster', code),
      column('distance', '距离档', 'distance', code),
    ],
  },
  contacts: {
    name: { zh: '联系人', en: 'contacts' },
    columns: [
      column('id', '联系人编号', 'contact id', code),
      column('customer', '客户编号', 'customer id', code),
      column('sites', '现场编号', 'site ids', codes),
      column('name', '姓名', 'name'),
      column('phone', '电话', 'phone', phone),
      column('email', '邮箱', 'e-mail'),
      column('language', '语言', 'language', languages),
      column('switchboard', '总机', 'switchboard', flag),
    ],
  },
  units: {
    name: { zh: '设备', en: 'units' },
    columns: [
      column('serial', '序列号', 'serial number', code),
      column('site', '现场编号', 'site id', code),
      column('model', '型号', 'model'),
      column('name', '设备名称', 'name'),
      column('shortName', '简称', 'short name'),
      column('purchasedOn', '购买日期', 'purchased on', day),
      column('acceptedOn', '验收日期', 'accepted on', day),
      column('category', '类别', 'category', code),
      column('replacedBy', '被换为', 'replaced by', code),
      column('replaces.serial', '换下设备', 'replaces', code),
      column('replaces.on', '换机日期', 'replaced on', day),
      column('replaces.warranty', '换机后质保', 'warranty after replacement', warranties),
    ],
  },
  loaners: {
    name: { zh: '备机', en: 'loaners' },
    columns: [
      column('serial', '序列号', 'serial number', code),
      column('model', '型号', 'model'),
      column('name', '备机名称', 'name'),
      column('used', '已用过', 'used', flag),
    ],
  },
  prices: {
    name: { zh: '价目表', en: 'prices' },
    columns: [
      column('list', '价目表编号', 'price list', code),
      column('code', '编码', 'code', code),
      column('name', '名称', 'name'),
      column('class', '种类', 'class', classes),
      column('unit', '单位', 'unit'),
      column('costFen', '成本（元）', 'cost (yuan)', yuan),
      column('priceFen', '售价（元）', 'price (yuan)', yuan),
    ],
  },
  contracts: {
    name: { zh: '合同', en: 'contracts' },
    columns: [
      column('id', '合同编号', 'contract id', code),
      column('customer', '客户编号', 'customer id', code),
      column('plan', '服务承诺', 'plan', code),
      column('planVersion', '承诺版本', 'plan version', whole),
      column('signedOn', '签订日期', 'signed on', day),
      column('deliveredOn', '交货日期', 'delivered on', day),
      column('acceptedOn', '验收日期', 'accepted on', day),
      column('sites', '现场编号', 'site ids', codes),
      column('units', '设备序列号', 'serial numbers', codes),
      column('priceFen', '合同金额（元）', 'contract price (yuan)', yuan),
      column('priceList', '价目表编号', 'price list', code),
      column('renewals', '续保', 'renewals', terms),
      column('papersBy', '文件负责人编号', 'papers by', code),
      column('coordinator', '客户协调人编号', 'coordinator', code),
      column('manager', '项目经理编号', 'manager', code),
    ],
  },
  supplier: {
    name: { zh: '本公司', en: 'our company' },
    columns: [
      column('name.zh', '名称（中文）', 'name in Chinese'),
      column('name.en', '名称（英文）', 'name in English'),
      column('hotline', '热线', 'hotline', phone),
      column('defaultRoster', '不知现场时的值班表', 'roster where the site is not known', code),
      column('keeper', '档案管理员', 'archive keeper', code),
      column('teams.rd', '研发支援', 'research, asked beyond the desk', codes),
      column('teams.production', '生产支援', 'production, asked beyond the desk', codes),
      column('teams.experts', '专家支援', 'experts, asked beyond the desk', codes),
    ],
  },
}

/** The columns without which no entry can be named. */
export const namingColumns = (list: Formed): readonly string[] =>
  list === SUPPLIER
    ? []
    : list === 'prices'
      ? ['list', 'code']
      : list === 'units' || list === 'loaners'
        ? ['serial']
        : ['id']

/** The cell of an entry in a column; empty when there is no such value. */
export function cellOf(entry: FormedEntry, { key, cell }: Column, language: keyof Text): string {
  const stored = key
    .split('.')
    .reduce<unknown>((value, step) => (isRecord(value) ? Reflect.get(value, step) : undefined), entry)
  return stored === undefined ? '' : cell.write(stored as never, language)
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
