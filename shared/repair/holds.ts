import { normaliseSerial } from '../directory/serial.ts'
import { type Subject, subjectOf } from '../kernel/subject.ts'

/** The kind of subject that a repair is. */
export const REPAIR = 'repair'

export const repairSubject = (id: string): Subject => subjectOf(REPAIR, id)

/** The unit of an open repair, by the name under which it is held. */
export const holdOfUnit = (unit: string): string => `unit/${normaliseSerial(unit)}`
export const holdOfLoaner = (serial: string): string => `loaner/${normaliseSerial(serial)}`
export const holdOfCall = (callId: string): string => `call/${callId}`
export const holdOfNumber = (number: string): string => `number/${number}`
