import type { Repair } from './repair.ts'

type Naming = Pick<Repair, 'assignee' | 'paging' | 'keeper'>

/** Those of ours whom the repair names as it stands: who has it, who was asked, who keeps its archive. */
export const namedNow = ({ assignee, paging, keeper }: Naming): readonly string[] => {
  const people = [assignee, paging?.person, paging?.first, keeper, ...(paging?.asked ?? [])]
  return [...new Set(people.flatMap((person) => person?.id ?? []))]
}
