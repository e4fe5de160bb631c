import type { Directory } from '../../directory/directory.ts'
import { type At, unknown } from '../../directory/problem.ts'
import { normaliseSerial } from '../../directory/serial.ts'
import type { Heading } from './header.ts'
import type { RowProblem } from './sheet.ts'

/** Which columns name entries of a list, or plans and rosters. */
export const NAMES: Readonly<Record<string, string>> = {
  customer: 'customers',
  site: 'sites',
  sites: 'sites',
  units: 'units',
  replacedBy: 'units',
  'replaces.serial': 'units',
  roster: 'rosters',
  plan: 'plans',
  papersBy: 'people',
  coordinator: 'people',
  manager: 'people',
  defaultRoster: 'rosters',
  keeper: 'people',
  'teams.rd': 'people',
  'teams.production': 'people',
  'teams.experts': 'people',
}

const CALLED = { people: 'person', rosters: 'roster', customers: 'customer', sites: 'site', units: 'unit' } as const
const isCalled = (list: string | undefined): list is keyof typeof CALLED =>
  list !== undefined && Object.hasOwn(CALLED, list)

/** A row from which no entry was read, as something else in it is wrong. */
export interface SpoiltRow {
  readonly id?: string
  readonly sheet: string
  readonly row: number
  readonly headings: readonly Heading[]
  readonly cells: readonly string[]
}

/**
 * What such a row names that nothing bears, neither on file nor in what is imported with it: said with the rest, so that whoever mends
 * the row mends it once.
 */
export function strangersIn(
  spoilt: readonly SpoiltRow[],
  directory: Pick<Directory, keyof typeof CALLED>,
): readonly RowProblem[] {
  const others = new Set(spoilt.flatMap(({ id }) => (id === undefined ? [] : [id, normaliseSerial(id)])))
  const { people, rosters, customers, sites } = directory
  const named: Readonly<Record<keyof typeof CALLED, ReadonlySet<string>>> = {
    people: idsOf(people),
    rosters: idsOf(rosters),
    customers: idsOf(customers),
    sites: idsOf(sites),
    units: new Set(directory.units.map(({ serial }) => normaliseSerial(serial))),
  }
  return spoilt.flatMap(({ sheet, row, headings, cells }) =>
    headings.flatMap(({ column, heading, index }): RowProblem[] => {
      const list = NAMES[column.key]
      const reading = column.cell.read(cells[index]?.trim() ?? '')
      if (!isCalled(list) || !('value' in reading)) return []
      const write = list === 'units' ? normaliseSerial : (name: string) => name
      const has = (name: string) => name === '' || others.has(write(name)) || named[list].has(write(name))
      const places = [reading.value].flat().map((name): [At, string] => [[], String(name)])
      return unknown(CALLED[list], { has })(...places).map(({ text, missing = '' }) => ({
        sheet,
        row,
        column: heading,
        value: missing,
        text,
      }))
    }),
  )
}

const idsOf = (entries: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(entries.map(({ id }) => id))
