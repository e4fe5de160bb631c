import { defined } from '../kernel/fields.ts'
import type { Obligation } from '../promise/obligation.ts'
import type { Deps } from './deps.ts'

/** A line of the ledger as people read it: what is called how today. */
export interface NamedLine extends Obligation {
  readonly customerName?: string
  readonly siteName?: string
  readonly unitName?: string
}

/** Whatever several lines are about is looked up once. */
export async function namedLines(
  { directory }: Pick<Deps, 'directory'>,
  lines: readonly Obligation[],
): Promise<readonly NamedLine[]> {
  const [customers, sites, units] = await Promise.all([
    namesOf(lines, 'customer', async (id) => (await directory.customer(id))?.name),
    namesOf(lines, 'site', async (id) => {
      const site = await directory.site(id)
      return site?.shortName ?? site?.name
    }),
    namesOf(lines, 'unit', async (serial) => {
      const unit = await directory.unit(serial)
      return unit?.shortName ?? unit?.name
    }),
  ])
  return lines.map((line) => ({
    ...line,
    ...defined({
      customerName: customers.get(line.customer),
      siteName: sites.get(line.site),
      unitName: units.get(line.unit),
    }),
  }))
}

async function namesOf(
  lines: readonly Obligation[],
  what: 'customer' | 'site' | 'unit',
  lookUp: (id: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string | undefined, string | undefined>> {
  const ids = [...new Set(lines.flatMap((line) => line[what] ?? []))]
  return new Map(await Promise.all(ids.map(async (id) => [id, await lookUp(id)] as const)))
}
