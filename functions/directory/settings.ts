import type { Directory, Roster } from '../../shared/directory/directory.ts'
import { numberOf } from '../../shared/directory/reached.ts'
import { tierPeople } from '../../shared/directory/rota.ts'
import { type Day, DEFAULT_TIMEZONE, dayOf } from '../../shared/kernel/calendar.ts'
import { pick } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { dutyAt } from '../../shared/oncall/shifts.ts'
import { type PlanDocument, planInForce } from '../../shared/plan/document.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { lateIn, MOST_LATE } from '../../shared/use-cases/late.ts'
import type { Settings } from '../../shared/wire/settings.ts'
import { staffWho } from '../api/roles.ts'
import { json } from '../middleware/http.ts'
import type { DirectoryCall } from './call.ts'

/** How the machine stands, which plans are in force, and who is on which roster. */
export const readSettings: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'settings')
  await auditOpening(deps, staff, 'settings')
  const [machine, late, directory] = await Promise.all([deps.machine.facts(), lateIn(deps), deps.directory.all()])
  const at = deps.clock.now()
  const [plans, people] = [plansOf(await deps.plans(), directory, dayOf(at, DEFAULT_TIMEZONE)), peopleOf(directory, at)]
  return json(200, { at, machine, late: { ...late, most: MOST_LATE }, plans, people })
}

/** Every version that is in force today or binds a contract. */
function plansOf(plans: readonly PlanDocument[], { contracts }: Directory, today: Day): Settings['plans'] {
  return plans.flatMap((document) => {
    const { id, version, title } = document
    const bound = contracts.filter((one) => one.plan === id && one.planVersion === version).length
    const newest = planInForce(plans, id, today) === document
    return newest || bound > 0 ? [{ id, version, title, contracts: bound, newest }] : []
  })
}

const peopleOf = ({ people, rosters, supplier }: Directory, at: Instant): Settings['people'] => {
  const duties = rosters.map((roster): [Roster, ReturnType<typeof dutyAt>] => [roster, dutyAt(roster, at)])
  return people.map((person) => ({
    ...pick(person, 'id', 'name'),
    number: numberOf(person),
    turns: duties.flatMap(([roster, { tiers }]) =>
      tiers
        .filter((tier) => tierPeople(tier).includes(person.id))
        .map((tier) => ({ roster: roster.name, tier: tier.name })),
    ),
    manages: duties.filter(([, { manager }]) => manager === person.id).map(([{ name: roster }]) => roster),
    teams: Object.entries(supplier.teams ?? {}).flatMap(([team, ids]) => (ids?.includes(person.id) ? [team] : [])),
  }))
}
