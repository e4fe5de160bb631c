import { type Subject, subjectOf } from '../kernel/subject.ts'

/** The kind of subject that a contract is. */
export const CONTRACT = 'contract'

export const contractSubject = (id: string): Subject => subjectOf(CONTRACT, id)
