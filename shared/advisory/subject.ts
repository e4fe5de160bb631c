import { type Subject, subjectOf } from '../kernel/subject.ts'

/** The kind of subject that a warning to all whom it concerns is, and that of what one customer of them is told. */
export const ADVISORY = 'advisory'
export const NOTICE = 'notice'
export const advisorySubject = (id: string): Subject => subjectOf(ADVISORY, id)
export const noticeSubject = (id: string): Subject => subjectOf(NOTICE, id)

/** One notice for each customer: whoever tells them again tells nobody twice. */
export const noticeId = (advisory: string, customer: string): string => `${advisory}.${customer}`

/** The board of all of them, and that of the notices of one, by customer. */
export const ADVISORIES = 'advisories'
export const noticesBoard = (advisory: string): string => `notices/${advisory}`
