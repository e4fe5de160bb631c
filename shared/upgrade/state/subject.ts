import { type Subject, subjectOf } from '../../kernel/subject.ts'

/** The kind of subject that an upgrade is. */
export const UPGRADE = 'upgrade'
export const upgradeSubject = (id: string): Subject => subjectOf(UPGRADE, id)

/** The board that lists every upgrade, the latest planned last. */
export const UPGRADES = 'upgrades'
