import type { EditableList } from '../../shared/wire/directory.ts'
import { mayUse, type Part, type Role } from '../api/roles.ts'

/** What the desk keeps up from day to day; the rest says what we owe and who we are. */
const OF_THE_DESK: readonly EditableList[] = ['sites', 'contacts', 'units', 'loaners']

export const partFor = (list: EditableList): Part => (OF_THE_DESK.includes(list) ? 'editPlaces' : 'editBooks')
export const mayEdit = (role: Role, list: EditableList): boolean => mayUse(role, partFor(list))
