import { type Subject, subjectNamed } from '../../shared/kernel/subject.ts'

/** What an execution is about. Those that an earlier version started know the repair's number alone. */
export interface Named {
  readonly subject?: Subject
  readonly repairId?: string
}

export const subjectIn = ({ subject, repairId }: Named): Subject | undefined =>
  subject ?? (repairId ? subjectNamed(repairId) : undefined)
