import { type Subject, subjectOf } from '../../kernel/subject.ts'

/** The kind of subject that a planned visit or call is. */
export const VISIT = 'visit'

export const visitSubject = (id: string): Subject => subjectOf(VISIT, id)

/** What only one open visit may have: a time that planned work of a contract is due, by its key there. */
export const holdOfWork = (contract: string, key: string): string => `work/${contract}/${key}`
